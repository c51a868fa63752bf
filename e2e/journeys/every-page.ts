import { expect, test } from 'vitest';
import { awake, expectAccessible, expectNoSidewaysScroll, open } from '../browser.ts';
import { STOPS, visit } from '../pages.ts';
import { watch } from '../watch.ts';
import type { World } from '../world.ts';

/** Every page is fit for a phone and a screen, by day and night, for a keyboard and a screen reader. */
export function everyPage(world: World): void {
  test.each(STOPS.filter(({ likeAnother }) => !likeAnother))('$name', async (stop) => {
    const { nexus, owner } = world;
    const page = await owner.context.newPage();
    const complaints = watch(page);
    await visit(page, nexus.url, stop);
    for (const width of [1280, 375]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    }
    const expected =
      stop.name === 'not-found' ? complaints.filter((one) => !one.includes('404')) : complaints;
    expect(expected).toEqual([]);
    await page.close();
  });

  test('the keyboard leads everywhere', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/documents`);
    const links = page.locator('main [data-row-link]');
    const number = (await links.first().locator(':scope *').last().textContent()) ?? '';
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await links.first().evaluate((link) => link === document.activeElement)).toBe(true);

    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('next row').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await links.first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\/[0-9a-f-]{36}/);

    await open(page, world.nexus.url);
    await page.keyboard.press('Control+k');
    const search = page
      .getByRole('searchbox')
      .or(page.getByPlaceholder('Document number, partner, page or action'));
    await search.first().fill(number);
    await page.getByRole('dialog').getByText(number).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/documents\//);
    await awake(page);
  });
}
