import { driverOf } from '#db/client.ts';
import { readStreams } from '#db/event-store/read.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { EVENTS } from '../../events.ts';
import { evolveFile, type FileState, initialFile, type StatementEvent } from './decide.ts';

/** The id of a file, and of its stream, from its bytes: the same file a second time meets the first. */
export const statementFileId = (tenantId: Id, sha256: string): Id =>
  derivedId(tenantId, 'statement-file', sha256);

export const streamOf = (id: Id) => ({ type: 'statement-file', id });

/** Where a file is on its way in, from its events. */
export async function loadFile(tx: TenantTx, id: Id): Promise<FileState> {
  const events = await readStreams(driverOf(tx), EVENTS, tx.scope.tenantId, [streamOf(id)]);
  return events.reduce((state, event) => evolveFile(state, event as StatementEvent), initialFile);
}
