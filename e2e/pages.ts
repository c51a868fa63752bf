import type { Page } from 'playwright-core';

/** A page of the workspace, and how somebody who is signed in gets there. */
export type Stop = {
  readonly name: string;
  readonly path: string;
  /** Follows the first row's link of the list at `path`. */
  readonly firstRow?: boolean;
  /** Looks like another one: worth a picture, and no second look by axe. */
  readonly likeAnother?: boolean;
};

/** Every page with the sample company: the lists, and a typical detail of each. */
export const STOPS: readonly Stop[] = [
  { name: 'overview', path: '/' },
  { name: 'documents', path: '/documents' },
  { name: 'document', path: '/documents?settlement=paid', firstRow: true },
  {
    name: 'document-partly-paid',
    path: '/documents?settlement=partlyPaid',
    firstRow: true,
    likeAnother: true,
  },
  { name: 'document-rejected', path: '/documents?settlement=rejected', firstRow: true, likeAnother: true },
  { name: 'statements', path: '/statements' },
  { name: 'statement', path: '/statements', firstRow: true, likeAnother: true },
  { name: 'statement-discrepancy', path: '/statements?check=discrepancy', firstRow: true },
  { name: 'statement-calendar', path: '/statements/calendar' },
  { name: 'announced', path: '/statements/announced' },
  { name: 'files', path: '/statements/files' },
  { name: 'file', path: '/statements/files', firstRow: true },
  { name: 'reconciliation', path: '/reconciliation' },
  { name: 'reconciliation-differs', path: '/reconciliation?queue=differs', likeAnother: true },
  { name: 'reconciliation-choose', path: '/reconciliation?queue=choose', likeAnother: true },
  { name: 'audit', path: '/audit' },
  { name: 'audit-command', path: '/audit?what=ingestInvoices', firstRow: true },
  { name: 'passkeys', path: '/settings/passkeys' },
  { name: 'sessions', path: '/settings/sessions' },
  { name: 'people', path: '/settings/people' },
  { name: 'entities', path: '/settings/entities' },
  { name: 'accounts', path: '/settings/accounts' },
  { name: 'account', path: '/settings/accounts', firstRow: true },
  { name: 'account-new', path: '/settings/accounts/new' },
  { name: 'tables', path: '/settings/tables' },
  { name: 'rates', path: '/settings/rates' },
  { name: 'integrations', path: '/settings/integrations' },
  { name: 'api-keys', path: '/settings/api-keys' },
  { name: 'no-access', path: '/no-access' },
  { name: 'not-found', path: '/nowhere' },
];

/** What a company sees before it has anything. */
export const EMPTY_STOPS: readonly Stop[] = [
  '/',
  '/documents',
  '/statements',
  '/statements/calendar',
  '/statements/files',
  '/reconciliation',
]
  .concat('/settings/accounts', '/settings/integrations', '/settings/api-keys')
  .map((path) => ({
    name: `empty-${path === '/' ? 'overview' : path.slice(path.lastIndexOf('/') + 1)}`,
    path,
  }));

/** Opens the page and waits until all of it is there. */
export async function visit(page: Page, origin: string, stop: Stop): Promise<void> {
  await page.goto(origin + stop.path);
  if (stop.firstRow) {
    const href = await page.locator('main [data-row-link]').first().getAttribute('href');
    if (!href) throw new Error(`${stop.path} has no row to open.`);
    await page.goto(origin + href);
  }
  await page.getByRole('heading', { level: 1 }).waitFor();
  const hasChart = (await page.getByRole('heading', { name: 'Balances, 90 days' }).count()) > 0;
  if (hasChart) await page.locator('.recharts-line').first().waitFor({ state: 'attached' });
  await page.evaluate(() => document.fonts.ready);
}
