import type { Scope } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { run } from '../../../run.ts';
import { resolveFile } from '../resolve-file.ts';
import type { TableChoice } from '../table-mappings/choice.ts';
import { namedColumns } from './named-columns.ts';
import { obstacleOf } from './obstacle.ts';
import { previewFile, type TableView } from './preview-file.ts';

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
  const { table } = seen;
  const header = table?.header;
  const accounts = new Set(seen.statements.map(({ account }) => account?.id ?? null));
  const bankAccountId = accounts.size === 1 ? ([...accounts][0] ?? null) : null;
  await run(scope, resolveFile, {
    statementFileId,
    mapping: table ? settledChoice(choice, table) : accountAlone(choice),
    accepted: true,
    remember: remember && header ? { header, bankAccountId } : null,
  });
}

/** Of what is no table only the account can be said. */
const accountAlone = ({ account }: TableChoice): TableChoice | null => (account ? { account } : null);

/** Whoever says which line is the header has its columns read as they are shown: in another file it may be another line. */
function settledChoice(choice: TableChoice, { columns }: TableView): TableChoice {
  return choice.headerLine && !choice.columns ? { ...choice, columns: namedColumns(columns) } : choice;
}
