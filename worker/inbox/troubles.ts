/** After so long, what went wrong is tried again. */
const TRY_AGAIN_ms = 60_000;
/** More are not remembered: what goes on is then reported again. */
const MAX_TROUBLES = 1_000;

export type Report = (error: Error, facts?: Record<string, unknown>) => void;

/** What went wrong lately, by path: a full disk is reported once, not at every look. */
export class Troubles {
  readonly #report: Report;
  readonly #known = new Map<string, { readonly message: string; readonly until_ms: number }>();

  constructor(report: Report) {
    this.#report = report;
  }

  /** Does the work unless it went wrong lately. What goes wrong is reported, once for as long as it stays the same. */
  async guard(path: string, now_ms: number, work: () => Promise<void>): Promise<void> {
    const before = this.#known.get(path);
    if (before && now_ms < before.until_ms) return;
    try {
      await work();
      this.#known.delete(path);
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (this.#known.size >= MAX_TROUBLES) this.#known.clear();
      this.#known.set(path, { message: error.message, until_ms: now_ms + TRY_AGAIN_ms });
      if (before?.message !== error.message) this.#report(error, { file: path });
    }
  }
}
