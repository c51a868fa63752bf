import type { z } from 'zod';
import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import type { Role } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import {
  type personRole,
  RoleChanged,
  UserReactivated,
  UserRecoveryStarted,
  UserRegistered,
  UserSuspended,
} from './events.ts';

export type PersonRole = z.output<typeof personRole>;

/** A person as their stream tells it. */
export type User =
  | { readonly status: 'none' }
  | { readonly status: 'active'; readonly role: PersonRole }
  | { readonly status: 'suspended'; readonly role: PersonRole };

/** Who asks for a change: their role, and whether the change is about themselves. */
export type Asker = { readonly role: Role; readonly isSelf: boolean };

export const nobody: User = { status: 'none' };

export function evolve(user: User, event: NewEvent): User {
  switch (event.type) {
    case UserRegistered.type:
      return { status: 'active', role: (event as EventOf<typeof UserRegistered>).data.role };
    case RoleChanged.type:
      return user.status === 'none'
        ? user
        : { ...user, role: (event as EventOf<typeof RoleChanged>).data.role };
    case UserSuspended.type:
      return user.status === 'none' ? user : { ...user, status: 'suspended' };
    case UserReactivated.type:
      return user.status === 'none' ? user : { ...user, status: 'active' };
    default:
      return user;
  }
}

/** A person who comes in. Throws a NexusError `conflict` when they are here already. */
export function register(user: User, data: EventOf<typeof UserRegistered>['data']): NewEvent[] {
  if (user.status !== 'none') throw new NexusError('conflict', 'This person is registered already.');
  return [{ type: UserRegistered.type, data }];
}

/** Only an owner makes an owner, or takes the role away (decision 0002). */
export function changeRole(user: User, role: PersonRole, by: Asker): NewEvent[] {
  if (user.status === 'none') throw noSuchPerson();
  if (user.role === role) return [];
  if (user.role === 'owner' || role === 'owner') mustOutrankOwner(by);
  return [{ type: RoleChanged.type, data: { role, previousRole: user.role } }];
}

/** Keeps a person out. Throws a NexusError: `notFound`, `conflict` on oneself, `forbidden` on an owner by anybody but an owner. */
export function suspend(user: User, by: Asker): NewEvent[] {
  if (user.status === 'none') throw noSuchPerson();
  if (by.isSelf) throw new NexusError('conflict', 'You cannot suspend yourself. Ask another admin.');
  if (user.role === 'owner') mustOutrankOwner(by);
  return user.status === 'suspended' ? [] : [{ type: UserSuspended.type, data: {} }];
}

/** Lets a suspended person in again. Throws a NexusError: `notFound`, or `forbidden` on an owner by anybody but an owner. */
export function reactivate(user: User, by: Asker): NewEvent[] {
  if (user.status === 'none') throw noSuchPerson();
  if (user.role === 'owner') mustOutrankOwner(by);
  return user.status === 'active' ? [] : [{ type: UserReactivated.type, data: {} }];
}

/** A link for somebody who lost every passkey. Throws as `mustBeActive`. */
export function startRecovery(user: User, data: EventOf<typeof UserRecoveryStarted>['data']): NewEvent[] {
  mustBeActive(user);
  return [{ type: UserRecoveryStarted.type, data }];
}

/** Throws a NexusError: `notFound` on nobody, `conflict` on somebody suspended. */
export function mustBeActive(user: User): void {
  if (user.status === 'none') throw noSuchPerson();
  if (user.status === 'suspended') {
    throw new NexusError('conflict', 'This person is suspended. Reactivate them first.');
  }
}

/** Throws a NexusError `forbidden` unless the asker may make owners and change them: an owner, or the operator. */
export function mustOutrankOwner(by: Pick<Asker, 'role'>): void {
  if (by.role === 'owner' || by.role === 'system') return;
  throw new NexusError('forbidden', 'Only an owner can make somebody an owner or change one.');
}

function noSuchPerson(): NexusError {
  return new NexusError('notFound', 'There is no such person.');
}
