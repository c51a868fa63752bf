import { parseArgs } from 'node:util';
import type { NotedHead } from '#domains/replay/check-log.ts';
import { describeFinding } from '#domains/replay/findings.ts';
import { tenantsOnRecord } from '#domains/replay/tenants-on-record.ts';
import { type Verification, verify } from '#domains/replay/verify.ts';
import { NexusError } from '#lib/errors.ts';
import { withDatabase } from '../database.ts';
import { chooseWorkspace, print } from '../workspace.ts';

export const summary = 'Prove that nothing on record was changed';

export const usage = `verify [options]

Recomputes every hash, replays every projection beside the live one, and hashes every stored file.
Ends with 1 when anything differs. Note the position and head hash somewhere else: --noted proves later
that the log still holds that very head.

  --tenant ID-OR-SLUG    only this workspace (default: all)
  --noted POSITION:HASH  a head that was noted down earlier, with --tenant; repeatable
  --json                 print one JSON document`;

const options = {
  tenant: { type: 'string' },
  noted: { type: 'string', multiple: true },
  json: { type: 'boolean' },
} as const;

/** 0 when every record is clean, else 1. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options });
  const noted = (values.noted ?? []).map(headOf);
  if (noted.length > 0 && !values.tenant) {
    throw new NexusError('invalid', '--noted belongs to one workspace: name it by --tenant.');
  }
  const verifications = await withDatabase(async () => {
    const tenants = values.tenant ? [(await chooseWorkspace(values.tenant)).id] : await tenantsOnRecord();
    const done: Verification[] = [];
    for (const tenantId of tenants) done.push(await verify(tenantId, { noted }));
    return done;
  });
  const lines = verifications.length > 0 ? verifications.flatMap(reportOf) : ['There is no workspace yet.'];
  print(values.json, { verifications }, lines);
  return verifications.every(({ clean }) => clean) ? 0 : 1;
}

/** One verification in lines for a person. */
export function reportOf({ tenantId, clean, position, hash, findings }: Verification): string[] {
  const more = findings.count - findings.first.length;
  return [
    `Workspace ${tenantId}: ${clean ? 'clean' : `${findings.count} finding${findings.count === 1 ? '' : 's'}`}`,
    `  position   ${position}`,
    `  head hash  ${hash}`,
    ...findings.first.map((finding) => `  ${describeFinding(finding)}`),
    ...(more > 0 ? [`  and ${more} more.`] : []),
  ];
}

function headOf(text: string): NotedHead {
  const [, position, hash = ''] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!position) throw new NexusError('invalid', `--noted "${text}" is not POSITION:HASH.`);
  return { position: Number(position), hash };
}
