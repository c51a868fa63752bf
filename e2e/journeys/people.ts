import type { Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { newPerson, open, type Person } from '../browser.ts';
import { arriveInside, signIn } from '../company.ts';
import type { World } from '../world.ts';

const ANALYST = { name: 'Jonas Weber', email: 'jonas@halden.example' };

/** The owner takes a colleague in, who may do some things and not others. */
export function people(world: World): void {
  let analyst: Person;
  let invitation: Posted;

  test('the owner invites an analyst, who joins with a passkey of their own', async () => {
    const { nexus, owner } = world;
    const { page } = owner;
    await open(page, `${nexus.url}/settings/people`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill(ANALYST.name);
    await page.getByLabel('E-mail').fill(ANALYST.email);
    const posted = page.waitForRequest((request) => request.headers()['next-action'] !== undefined);
    await page.getByRole('button', { name: 'Invite' }).click();
    invitation = await rememberAction(await posted);
    const link = await page.getByLabel(`Link for ${ANALYST.name}`).inputValue();
    await page.getByRole('table', { name: 'Open invitations' }).getByText(ANALYST.email).waitFor();

    analyst = await newPerson(world.browser);
    await open(analyst.page, link);
    await analyst.page.getByRole('button', { name: 'Make a passkey and join' }).click();
    await arriveInside(analyst.page, nexus);

    await analyst.page.goto(link);
    await analyst.page.getByRole('heading', { name: 'This invitation is gone' }).waitFor();
  });

  test('the analyst signs in, and is refused what an analyst may not do, on record', async () => {
    const { nexus, owner } = world;
    const { page } = analyst;
    await open(page, nexus.url);
    await page.getByRole('button', { name: `${ANALYST.name}: your menu` }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.waitForURL(`${nexus.url}/sign-in`);
    await signIn(analyst, nexus);

    for (const forbidden of ['/settings/people', '/settings/integrations', '/audit']) {
      await page.goto(nexus.url + forbidden);
      await page.waitForURL(`${nexus.url}/no-access`);
    }
    await page.getByText('You are signed in as analyst.').waitFor();

    const answer = await analyst.context.request.post(`${nexus.url}/settings/people`, {
      headers: invitation.headers,
      data: invitation.body.replaceAll('jonas@', 'friend@'),
    });
    expect(await answer.text()).toContain('Your role, analyst, does not permit this.');
    await open(owner.page, `${nexus.url}/settings/people`);
    expect(await owner.page.getByText('friend@halden.example').count()).toBe(0);
    await open(owner.page, `${nexus.url}/audit?resource=refusal`);
    const refused = owner.page.getByRole('row').filter({ hasText: ANALYST.name });
    for (const what of ['view people', 'view integrations', 'view audit', 'invite user']) {
      await refused.getByText(`Refused: ${what}`).first().waitFor();
    }
  });

  test('the owner changes the role after a fresh passkey, and it holds at the next request', async () => {
    const { nexus, owner } = world;
    const { page } = owner;
    await open(page, `${nexus.url}/settings/people`);
    await page.getByRole('button', { name: `Change the role of ${ANALYST.name}` }).click();
    const dialog = page.getByRole('dialog', { name: `Role of ${ANALYST.name}` });
    await dialog.getByLabel('Role').selectOption('admin');
    await dialog.getByRole('button', { name: 'Change role' }).click();
    await page
      .getByRole('dialog', { name: 'Confirm that it is you' })
      .getByRole('button', { name: 'Use passkey' })
      .click();
    await page
      .getByRole('row')
      .filter({ hasText: ANALYST.email })
      .getByRole('cell', { name: 'Admin' })
      .waitFor();

    await analyst.page.goto(`${nexus.url}/settings/people`);
    await analyst.page.getByRole('button', { name: 'Invite' }).waitFor();
    await analyst.context.close();
  });
}

type Posted = { readonly headers: Record<string, string>; readonly body: string };

/** A server action as the browser called it, to be called again by somebody else. */
async function rememberAction(request: Request): Promise<Posted> {
  const all = await request.allHeaders();
  const kept = ['accept', 'content-type', 'next-action', 'next-router-state-tree', 'origin'];
  const headers = Object.fromEntries(kept.flatMap((name) => (all[name] ? [[name, all[name]]] : [])));
  return { headers, body: request.postData() ?? '' };
}
