import { and, desc, eq, isNull, lte, ne } from 'drizzle-orm';
import { statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { shortestDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import type { ImportStep } from './decide.ts';
import type { Coverage } from './known-rows.ts';
import { Comparison } from './second-source/comparison.ts';
import { accountsWithOtherSources, loadOtherSource } from './second-source/load.ts';
import type { SurveyedStatement } from './survey.ts';

/** How a statement meets others of its days. */
type Overlap = {
  /** Whether its look-alikes are needed for its balances; null while none has come. */
  keeps: boolean | null;
  /** With what another source tells of the same days. */
  readonly comparison: Comparison | null;
};

/** How the statements of one file meet others of their days; found out as their first rows come. */
export class Overlaps {
  readonly #elsewhere: ReadonlySet<Id>;
  readonly #found = new Map<Id, Overlap>();

  private constructor(elsewhere: ReadonlySet<Id>) {
    this.#elsewhere = elsewhere;
  }

  /** Most accounts have one source alone: of these nothing more is asked. */
  static async load(tx: TenantTx, statementFileId: Id): Promise<Overlaps> {
    return new Overlaps(await accountsWithOtherSources(tx, statementFileId));
  }

  /** What another source tells of the statement's days; null where none does. */
  async comparison(tx: TenantTx, coverage: Coverage): Promise<Comparison | null> {
    return (await this.#of(tx, coverage)).comparison;
  }

  /** Only a statement that begins where another of the same days ended needs its look-alikes for its balances. */
  async keepsLookAlikes(tx: TenantTx, statement: SurveyedStatement, coverage: Coverage): Promise<boolean> {
    const overlap = await this.#of(tx, coverage);
    overlap.keeps ??= await continues(tx, statement, coverage);
    return overlap.keeps;
  }

  /** What holding the statements against other sources came to, once all rows are in; one without rows has its balances. */
  async compare(tx: TenantTx, statements: readonly Coverage[]): Promise<ImportStep[]> {
    const steps: ImportStep[] = [];
    for (const coverage of statements) {
      if (!this.#elsewhere.has(coverage.bankAccountId)) continue;
      const { comparison } = await this.#of(tx, coverage);
      for (const compared of (await comparison?.results(tx)) ?? [])
        steps.push({ kind: 'compared', compared });
    }
    return steps;
  }

  async #of(tx: TenantTx, coverage: Coverage): Promise<Overlap> {
    const known = this.#found.get(coverage.statementId);
    if (known) return known;
    const isAlone = coverage.kind !== 'endOfDay' || !this.#elsewhere.has(coverage.bankAccountId);
    const source = isAlone ? null : await loadOtherSource(tx, coverage);
    const overlap = { keeps: null, comparison: source && new Comparison(coverage, source) };
    this.#found.set(coverage.statementId, overlap);
    return overlap;
  }
}

/** Whether this statement's opening is the closing of one that overlaps it, rather than a repetition of that one. */
async function continues(tx: TenantTx, { summary }: SurveyedStatement, coverage: Coverage): Promise<boolean> {
  const opening = summary?.openingBalance;
  const { toDate, fromDate } = coverage;
  if (!opening || !toDate) return false;
  const others = await tx
    .select({
      opening: statements.openingBalance,
      closing: statements.closingBalance,
      toDate: statements.toDate,
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tx.scope.tenantId),
        eq(statements.bankAccountId, coverage.bankAccountId),
        ne(statements.id, coverage.statementId),
        eq(statements.kind, 'endOfDay'),
        isNull(statements.comparedWith),
        lte(statements.fromDate, toDate),
      ),
    )
    .orderBy(desc(statements.toDate))
    .limit(50);
  const same = (amount: string | null) =>
    amount !== null && shortestDecimal(amount) === shortestDecimal(opening.amount);
  const overlapping = others.filter((other) => other.toDate && other.toDate >= (fromDate ?? ''));
  return overlapping.some((o) => same(o.closing)) && !overlapping.some((o) => same(o.opening));
}
