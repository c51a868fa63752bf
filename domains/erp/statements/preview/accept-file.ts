import type { Scope } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../../run.ts';
import type { TableChoice } from '../../table-mappings/choice.ts';
import { resolveFile } from '../resolve-file.ts';
import { obstacleOf } from './obstacle.ts';
import { previewFile } from './preview-file.ts';

/**
 * Has a file imported as its preview with this choice shows it, and, if asked, tables with its header read so from now on: those of its account, or
 * of any where it holds several. Throws a NexusError `conflict` where it cannot be imported so.
 */
export async function acceptFile(
  scope: Scope,
  statementFileId: Id,
  choice: TableChoice,
  remember: boolean,
): Promise<void> {
  const seen = await previewFile(scope, statementFileId, choice);
  const obstacle = obstacleOf(seen);
  if (obstacle) throw new NexusError('conflict', obstacle);
  const header = seen.table?.header;
  const accounts = new Set(seen.statements.map(({ account }) => account?.id ?? null));
  const bankAccountId = accounts.size === 1 ? ([...accounts][0] ?? null) : null;
  await run(scope, resolveFile, {
    statementFileId,
    mapping: seen.table ? (choice as never) : null,
    accepted: true,
    remember: remember && header ? { header, bankAccountId } : null,
  });
}
