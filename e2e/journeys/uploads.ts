import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, open } from '../browser.ts';
import type { World } from '../world.ts';

const IBAN = 'DE02120300000000202051';

/** Two rows of 500.00 and −100.00 that lead from 1,000.00 to 1,400.00. */
const MT940 = [
  ':20:NEXUS',
  `:25:${IBAN}`,
  ':28C:7/1',
  ':60F:C260901EUR1000,00',
  ':61:2609020902C500,00NTRFINV-77//A1',
  ':86:Customer pays INV-77',
  ':61:2609020902D100,00NTRFNONREF//A2',
  ':86:Rent of the archive',
  ':62F:C260902EUR1400,00',
  '-',
].join('\r\n');

const WEB_PAGE =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body>Your session has ended.</body></html>';

const AMBIGUOUS = `IBAN;Booking date;Amount;Currency;Text\n${['02/03/2026', '04/05/2026', '06/07/2026']
  .map((date, index) => `${IBAN};${date};${index + 1}0.00;EUR;Payment ${index}`)
  .join('\n')}\n`;

/** Files as they come: an error page saved as a statement, one that broke off, one of an account that nobody told Nexus about. */
export function uploads(world: World): void {
  test('a web page saved as a statement is not taken in, and the page says what it is', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'november.sta', WEB_PAGE);
    await line.getByText(/web page|HTML/).waitFor();
    await line.getByRole('link', { name: 'november.sta' }).click();
    await page.getByText('Nothing was taken in.').waitFor();
    await page
      .getByRole('main')
      .getByText(/HTML|web page/)
      .first()
      .waitFor();
    await page.getByRole('region', { name: 'Contents of the file' }).getByText('<title>Log in').waitFor();
    await page.getByRole('button', { name: 'Put aside…' }).click();
    await page.getByLabel('Why it is not needed').fill('Saved by mistake');
    await page.getByRole('dialog').getByRole('button', { name: 'Put aside' }).click();
    await page.getByText(/Put aside by .+ on /).waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByText('Nothing was taken in.').waitFor();
  });

  test('a file of an unknown account waits; the account is added, and the file is read again', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'archive.sta', MT940);
    await line.getByText(`Nexus does not know ${IBAN}`).waitFor();
    await line.getByRole('link', { name: 'archive.sta' }).click();
    await page.getByText('This file waits for you.').waitFor();
    await page.getByRole('link', { name: IBAN }).click();
    await page.getByLabel('Short name').fill('Archive');
    await page.getByRole('button', { name: 'Add account' }).click();
    await page.getByRole('heading', { level: 1, name: 'archive.sta' }).waitFor();
    await page.getByText('Imported').waitFor();
    await page
      .getByRole('table')
      .getByRole('link', { name: /Archive/ })
      .click();
    await page.getByRole('table', { name: /Rows/ }).getByText('Rent of the archive').waitFor();
  });

  test('the same file again is told so, with the way to the first', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'archive (1).sta', MT940);
    await line.getByText('Here already, as archive.sta. Nothing was taken in twice.').waitFor();
    await line.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'archive.sta' }).waitFor();
  });

  test('a file that broke off is looked at, and taken in as far as it goes, with what is wrong', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'broken-off.sta', MT940.slice(0, MT940.indexOf(':61:2609020902D') + 20));
    await line.getByRole('link', { name: 'broken-off.sta' }).click();
    await page.getByText('Some of this file could not be read.').waitFor();
    await page.getByRole('heading', { name: 'Problems' }).waitFor();
    await page.getByRole('button', { name: 'Import what could be read' }).click();
    await page.getByText('Imported').waitFor();
    await page.getByRole('heading', { name: 'Problems' }).waitFor();
  });

  test('a table is looked at: dates that can be read in two ways wait until somebody says which', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'export.csv', AMBIGUOUS);
    await line.getByRole('link', { name: 'export.csv' }).click();
    await page.getByText('This file waits for you.').waitFor();
    const importIt = page.getByRole('button', { name: 'Import', exact: true });
    expect(await importIt.isDisabled()).toBe(true);
    await page.getByLabel('Dates').selectOption('dayFirst');
    await page.getByRole('region', { name: 'First lines of the table' }).getByText('2 Mar 2026').waitFor();
    await page.getByText('In, 3 rows').waitFor();
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
    await importIt.click();
    await page.getByText('Imported').waitFor();
  });

  test('the next table with its header is read as was said, until that is forgotten', async () => {
    const { page } = world.owner;
    const next = (day: string) => AMBIGUOUS.replaceAll(/\d\d\/\d\d\/2026/g, day);
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'export (1).csv', next('08/09/2026'));
    await line.getByText(/1 statement/).waitFor();
    await open(page, `${world.nexus.url}/settings/tables`);
    await page
      .getByRole('row', { name: /Archive/ })
      .getByRole('button', { name: 'Forget' })
      .click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget' }).click();
    await page.getByText('Nothing is remembered yet.').waitFor();
    await open(page, `${world.nexus.url}/statements`);
    const last = await upload(page, 'export (2).csv', next('10/11/2026'));
    await last.getByText(/choose the date order/).waitFor();
  });
}

/** Picks a file on a page of statements; its line among the uploads. */
async function upload(page: Page, name: string, content: string): Promise<Locator> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
  await page.getByLabel('Statement files').setInputFiles(file);
  return page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
}
