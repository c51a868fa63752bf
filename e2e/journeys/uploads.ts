import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, open, type Person } from '../browser.ts';
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
    await page.getByText('Imported', { exact: true }).waitFor();
    await page
      .getByRole('table')
      .getByRole('link', { name: /Archive/ })
      .click();
    await page.getByRole('table', { name: /Rows/ }).getByText('Rent of the archive').waitFor();
  });

  test('a file that writes an account in another way is told which it is', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(
      page,
      'other-way.sta',
      MT940.replace(IBAN, 'ARCHIVE-7').replaceAll('2609', '2610'),
    );
    await line.getByRole('link', { name: 'other-way.sta' }).click();
    await page.getByLabel('Or ARCHIVE-7 is the account').selectOption('Archive (EUR)');
    await page.getByRole('button', { name: 'This is it' }).click();
    await page.getByText('Imported').waitFor();
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
    await page.getByText('Some of this file could not be read.').first().waitFor();
    await page.getByRole('heading', { name: 'Problems' }).waitFor();
    await page.getByRole('button', { name: 'Import what could be read' }).click();
    await page.getByText('Imported').waitFor();
    await page.getByRole('heading', { name: 'Problems' }).waitFor();
  });

  test('a statement is pasted, and sent once its person says so', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    await dropField(page).waitFor({ state: 'attached' });
    await page.evaluate(
      (text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
      },
      MT940.replaceAll('7/1', '8/1'),
    );
    const line = lineOf(page, 'pasted');
    await line.getByText('“:20:NEXUS').waitFor();
    await line.getByRole('button', { name: 'Upload it' }).click();
    await line.getByText(/MT940 · 1 statement/).waitFor();
  });

  test('files and folders dropped anywhere on the page arrive, and more than may be are refused together', async () => {
    const { page } = world.owner;
    const folder = mkdtempSync(join(tmpdir(), 'nexus-drop-'));
    const many = mkdtempSync(join(tmpdir(), 'nexus-drop-'));
    try {
      mkdirSync(join(folder, 'deeper'));
      for (const name of ['.hidden', 'one.html', 'deeper/two.html'])
        writeFileSync(join(folder, name), `${WEB_PAGE}\n${name}`);
      for (let n = 0; n < 201; n++) writeFileSync(join(many, `${n}.sta`), 'x');
      await open(page, `${world.nexus.url}/statements`);
      await dropField(page).waitFor({ state: 'attached' });
      await drop(world.owner, [folder]);
      for (const name of ['one.html', 'two.html'])
        await lineOf(page, name)
          .getByText(/HTML page/)
          .waitFor();
      expect(await lineOf(page, '.hidden').count()).toBe(0);
      await drop(world.owner, [many]);
      await page.getByText(/These are more than 200 files/).waitFor();
    } finally {
      for (const dropped of [folder, many]) rmSync(dropped, { recursive: true });
    }
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
    await page.getByText('Imported', { exact: true }).waitFor();
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
  return lineOf(page, name);
}

const lineOf = (page: Page, name: string): Locator =>
  page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });

/** Drags files and folders of this machine into the window, as the system does, and lets them go near its corner. */
async function drop({ page, authenticator: { cdp } }: Person, files: string[]): Promise<void> {
  const data = { items: [], files, dragOperationsMask: 1 };
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    cdp.send('Input.dispatchDragEvent', { type, x: 40, y: 40, data });
  await drag('dragEnter');
  await page.waitForFunction(() => document.elementFromPoint(40, 40)?.closest('.mantine-Dropzone-root'));
  await drag('dragOver');
  await drag('drop');
}

/** What takes drops; its code comes when the browser has nothing else to do. */
const dropField = (page: Page): Locator => page.locator('.mantine-Dropzone-root');
