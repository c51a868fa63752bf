import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launch, newPerson, open, type Person } from './browser.ts';
import buildOnce from './build-once.ts';
import { foundCompany, loaded } from './company.ts';
import { provideChineseGlyphs } from './glyphs.ts';
import { startNexus } from './nexus.ts';
import { EMPTY_STOPS, STOPS, type Stop, visit } from './pages.ts';

const FOLDER = join(import.meta.dirname, '../.shots');
const WIDTHS = [375, 1280, 2560];
const HEIGHTS: Readonly<Record<number, number>> = { 375: 812, 1280: 900, 2560: 1440 };
/** Longer pages are cut: the fiftieth row of a list looks like the tenth. */
const MAX_HEIGHT = 2_000;
/** What redraws itself for another width, such as a chart, is done by then. */
const SETTLED_MS = 300;

const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

/** One picture of the open page per width and colour scheme: `.shots/overview-1280-dark.png`. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    const least = HEIGHTS[width] ?? 900;
    await page.setViewportSize({ width, height: least });
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    // The window is as high as the page, so that the bar at its bottom lies over nothing.
    await page.setViewportSize({ width, height: Math.max(least, Math.min(whole, MAX_HEIGHT)) });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(SETTLED_MS);
      const path = join(FOLDER, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled' });
    }
  }
  console.log(name);
}

async function shootAll(person: Person, origin: string, stops: readonly Stop[]): Promise<void> {
  for (const stop of stops.filter(({ name }) => isWanted(name))) {
    const page = await person.context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    try {
      await visit(page, origin, stop);
      await shoot(page, stop.name);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${stop.name}: ${(error as Error).message}`);
    }
    await page.close();
  }
}

async function shootFirstRun(browser: Browser, link: string): Promise<void> {
  const { context, page } = await newPerson(browser);
  if (isWanted('first-run')) {
    await open(page, link);
    await shoot(page, 'first-run');
  }
  await context.close();
}

/** The palette with what a number leads to. */
async function shootSearch({ context }: Person, origin: string): Promise<void> {
  if (!isWanted('search')) return;
  const page = await context.newPage();
  await open(page, origin);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Document number, partner, page or action').fill('INV-2026-0042');
  await page
    .getByText(/INV-2026-0042\d/)
    .first()
    .waitFor();
  await shoot(page, 'search');
  await page.close();
}

/** A phone shows the queue or the row; this is the row. */
async function shootOpenedRow({ context }: Person, origin: string): Promise<void> {
  if (!isWanted('reconciliation-row')) return;
  const page = await context.newPage();
  await open(page, `${origin}/reconciliation?queue=differs`);
  await page.locator('[data-queue-row]').first().click();
  await shoot(page, 'reconciliation-row');
  await page.close();
}

/** The company that has everything. */
async function sample(browser: Browser): Promise<void> {
  const nexus = await startNexus();
  try {
    await shootFirstRun(browser, nexus.setupLink);
    const owner = await newPerson(browser);
    await foundCompany(owner, nexus);
    if (isWanted('loading')) await shoot(owner.page, 'loading');
    await loaded(owner.page);
    await shootAll(owner, nexus.url, STOPS);
    await shootSearch(owner, nexus.url);
    await shootOpenedRow(owner, nexus.url);
    const stranger = await newPerson(browser);
    await shootAll(stranger, nexus.url, [{ name: 'sign-in', path: '/sign-in' }]);
  } finally {
    await nexus.stop();
  }
}

/** The company that has nothing yet. */
async function empty(browser: Browser): Promise<void> {
  if (!EMPTY_STOPS.some(({ name }) => isWanted(name))) return;
  const nexus = await startNexus();
  try {
    const owner = await newPerson(browser);
    await foundCompany(owner, nexus, 'Petersen & Daughters');
    await shootAll(owner, nexus.url, EMPTY_STOPS);
  } finally {
    await nexus.stop();
  }
}

if (wanted.length === 0) rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
await provideChineseGlyphs();
await buildOnce();
const browser = await launch();
try {
  await sample(browser);
  await empty(browser);
} finally {
  await browser.close();
}
console.log(`The pictures are in ${FOLDER}.`);
