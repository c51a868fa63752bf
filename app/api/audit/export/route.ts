import { commandParams } from '#app/(workspace)/audit/list-params.ts';
import { csvResponse } from '#app/api/csv-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import type { Scope } from '#db/tenancy.ts';
import { type CommandFilter, listCommands } from '#domains/identity/audit/list-commands.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import type { CsvCell } from '#lib/csv.ts';

const BATCH_SIZE = 1_000;
const HEADER = [
  'time',
  'who',
  'actor',
  'command',
  'resource',
  'resource id',
  'address',
  'session',
  'request',
  'first position',
  'last position',
  'command id',
];

/** The commands of the list's filter as CSV, newest first; times are in UTC. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewAudit');
    const query = new URL(request.url).searchParams;
    const { company } = await workspaceView(scope);
    const { filter } = commandParams(Object.fromEntries(query), company.timeZone);
    return await csvResponse(scope, {
      list: 'audit',
      filter: query.toString(),
      header: HEADER,
      batches: batchesOf(scope, filter),
    });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

async function* batchesOf(scope: Scope, filter: CommandFilter) {
  let after: number | null = null;
  do {
    const { rows, hasNext } = await read(scope, 'viewAudit', (tx) =>
      listCommands(tx, filter, { after, before: null }, BATCH_SIZE),
    );
    yield rows.map((row): CsvCell[] => [
      row.createdAt,
      row.who,
      row.actorKind,
      row.action,
      row.resource,
      row.resourceId,
      row.ipAddress,
      row.sessionId,
      row.requestId,
      { number: String(row.firstPosition) },
      { number: String(row.lastPosition) },
      row.id,
    ]);
    after = hasNext ? (rows.at(-1)?.lastPosition ?? null) : null;
  } while (after !== null);
}
