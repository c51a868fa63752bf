import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { loadStream } from '../../../identity/load-stream.ts';
import { evolveMapping, type MappingState, type TableMappingEvent } from './decide.ts';

/** What is remembered under this id, from its events, with the stream that an append goes to. */
export async function loadMapping(tx: TenantTx, id: Id) {
  const { stream, version, events } = await loadStream(tx, { type: 'table-mapping', id });
  const state = (events as readonly TableMappingEvent[]).reduce<MappingState>(evolveMapping, null);
  return { stream, version, state };
}
