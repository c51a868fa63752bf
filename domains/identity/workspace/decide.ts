import type { EventOf, NewEvent } from '#db/event-store/event.ts';
import { NexusError } from '#lib/errors.ts';
import { EntityAdded, WorkspaceChanged, WorkspaceCreated } from './events.ts';

type Settings = EventOf<typeof WorkspaceChanged>['data'];

/** The company as its stream tells it; null before it exists. */
export type WorkspaceState = Settings | null;

export function evolve(state: WorkspaceState, event: NewEvent): WorkspaceState {
  switch (event.type) {
    case WorkspaceCreated.type:
    case WorkspaceChanged.type: {
      const { name, defaultCurrency, timeZone, defaultPaymentTermsDays } = event.data as Settings;
      return { name, defaultCurrency, timeZone, defaultPaymentTermsDays };
    }
    default:
      return state;
  }
}

/** Changes what differs; nothing is recorded when nothing does. */
export function change(state: WorkspaceState, wanted: Settings): NewEvent[] {
  if (!state) throw new NexusError('notFound', 'This company does not exist.');
  const same = (Object.keys(wanted) as (keyof Settings)[]).every((key) => wanted[key] === state[key]);
  return same ? [] : [{ type: WorkspaceChanged.type, data: wanted }];
}

/** Adds a company of the group; its code is taken once. */
export function addEntity(exists: boolean, data: EventOf<typeof EntityAdded>['data']): NewEvent[] {
  if (!exists) return [{ type: EntityAdded.type, data }];
  const message = `Another entity has the code ${data.code}.`;
  throw new NexusError('conflict', message, { problems: [{ pointer: '/code', code: 'taken', message }] });
}
