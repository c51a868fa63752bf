import type { ReactNode } from 'react';
import { Uploads } from '#components/statements/uploads.tsx';
import { runningFiles } from '#domains/erp/statements/list-files.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { addSeconds, systemClock } from '#lib/clock.ts';

/** What is still not read after a day is a matter for the list of files, not for the corner of every page. */
const A_DAY_S = 24 * 60 * 60;

export default async function StatementsLayout({ children }: { children: ReactNode }) {
  const scope = await requireSession('viewStatements');
  if (!may(scope.role, 'uploadStatement')) return children;
  const since = addSeconds(systemClock(), -A_DAY_S);
  const running = await read(scope, 'viewStatements', (tx) => runningFiles(tx, since));
  return <Uploads running={running}>{children}</Uploads>;
}
