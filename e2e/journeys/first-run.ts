import { test } from 'vitest';
import { loaded } from '../company.ts';
import type { World } from '../world.ts';

/** The founder has just arrived; the sample company is on its way in. */
export function firstRun(world: World): void {
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
  });
}
