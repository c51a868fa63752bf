import { driverOf } from '#db/client.ts';
import { readStreamAfter } from '#db/event-store/read.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { EVENTS } from '../../events.ts';
import { evolveFile, type FileState, initialFile, type StatementEvent } from './decide.ts';

/** The id of a file, and of its stream, from its bytes: the same file a second time meets the first. */
export const statementFileId = (tenantId: Id, sha256: string): Id =>
  derivedId(tenantId, 'statement-file', sha256);

export const streamOf = (id: Id) => ({ type: 'statement-file', id });

/** States that this process has read, by tenant and file: a long import adds to its stream a thousand times and asks as often. */
const remembered = new Map<string, FileState>();
const MAX_REMEMBERED = 20;

/** Where a file is on its way in, from its events. Those that were read before are not read again. */
export async function loadFile(tx: TenantTx, id: Id): Promise<FileState> {
  const { tenantId } = tx.scope;
  const key = `${tenantId}/${id}`;
  const before = remembered.get(key) ?? initialFile;
  const events = await readStreamAfter(driverOf(tx), EVENTS, tenantId, streamOf(id), before.version);
  const state = events.reduce((reached, event) => evolveFile(reached, event as StatementEvent), before);
  remembered.delete(key);
  remembered.set(key, state);
  const [oldest] = remembered.keys();
  if (remembered.size > MAX_REMEMBERED && oldest) remembered.delete(oldest);
  return state;
}
