import type { Page } from 'playwright-core';
import { awake, open, type Person } from './browser.ts';
import type { Nexus } from './nexus.ts';

/** Who founds the companies of the browser tests. */
export const OWNER = { name: 'Anna Köhler', email: 'anna@halden.example' };

/** Follows the link that the start printed and founds a company: the sample company, or an empty one of this name. */
export async function foundCompany({ page }: Person, nexus: Nexus, emptyOne?: string): Promise<void> {
  await open(page, nexus.setupLink);
  if (emptyOne !== undefined) {
    await page.getByRole('radio', { name: /An empty company/ }).check();
    await page.getByLabel('Company name').fill(emptyOne);
  }
  await page.getByLabel('Your name').fill(OWNER.name);
  await page.getByLabel('Your e-mail').fill(OWNER.email);
  await page.getByRole('button', { name: 'Make a passkey and begin' }).click();
  await arriveInside(page, nexus);
}

/** Signs in with the passkey of this browser. */
export async function signIn({ page }: Person, nexus: Nexus): Promise<void> {
  await open(page, `${nexus.url}/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await arriveInside(page, nexus);
}

/** Waits for the overview, which every way in leads to. */
export async function arriveInside(page: Page, nexus: Nexus): Promise<void> {
  await page.waitForURL(`${nexus.url}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await awake(page);
}

/** Waits on the overview until the sample company is there. */
export async function loaded(page: Page): Promise<void> {
  await page
    .getByText(/Loading the sample company/)
    .first()
    .waitFor({ state: 'detached', timeout: 90_000 });
  await page.getByRole('link', { name: /ready to confirm/ }).waitFor();
}
