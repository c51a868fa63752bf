import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { SessionRevoked, SessionStarted, type StepUpAuthorized, type StepUpRejected } from './events.ts';

/** A session as its stream tells it. Limits of time are not in it: they are judged on each request. */
export type Session =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly userId: Id }
  | { readonly status: 'revoked'; readonly userId: Id };

export type RevocationReason = EventOf<typeof SessionRevoked>['data']['reason'];

export const noSession: Session = { status: 'none' };

export function evolve(session: Session, event: NewEvent): Session {
  switch (event.type) {
    case SessionStarted.type: {
      const { userId } = (event as EventOf<typeof SessionStarted>).data;
      return { status: 'open', userId };
    }
    case SessionRevoked.type:
      return session.status === 'none' ? session : { status: 'revoked', userId: session.userId };
    default:
      return session;
  }
}

/** A session begins once. */
export function start(session: Session, data: EventOf<typeof SessionStarted>['data']): NewEvent[] {
  if (session.status !== 'none') throw new NexusError('conflict', 'This session has begun already.');
  return [{ type: SessionStarted.type, data }];
}

/** Ends a session; one that has ended stays as it is. A person ends their own, whoever looks after people anybody's. */
export function revoke(
  session: Session,
  by: { userId: Id; looksAfterPeople: boolean },
  reason: RevocationReason,
): NewEvent[] {
  if (session.status === 'none' || (session.userId !== by.userId && !by.looksAfterPeople)) {
    throw new NexusError('notFound', 'There is no such session.');
  }
  if (session.status === 'revoked') return [];
  return [{ type: SessionRevoked.type, data: { reason } }];
}

/** Puts a step-up, accepted or refused, on a session that is open and belongs to this person. */
export function stepUp(
  session: Session,
  userId: Id,
  event: EventOf<typeof StepUpAuthorized> | EventOf<typeof StepUpRejected>,
): NewEvent[] {
  if (session.status !== 'open' || session.userId !== userId) {
    throw new NexusError('unauthenticated', 'This session has ended. Sign in again.');
  }
  return [event];
}
