import type { Browser } from 'playwright-core';
import type { Person } from './browser.ts';
import type { Nexus } from './nexus.ts';

/** One Nexus with the sample company, and its owner at a browser; all journeys go through it one after another. */
export type World = { nexus: Nexus; browser: Browser; owner: Person };
