import { join } from 'node:path';
import { type CommandTable, dispatch } from './command.ts';
import { root } from './handover.mjs';

// The `nexus` command: a name of one or two words, and the file that does it.

const commands: CommandTable = {
  'database migrate': () => import('./commands/database-migrate.ts'),
  'workspace create': () => import('./commands/workspace-create.ts'),
  'integration create': () => import('./commands/integration-create.ts'),
  'key create': () => import('./commands/key-create.ts'),
  'sample load': () => import('./commands/sample-load.ts'),
  'statement parse': () => import('./commands/statement-parse.ts'),
  'statement import': () => import('./commands/statement-import.ts'),
  match: () => import('./commands/match.ts'),
  verify: () => import('./commands/verify.ts'),
  rebuild: () => import('./commands/rebuild.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
  'user recover': () => import('./commands/user-recover.ts'),
};

// A command may be typed in any folder; the home folder stays the checkout's unless it is named.
process.env.NEXUS_HOME ||= join(root, '.nexus');

process.exitCode = await dispatch(commands, process.argv.slice(2), {
  out: console.log,
  error: console.error,
});
