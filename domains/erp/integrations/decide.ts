import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import { IntegrationCreated, IntegrationPaused, IntegrationResumed, SigningSecretIssued } from './events.ts';

export type IntegrationState = 'none' | 'active' | 'paused';

export function evolve(state: IntegrationState, event: NewEvent): IntegrationState {
  switch (event.type) {
    case IntegrationCreated.type:
    case IntegrationResumed.type:
      return 'active';
    case IntegrationPaused.type:
      return 'paused';
    default:
      return state;
  }
}

type Created = EventOf<typeof IntegrationCreated>['data'];
type Issued = EventOf<typeof SigningSecretIssued>['data'];

/** A sender with its first signing secret. Throws a NexusError `conflict` when it exists already. */
export function create(state: IntegrationState, created: Created, issued: Issued): NewEvent[] {
  if (state !== 'none') throw new NexusError('conflict', 'This integration exists already.');
  return [
    { type: IntegrationCreated.type, data: created },
    { type: SigningSecretIssued.type, data: issued },
  ];
}

/** A paused sender may get a new secret too: that is often why it was paused. */
export function rotate(state: IntegrationState, issued: Issued): NewEvent[] {
  mustExist(state);
  return [{ type: SigningSecretIssued.type, data: issued }];
}

/** Lets a sender in no more; one that is paused stays so. Throws a NexusError `notFound`. */
export function pause(state: IntegrationState): NewEvent[] {
  mustExist(state);
  return state === 'paused' ? [] : [{ type: IntegrationPaused.type, data: {} }];
}

/** Lets a paused sender in again; any other stays as it is. Throws a NexusError `notFound`. */
export function resume(state: IntegrationState): NewEvent[] {
  mustExist(state);
  return state === 'active' ? [] : [{ type: IntegrationResumed.type, data: {} }];
}

function mustExist(state: IntegrationState): void {
  if (state === 'none') throw new NexusError('notFound', 'There is no such integration.');
}
