import type { Locator, Page } from 'playwright-core';
import { test } from 'vitest';
import { open } from '../browser.ts';
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
  });

  test('a file that broke off is taken in as far as it goes, with what is wrong', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/statements`);
    const line = await upload(page, 'broken-off.sta', MT940.slice(0, MT940.indexOf(':61:2609020902D') + 20));
    await line.getByRole('link', { name: 'broken-off.sta' }).click();
    await page.getByRole('heading', { name: 'Problems' }).waitFor();
  });
}

/** Picks a file on a page of statements; its line among the uploads. */
async function upload(page: Page, name: string, content: string): Promise<Locator> {
  const file = { name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) };
  await page.getByLabel('Statement files').setInputFiles(file);
  return page.getByRole('region', { name: 'Uploads' }).getByRole('listitem').filter({ hasText: name });
}
