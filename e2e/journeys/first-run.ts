import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { awake, open } from '../browser.ts';
import { loaded, OWNER } from '../company.ts';
import type { World } from '../world.ts';

/** The founder has just arrived; the sample company is on its way in. */
export function firstRun(world: World): void {
  let settled: string;

  test('the overview tells how far the sample company is, then what is to do and how much cash there is', async () => {
    const { page } = world.owner;
    await page
      .getByText(/Loading the sample company/)
      .first()
      .waitFor();
    await loaded(page);
    await page.getByRole('heading', { name: 'To do today' }).waitFor();
    await page.getByRole('link', { name: /statements do not add up/ }).waitFor();
    await page.getByRole('heading', { name: 'Cash' }).waitFor();
    await page.getByText('4 of 5 accounts as of').waitFor();
  });

  test('the first row that is ready is confirmed with Enter, undone with u, and confirmed again', async () => {
    const { page } = world.owner;
    await page.getByRole('link', { name: /ready to confirm/ }).click();
    const answer = page.getByRole('table', { name: 'Answer' });
    settled = (await answer.getByRole('link').first().getAttribute('href')) ?? '';
    await awake(page);
    const left = await rowsLeft(page);

    await page.keyboard.press('Enter');
    await page.getByText(/^Matched to /).waitFor();
    await untilLeft(page, left - 1);
    await page.keyboard.press('u');
    await page.getByText(/^Matched to /).waitFor({ state: 'detached' });
    await untilLeft(page, left);
    await page.getByRole('button', { name: 'Confirm' }).and(page.locator(':enabled')).waitFor();
    await page.keyboard.press('Enter');
    await untilLeft(page, left - 1);
  });

  test('another row is said to have no document, with the reason', async () => {
    const { page } = world.owner;
    await open(page, `${world.nexus.url}/reconciliation?queue=nothing`);
    const left = await rowsLeft(page);
    await page.keyboard.press('n');
    await page.getByLabel('Why there is no document').fill('A refund of the insurance');
    await page.keyboard.press('Enter');
    await page.getByText('No document: A refund of the insurance').waitFor();
    await untilLeft(page, left - 1);
  });

  test('the document tells which row settled it, and who said so', async () => {
    const { page } = world.owner;
    await open(page, world.nexus.url + settled);
    const by = page.getByRole('table', { name: 'Settled by' }).getByRole('row').last();
    await by.getByText(OWNER.name).waitFor();
    await page.getByText('The match was taken back').first().waitFor();
  });
}

async function rowsLeft(page: Page): Promise<number> {
  const words = await page.getByRole('status').filter({ hasText: 'left' }).textContent();
  return Number(words?.split(' of ')[0]?.replace(/\D/g, ''));
}

async function untilLeft(page: Page, count: number): Promise<void> {
  await expect.poll(() => rowsLeft(page), { timeout: 20_000 }).toBe(count);
}
