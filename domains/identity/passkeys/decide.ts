import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { PasskeyAdded, PasskeyRemoved, PasskeyRenamed } from './events.ts';

/** The passkeys that one person has, by id, as their user stream tells it. */
export type Passkeys = ReadonlySet<Id>;

export const noPasskeys: Passkeys = new Set();
export const MAX_PASSKEYS = 20;

export function evolve(passkeys: Passkeys, event: NewEvent): Passkeys {
  switch (event.type) {
    case PasskeyAdded.type:
      return new Set([...passkeys, (event as EventOf<typeof PasskeyAdded>).data.passkeyId]);
    case PasskeyRemoved.type: {
      const gone = (event as EventOf<typeof PasskeyRemoved>).data.passkeyId;
      return new Set([...passkeys].filter((id) => id !== gone));
    }
    default:
      return passkeys;
  }
}

/** One more passkey. Throws a NexusError `conflict` when the person has as many as one may have. */
export function add(passkeys: Passkeys, data: EventOf<typeof PasskeyAdded>['data']): NewEvent[] {
  if (passkeys.size >= MAX_PASSKEYS) {
    throw new NexusError('conflict', `A person has at most ${MAX_PASSKEYS} passkeys. Remove one first.`);
  }
  return [{ type: PasskeyAdded.type, data }];
}

/** Calls a passkey by another name. Throws a NexusError `notFound`. */
export function rename(passkeys: Passkeys, passkeyId: Id, name: string): NewEvent[] {
  mustHave(passkeys, passkeyId);
  return [{ type: PasskeyRenamed.type, data: { passkeyId, name } }];
}

/** Removes a passkey, but never the last one: nobody locks themselves out. */
export function remove(passkeys: Passkeys, passkeyId: Id): NewEvent[] {
  mustHave(passkeys, passkeyId);
  if (passkeys.size === 1) {
    throw new NexusError('conflict', 'This is your last passkey. Add another one before you remove it.');
  }
  return [{ type: PasskeyRemoved.type, data: { passkeyId } }];
}

/** Who was recovered starts with one new passkey; those that were lost open nothing any more. */
export function replaceAll(passkeys: Passkeys, data: EventOf<typeof PasskeyAdded>['data']): NewEvent[] {
  const lost = [...passkeys].map((passkeyId) => ({ type: PasskeyRemoved.type, data: { passkeyId } }));
  return [{ type: PasskeyAdded.type, data }, ...lost];
}

function mustHave(passkeys: Passkeys, passkeyId: Id): void {
  if (!passkeys.has(passkeyId)) throw new NexusError('notFound', 'There is no such passkey.');
}
