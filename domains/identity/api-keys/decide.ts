import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import { ApiKeyCreated, ApiKeyRevoked } from './events.ts';

export type ApiKeyState = 'none' | 'valid' | 'revoked';

export function evolve(state: ApiKeyState, event: NewEvent): ApiKeyState {
  switch (event.type) {
    case ApiKeyCreated.type:
      return 'valid';
    case ApiKeyRevoked.type:
      return 'revoked';
    default:
      return state;
  }
}

/** A new key. Throws a NexusError `conflict` when it exists already. */
export function create(state: ApiKeyState, data: EventOf<typeof ApiKeyCreated>['data']): NewEvent[] {
  if (state !== 'none') throw new NexusError('conflict', 'This key exists already.');
  return [{ type: ApiKeyCreated.type, data }];
}

/** Ends a key for good; one that has ended stays so. Throws a NexusError `notFound`. */
export function revoke(state: ApiKeyState): NewEvent[] {
  if (state === 'none') throw new NexusError('notFound', 'There is no such key.');
  return state === 'revoked' ? [] : [{ type: ApiKeyRevoked.type, data: {} }];
}
