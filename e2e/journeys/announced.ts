import { expect, test } from 'vitest';
import { awake, open } from '../browser.ts';
import type { World } from '../world.ts';

/** What a bank tells during the day, and its statement of that day, which comes late. */
export function announced(world: World): void {
  const reason = 'Known: the yearly licence';

  test('a row that is expected is decided before it is booked, and takes nobody’s cash', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements/announced?state=expected`);
    await page.getByText('Never booked').first().waitFor();
    await page.getByRole('table', { name: 'Announced rows' }).getByRole('link').first().click();
    await page.getByText('Not booked yet').waitFor();
    await awake(page);
    await page.keyboard.press('n');
    await page.getByLabel('Why there is no document').fill(reason);
    await page.keyboard.press('Enter');
    await page.getByText(`: ${reason}`).waitFor();
  });

  test('the day’s statement books it: the decision goes over to the booked row, and stays that person’s', async () => {
    const { page, context } = world.owner;
    await open(page, `${world.nexus.url}/statements/announced`);
    const row = page.getByRole('row').filter({ hasText: ', matched' });
    await row.waitFor();
    await open(page, `${world.nexus.url}/statements/files`);
    const href = await page.getByRole('link', { name: /USD-Operating_.*\.mt942/ }).getAttribute('href');
    const report = await context.request.get(
      `${world.nexus.url}/api/statements/${href?.split('/').at(-1)}/original`,
    );
    await open(page, `${world.nexus.url}/statements`);
    const buffer = Buffer.from(bookedAs(await report.text()));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Upload statement' }).click();
    await (await chooser).setFiles({ name: 'late.sta', mimeType: 'text/plain', buffer });
    const { owner } = world;
    await expect
      .poll(
        async () => {
          await open(owner.page, `${world.nexus.url}/statements/announced?state=expected`);
          return owner.page
            .getByText('Nothing is announced.')
            .or(owner.page.getByText('No announced row fits'))
            .count();
        },
        { timeout: 30_000 },
      )
      .toBe(1);
    await expect
      .poll(
        async () => {
          await open(owner.page, `${world.nexus.url}/statements?kind=endOfDay`);
          await owner.page
            .getByRole('link', { name: /USD Operating/ })
            .first()
            .click();
          await owner.page.getByRole('table', { name: /Rows/ }).waitFor();
          return owner.page.getByText(reason).count();
        },
        { timeout: 30_000 },
      )
      .toBeGreaterThan(0);
  });

  test('the calendar shows the account’s days', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements/calendar`);
    await page.getByRole('list', { name: 'What the fields mean' }).waitFor();
    await page.getByLabel('Account').selectOption({ label: 'GBP Collections' });
    await page.getByRole('heading', { name: 'GBP Collections' }).waitFor();
    await page.getByText(/1 statement missing/).waitFor();
  });
}

/** The rows of an MT942 report as the MT940 statement that books them, over a million. */
function bookedAs(report: string): string {
  const lines = report.split('\r\n');
  const rows = lines
    .slice(lines.findIndex((line) => line.startsWith(':61:')))
    .filter((line) => !/^-/.test(line));
  const cents = rows.reduce((sum, line) => {
    const [, mark, amount = '0'] = /^:61:\d{10}(R?[CD])([\d,]+)/.exec(line) ?? [];
    const unsigned = Math.round(Number(amount.replace(',', '.')) * 100);
    return mark ? sum + (mark === 'C' || mark === 'RD' ? unsigned : -unsigned) : sum;
  }, 100_000_000);
  const day = /^:13D:(\d{6})/m.exec(report)?.[1];
  const account = /^:25:(.*)$/m.exec(report)?.[1]?.trim();
  return [
    ':20:LATE',
    `:25:${account}`,
    ':28C:999/1',
    `:60F:C${day}USD1000000,00`,
    ...rows,
    `:62F:C${day}USD${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`,
    '-',
    '',
  ].join('\r\n');
}
