import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.NEXUS_CHROMIUM ?? '/usr/bin/chromium',
    args: ARGUMENTS,
  });
}

/** One person at one device: a browser profile with an authenticator that proves presence and identity by itself. */
export type Person = {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly authenticator: { readonly cdp: CDPSession; readonly authenticatorId: string };
};

/** A person with an empty authenticator; every page of theirs shares it through their first one. */
export async function newPerson(
  browser: Browser,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Person> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { context, page, authenticator: { cdp, authenticatorId } };
}

/** Gives a person's passkeys to another device of theirs, as a password manager does. */
export async function syncPasskeys(from: Person, to: Person): Promise<void> {
  const { cdp, authenticatorId } = from.authenticator;
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  for (const credential of credentials) {
    await to.authenticator.cdp.send('WebAuthn.addCredential', {
      authenticatorId: to.authenticator.authenticatorId,
      credential,
    });
  }
}

/** Opens an address and waits until its buttons do something. */
export async function open(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await awake(page);
}

/** Waits until React has taken the page over: a press before that is lost. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const last = [...document.querySelectorAll('button, form')].at(-1);
    return last === undefined || Object.keys(last).some((key) => key.startsWith('__react'));
  });
}

/** Fails on any serious or critical finding of axe. Of a list's rows, which are all alike, it looks at the first ones. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('tbody > tr:nth-child(n + 7)')
    .setLegacyMode() // no second tab: there are no frames
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const said = serious.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.target.join(' ')})`);
  expect(said, page.url()).toEqual([]);
}

/** Fails when the page itself scrolls sideways, or when a list is wider than its frame and so cut off, unless the frame is made to scroll. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [scroll, client] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  expect(scroll, `${page.url()} at ${client} px`).toBeLessThanOrEqual(client ?? 0);
  const cutOff = await page
    .locator('main :not([data-scrolls]) > table')
    .evaluateAll((tables) =>
      tables
        .filter((table) => table.scrollWidth > (table.parentElement?.clientWidth ?? 0) + 1)
        .map((table) => table.getAttribute('aria-label')),
    );
  expect(cutOff, `lists cut off on ${page.url()} at ${client} px`).toEqual([]);
}
