import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson, open, syncPasskeys } from '../browser.ts';
import { signIn } from '../company.ts';
import type { World } from '../world.ts';

/** Somebody left a browser signed in elsewhere. */
export function sessions(world: World): void {
  test('a session that is ended from another browser is out at its next request, and can sign in again', async () => {
    const { nexus, owner } = world;
    const elsewhere = await newPerson(world.browser);
    await syncPasskeys(owner, elsewhere);
    await signIn(elsewhere, nexus);

    await open(owner.page, `${nexus.url}/settings/sessions`);
    const others = owner.page
      .getByRole('row')
      .filter({ hasText: 'Anna Köhler' })
      .filter({ hasText: 'Sign out' });
    expect(await others.count()).toBe(1);
    await others.getByRole('button', { name: 'Sign out' }).click();
    await confirm(owner.page, 'Sign out');
    await others.waitFor({ state: 'detached' });

    await elsewhere.page.goto(`${nexus.url}/documents`);
    await elsewhere.page.waitForURL(`${nexus.url}/sign-in`);
    await signIn(elsewhere, nexus);
    await elsewhere.context.close();
  });

  test('the last passkey cannot be removed', async () => {
    const { nexus, owner } = world;
    const { page } = owner;
    await open(page, `${nexus.url}/settings/passkeys`);
    const remove = page.getByRole('button', { name: 'Remove' });
    expect(await remove.count()).toBe(1);
    expect(await remove.isDisabled()).toBe(true);
    await page.getByText('the last one cannot be removed').waitFor();
  });
}

async function confirm(page: Page, label: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: label }).click();
  await dialog.waitFor({ state: 'detached' });
}
