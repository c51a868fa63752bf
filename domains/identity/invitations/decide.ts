import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import type { Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import type { PersonRole } from '../users/decide.ts';
import { InvitationAccepted, InvitationIssued, InvitationRevoked } from './events.ts';

type Invitee = {
  readonly userId: Id;
  readonly name: string;
  readonly email: string;
  readonly role: PersonRole;
};

export type Invitation =
  | { readonly status: 'none' }
  | { readonly status: 'open'; readonly invitee: Invitee; readonly expiresAt: Instant }
  | { readonly status: 'accepted' }
  | { readonly status: 'revoked' };

/** How long an invitation can be accepted. */
export const INVITATION_LIFE_S = 72 * 60 * 60;

export const noInvitation: Invitation = { status: 'none' };

export function evolve(invitation: Invitation, event: NewEvent): Invitation {
  switch (event.type) {
    case InvitationIssued.type: {
      const { inviteeId, name, email, role, expiresAt } = (event as EventOf<typeof InvitationIssued>).data;
      return { status: 'open', invitee: { userId: inviteeId, name, email, role }, expiresAt };
    }
    case InvitationAccepted.type:
      return { status: 'accepted' };
    case InvitationRevoked.type:
      return { status: 'revoked' };
    default:
      return invitation;
  }
}

/** Takes the invitation up: once, in time, and not after it was revoked. Returns who comes and what is recorded. */
export function accept(invitation: Invitation, now: Instant): { invitee: Invitee; events: NewEvent[] } {
  if (invitation.status !== 'open' || invitation.expiresAt <= now) throw invitationGone();
  const { invitee } = invitation;
  return { invitee, events: [{ type: InvitationAccepted.type, data: { userId: invitee.userId } }] };
}

/** Takes an invitation back. Throws a NexusError: `notFound`, or `conflict` when somebody has come by it. */
export function revoke(invitation: Invitation): NewEvent[] {
  switch (invitation.status) {
    case 'none':
      throw new NexusError('notFound', 'There is no such invitation.');
    case 'open':
      return [{ type: InvitationRevoked.type, data: {} }];
    case 'accepted':
      throw new NexusError('conflict', 'The invitation was accepted already. Suspend the person instead.');
    case 'revoked':
      return [];
    default:
      return invitation satisfies never;
  }
}

/** What whoever holds a link that leads nowhere is told: never which of the reasons it is. */
export function invitationGone(): NexusError {
  return new NexusError(
    'notFound',
    'This invitation was used or revoked, or is older than 72 hours. Ask for a new one.',
  );
}
