import { and, eq, inArray } from 'drizzle-orm';
import { bankAccounts, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { inView } from '../../../identity/workspace/entity-view.ts';
import { wordsOfAccount } from '../accounts-in-files.ts';
import type { ParsedBalance, StatementFormat, StatementSummary } from '../parsed-statement.ts';
import { type SurveyedStatement, sumText } from '../survey.ts';

/** A statement as a file has it, and what importing it would make of the account's cash. */
export type StatementEffect = {
  /** As the file writes it; null where it does not say. */
  readonly written: string | null;
  readonly account: { readonly id: Id; readonly name: string } | null;
  readonly currency: string;
  readonly rowCount: number;
  readonly fromDate: string | null;
  readonly toDate: string | null;
  readonly opening: ParsedBalance | null;
  readonly closing: ParsedBalance | null;
  readonly creditTotal: string;
  readonly creditCount: number;
  readonly debitTotal: string;
  readonly debitCount: number;
  readonly check: StatementSummary['balanceCheck'];
  readonly difference: string | null;
  /** Null where the account is not known, or not the scope's to see. */
  readonly cash: CashEffect | null;
};

/** The account's cash now and after the import, signed, with the day that it is of. */
type CashEffect = {
  readonly before: Cash | null;
  readonly after: Cash | null;
  /** The source that leads for these days and that nothing else moves. */
  readonly leading: string | null;
};

export type Cash = { readonly amount: string; readonly date: string };

export type AccountCash = {
  readonly id: Id;
  readonly name: string;
  readonly cash: Cash | null;
  readonly leadingFormat: string | null;
  /** Days that statements of the leading format tell of, both included. */
  readonly led: readonly { readonly from: string; readonly to: string }[];
};

/** The accounts of these that the scope may see, with what they have. */
export async function cashOfAccounts(tx: TenantTx, ids: readonly Id[]): Promise<AccountCash[]> {
  if (ids.length === 0) return [];
  const { tenantId, entities } = tx.scope;
  const accounts = await tx
    .select()
    .from(bankAccounts)
    .where(
      and(
        eq(bankAccounts.tenantId, tenantId),
        inArray(bankAccounts.id, [...ids]),
        inView(bankAccounts.entityId, entities),
      ),
    );
  const told = await tx
    .select({
      accountId: statements.bankAccountId,
      format: statements.format,
      from: statements.fromDate,
      to: statements.toDate,
    })
    .from(statements)
    .where(
      and(
        eq(statements.tenantId, tenantId),
        inArray(
          statements.bankAccountId,
          accounts.map(({ id }) => id),
        ),
        eq(statements.kind, 'endOfDay'),
        eq(statements.status, 'imported'),
      ),
    );
  return accounts.map(({ id, shortName, balance, balanceDate, leadingFormat }) => ({
    id,
    name: shortName,
    cash: balance !== null && balanceDate !== null ? { amount: balance, date: balanceDate } : null,
    leadingFormat,
    led: told.flatMap(({ accountId, format, from, to }) =>
      accountId === id && format === leadingFormat && from && to ? [{ from, to }] : [],
    ),
  }));
}

/** What importing the statements would do, each seen after those before it in the file. */
export function effectsOf(
  surveyed: readonly SurveyedStatement[],
  accounts: readonly AccountCash[],
  format: StatementFormat | null,
): StatementEffect[] {
  const cash = new Map(accounts.map((account) => [account.id, account.cash]));
  return surveyed.flatMap((statement) => {
    const { named, summary, currency } = statement;
    if (!summary) return [];
    const { account } = statement;
    const own = accounts.find(({ id }) => id === account?.id);
    const effect = own ? cashEffect(statement, own, cash.get(own.id) ?? null, format) : null;
    if (own && effect) cash.set(own.id, effect.after);
    const { iban, other } = named;
    return [
      {
        written: iban || other ? wordsOfAccount(named, null) : null,
        account: account && { id: account.id, name: own?.name ?? account.identifier },
        currency: account?.currency ?? currency ?? '',
        rowCount: statement.rowCount,
        fromDate: statement.fromDate,
        toDate: statement.toDate,
        opening: summary.openingBalance,
        closing: summary.closingBalance,
        creditTotal: sumText(statement.credit),
        creditCount: statement.credit.count,
        debitTotal: sumText(statement.debit),
        debitCount: statement.debit.count,
        check: summary.balanceCheck,
        difference: summary.balanceDifference,
        cash: effect,
      },
    ];
  });
}

/** Only the closing balance of an end-of-day statement moves cash, unless a later day is known or another source leads. */
function cashEffect(
  { summary, toDate }: SurveyedStatement,
  { leadingFormat, led }: AccountCash,
  before: Cash | null,
  format: StatementFormat | null,
): CashEffect {
  const closing = summary?.kind === 'endOfDay' ? summary.closingBalance : null;
  const date = closing?.date ?? toDate;
  if (!closing || !date) return { before, after: before, leading: null };
  const isLed = leadingFormat !== format && led.some(({ from, to }) => from <= date && date <= to);
  if (isLed) return { before, after: before, leading: leadingFormat };
  const isLater = before === null || date >= before.date;
  return { before, after: isLater ? { amount: closing.amount, date } : before, leading: null };
}
