import { and, desc, eq, isNull, lte, ne } from 'drizzle-orm';
import { statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { shortestDecimal } from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import type { ImportStep } from './decide.ts';
import type { ExpectedStatement } from './expected-statement.ts';
import type { Coverage } from './known-rows.ts';
import { Comparison } from './second-source/comparison.ts';
import { accountsWithOtherSources, loadOtherSource } from './second-source/load.ts';

/** How the statements of one file meet others of their days; found out as their first rows come, and kept only where there is something to know. */
export class Overlaps {
  readonly #elsewhere: ReadonlySet<Id>;
  readonly #comparisons = new Map<Id, Comparison | null>();
  /** Whether a statement's look-alikes are needed for its balances; of those that have some. */
  readonly #keeps = new Map<Id, boolean>();

  private constructor(elsewhere: ReadonlySet<Id>) {
    this.#elsewhere = elsewhere;
  }

  /** Most accounts have one source alone: of these nothing more is asked. */
  static async load(tx: TenantTx, statementFileId: Id): Promise<Overlaps> {
    return new Overlaps(await accountsWithOtherSources(tx, statementFileId));
  }

  /** Whether another source tells of the statement's account. */
  mayCompare({ kind, bankAccountId }: Coverage): boolean {
    return kind === 'endOfDay' && this.#elsewhere.has(bankAccountId);
  }

  /** What another source tells of the statement's days; null where none does. */
  async comparison(tx: TenantTx, statement: Coverage): Promise<Comparison | null> {
    if (!this.mayCompare(statement)) return null;
    const known = this.#comparisons.get(statement.statementId);
    if (known !== undefined) return known;
    const source = await loadOtherSource(tx, statement);
    const comparison = source && new Comparison(statement, source);
    this.#comparisons.set(statement.statementId, comparison);
    return comparison;
  }

  /** Only a statement that begins where another of the same days ended needs its look-alikes for its balances. */
  async keepsLookAlikes(tx: TenantTx, statement: ExpectedStatement): Promise<boolean> {
    const { statementId } = statement;
    const keeps = this.#keeps.get(statementId) ?? (await continues(tx, statement));
    this.#keeps.set(statementId, keeps);
    return keeps;
  }

  /** What holding the statements against other sources came to, once all rows are in; one without rows has its balances. */
  async compare(tx: TenantTx, statements: readonly Coverage[]): Promise<ImportStep[]> {
    const steps: ImportStep[] = [];
    for (const statement of statements) {
      const comparison = await this.comparison(tx, statement);
      for (const compared of (await comparison?.results(tx)) ?? [])
        steps.push({ kind: 'compared', compared });
    }
    return steps;
  }
}

/** Whether this statement's opening is the closing of one that overlaps it, rather than a repetition of that one. */
async function continues(tx: TenantTx, statement: ExpectedStatement): Promise<boolean> {
  const { statementId, bankAccountId, openingAmount, fromDate, toDate } = statement;
  if (openingAmount === null || !toDate) return false;
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
        eq(statements.bankAccountId, bankAccountId),
        ne(statements.id, statementId),
        eq(statements.kind, 'endOfDay'),
        isNull(statements.comparedWith),
        lte(statements.fromDate, toDate),
      ),
    )
    .orderBy(desc(statements.toDate))
    .limit(50);
  const same = (amount: string | null) =>
    amount !== null && shortestDecimal(amount) === shortestDecimal(openingAmount);
  const overlapping = others.filter((other) => other.toDate && other.toDate >= (fromDate ?? ''));
  return overlapping.some((o) => same(o.closing)) && !overlapping.some((o) => same(o.opening));
}
