import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scope } from '#db/tenancy.ts';
import { fileStatus } from '#domains/erp/statements/queries.ts';
import { systemScope } from '#domains/identity/machine-scopes.ts';
import { listWorkspaces } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';
import type { Id } from '#lib/ids.ts';
import { log } from '#lib/log.ts';
import { type Arrived, listFiles, listSubfolders } from './list.ts';
import { isSame, type Mark } from './mark.ts';
import { moveToEnd } from './move.ts';
import { placesOf } from './places.ts';
import { takeIn } from './take-in.ts';
import { type Report, Troubles } from './troubles.ts';
import { type Verdict, verdictOf, wordsOf } from './verdict.ts';

/** Files taken in and not ended, for each folder: the others wait in it. */
const MAX_ON_THEIR_WAY = 50;

/** The inbox between two looks. All that it remembers it would find again after a restart: the same bytes are the same file. */
export class Inbox {
  readonly #folder: string;
  readonly #troubles: Troubles;
  #seen = new Map<string, Mark>();
  readonly #taken = new Map<string, { readonly mark: Mark; readonly fileId: Id }>();
  #ended = false;

  constructor(folder: string, report: Report) {
    this.#folder = folder;
    this.#troubles = new Troubles(report);
  }

  /** Ends the present look at its next file. */
  end(): void {
    this.#ended = true;
  }

  /** One look; never throws. A file is read when the look before saw the very same. */
  async look(now_ms: number = Date.now()): Promise<void> {
    const seen = new Map<string, Mark>();
    const guard = (path: string, work: () => Promise<void>) => this.#troubles.guard(path, now_ms, work);
    await guard(this.#folder, async () => {
      const companies = await listWorkspaces();
      if (companies.length > 1) await guard(join(this.#folder, '*'), () => refuseStrays(this.#folder));
      for (const { tenantId, subfolder } of placesOf(companies, await listSubfolders(this.#folder))) {
        const folder = subfolder === null ? this.#folder : join(this.#folder, subfolder);
        await guard(`${folder}/`, () => this.#lookInto(folder, tenantId, seen, guard));
      }
    });
    if (this.#ended) return;
    this.#seen = seen;
    for (const path of this.#taken.keys()) if (!seen.has(path)) this.#taken.delete(path);
  }

  async #lookInto(
    folder: string,
    tenantId: Id,
    seen: Map<string, Mark>,
    guard: (path: string, work: () => Promise<void>) => Promise<void>,
  ): Promise<void> {
    const scope = systemScope(tenantId, 'inbox');
    let onTheirWay = 0;
    for (const file of await listFiles(folder)) {
      const path = join(folder, file.name);
      seen.set(path, file.mark);
      if (this.#ended || onTheirWay >= MAX_ON_THEIR_WAY || !isSame(this.#seen.get(path), file.mark)) continue;
      await guard(path, () => unlessGone(path, this.#bring(scope, folder, file)));
      if (this.#taken.has(path)) onTheirWay++;
    }
  }

  /** Takes the file in unless that is done, and moves it if it has ended. */
  async #bring(scope: Scope, folder: string, { name, mark }: Arrived): Promise<void> {
    const path = join(folder, name);
    const verdict = await this.#verdict(scope, path, mark);
    if (verdict === null) return;
    const as = await moveToEnd(folder, name, mark, verdict);
    this.#taken.delete(path);
    if (as !== null) log().info({ file: path, end: join(folder, verdict.end, as) }, 'inbox');
  }

  async #verdict(scope: Scope, path: string, mark: Mark): Promise<Verdict | null> {
    const before = this.#taken.get(path);
    try {
      const fileId = before && isSame(before.mark, mark) ? before.fileId : await takeIn(scope, path, mark);
      if (fileId === null) return null;
      this.#taken.set(path, { mark, fileId });
      return verdictOf(await read(scope, 'viewStatements', (tx) => fileStatus(tx, fileId)));
    } catch (error) {
      const isOfTheFile = error instanceof NexusError && ['tooLarge', 'invalid'].includes(error.code);
      if (!isOfTheFile) throw error;
      return { end: 'failed', reason: wordsOf(error.message, []) };
    }
  }
}

/** What goes wrong because its sender took a file back is no trouble. */
async function unlessGone(path: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (existsSync(path)) throw error;
  }
}

/** Where there are several companies, nobody knows whose a file in the inbox itself is. */
async function refuseStrays(folder: string): Promise<void> {
  const [first] = await listFiles(folder);
  if (first)
    throw new Error(
      `${first.name} lies in no company's folder: each has one in the inbox, named by its slug.`,
    );
}
