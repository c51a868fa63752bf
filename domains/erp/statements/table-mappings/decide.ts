import { isDeepStrictEqual } from 'node:util';
import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import type { TableChoice } from './choice.ts';
import { TableMappingForgotten, TableMappingRemembered } from './events.ts';

export type TableMappingEvent =
  | EventOf<typeof TableMappingRemembered>
  | EventOf<typeof TableMappingForgotten>;

/** What is remembered of a header now; null when nothing is. */
export type MappingState = { readonly mapping: Record<string, unknown> } | null;

export function evolveMapping(_: MappingState, event: TableMappingEvent): MappingState {
  switch (event.type) {
    case 'TableMappingRemembered':
      return { mapping: event.data.mapping };
    case 'TableMappingForgotten':
      return null;
    default:
      return event satisfies never;
  }
}

export type Remembered = EventOf<typeof TableMappingRemembered>['data'] & { readonly mapping: TableChoice };

/** Remembers how a header is read; none when that is what is remembered already. */
export function decideRemember(state: MappingState, data: Remembered): NewEvent[] {
  if (state && isDeepStrictEqual(state.mapping, data.mapping)) return [];
  return [{ type: TableMappingRemembered.type, data }];
}

/** Forgets it. Throws a NexusError `notFound` when nothing is remembered. */
export function decideForget(state: MappingState): NewEvent[] {
  if (!state) throw new NexusError('notFound', 'Nothing is remembered of this header.');
  return [{ type: TableMappingForgotten.type, data: {} }];
}
