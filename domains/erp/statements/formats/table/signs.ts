import { areMarksInverted, isInvertedCard, takesBackNothing } from './card-signs.ts';
import type { Columns, SourceRecord } from './columns.ts';
import { type DateOrder, dateByOrder, readDateOrSerial } from './dates.ts';
import { isIncludedFee } from './header-words.ts';
import { amountByDecimalSign, readNumberCell } from './numbers.ts';
import type { DateSystem } from './serial-dates.ts';

/**
 * What makes a row a credit or a debit: the sign of the amount (as given, or the other way round), marks or columns
 * of their own, or the running balance, for amounts that are written without sign.
 */
export type SignRule = 'asGiven' | 'inverted' | 'fromBalance';

/** Whether a fee beside the amount changes the balance by itself, or is already in the amount. */
export type FeeRule = 'added' | 'included';

export type SignDecision = { rule: SignRule; fees: FeeRule; descending: boolean };

export type MoneyDraft = {
  columns: Columns;
  header: readonly string[];
  dateOrder: DateOrder | null;
  serialDates: DateSystem | null;
  decimalSign: '.' | ',';
};

/** A signed number of the file in units of 10^−6, for comparing; null when the cell has none. */
export function microsOf(text: string, decimalSign: '.' | ','): bigint | null {
  const cell = readNumberCell(text);
  if (!cell) return null;
  const amount = amountByDecimalSign(cell.body, decimalSign, 18);
  if (typeof amount !== 'string') return null;
  const [integer = '0', fraction = ''] = amount.split('.');
  const value = BigInt(integer + fraction.slice(0, 6).padEnd(6, '0'));
  return cell.negative || cell.mark === 'debit' ? -value : value;
}

/** Signs, fees and the order of rows, proved by the running balance where there is one; `chosen` by a person. */
export function decideSigns(
  rows: readonly SourceRecord[],
  draft: MoneyDraft,
  chosen?: 'asGiven' | 'inverted',
): SignDecision {
  const { columns } = draft;
  const trend = trendOfDates(rows, draft);
  const byDate = trend < 0;
  const steps = columns.balance ? stepsOf(rows, draft) : [];
  const fees = feeRule(steps, draft);
  const ordered = provenOrder(steps) ?? byDate;
  if (chosen) return { rule: chosen, fees, descending: ordered };
  if (columns.mark ? areMarksInverted(rows, draft) : !columns.amount && takesBackNothing(rows, draft)) {
    return { rule: 'inverted', fees, descending: ordered };
  }
  if (!columns.amount || columns.mark || columns.fee || columns.net || columns.targetAmount) {
    return { rule: 'asGiven', fees, descending: ordered };
  }
  const proved = provedBy(steps, trend);
  if (proved) return { ...proved, fees };
  return { rule: isInvertedCard(rows, draft) ? 'inverted' : 'asGiven', fees, descending: byDate };
}

/** A row and the one above it, of the same account: what each does, and how the balance differs between them. */
type Step = { above: Effect; own: Effect; change: bigint };
type Effect = { amount: bigint; fee: bigint };

function stepsOf(rows: readonly SourceRecord[], draft: MoneyDraft): Step[] {
  const { columns, decimalSign } = draft;
  const at = (cells: readonly string[], column: number | undefined) =>
    column === undefined ? null : microsOf(cells[column] ?? '', decimalSign);
  const amountOf = (cells: readonly string[]) =>
    [...(columns.amount ?? []), ...(columns.debit ?? []), ...(columns.credit ?? [])]
      .map((column) => at(cells, column))
      .find((value) => value !== null && value !== 0n) ?? null;
  const feeOf = (cells: readonly string[]) =>
    (columns.fee ?? []).reduce((sum, column) => sum + (at(cells, column) ?? 0n), 0n);
  return chains(rows, draft).flatMap((chain) => {
    const read = chain.map(({ cells }) => ({
      amount: amountOf(cells),
      fee: feeOf(cells),
      balance: at(cells, columns.balance?.[0]),
    }));
    return read.flatMap(({ amount, fee, balance }, i) => {
      const above = read[i - 1];
      if (!above || amount === null || balance === null) return [];
      if (above.amount === null || above.balance === null) return [];
      return [
        {
          above: { amount: above.amount, fee: above.fee },
          own: { amount, fee },
          change: balance - above.balance,
        },
      ];
    });
  });
}

/**
 * The sign rule that the running balance proves, and the order with it; null when it proves none. Equal amounts may fit both
 * rules, one up and one down the file: then the dates decide, and signs are as given where they do not.
 */
function provedBy(steps: readonly Step[], trend: number): Omit<SignDecision, 'fees'> | null {
  const fits = (test: (step: Step) => boolean) => steps.filter(test).length;
  const order = (up: number, down: number) => (up === down ? trend < 0 : down > up);
  const up = fits(({ change, own }) => change === own.amount);
  const down = fits(({ change, above }) => -change === above.amount);
  const upInverted = fits(({ change, own }) => change === -own.amount);
  const downInverted = fits(({ change, above }) => change === above.amount);
  const given = Math.max(up, down);
  const inverted = Math.max(upInverted, downInverted);
  const asGiven = { rule: 'asGiven', descending: order(up, down) } as const;
  const theOtherWay = { rule: 'inverted', descending: order(upInverted, downInverted) } as const;
  if (steps.length > 0 && given * 5 >= steps.length * 4 && given >= inverted) {
    const isAgainstDates = trend !== 0 && asGiven.descending !== trend < 0;
    return given === inverted && steps.length > 1 && isAgainstDates ? theOtherWay : asGiven;
  }
  if (steps.length > 1 && inverted === steps.length && given < inverted) return theOtherWay;
  const upSize = fits(({ change, own }) => size(change) === size(own.amount));
  const downSize = fits(({ change, above }) => size(change) === size(above.amount));
  const anyNegative = steps.some(({ own, above }) => own.amount < 0n || above.amount < 0n);
  if (!anyNegative && steps.length > 1 && Math.max(upSize, downSize) === steps.length) {
    return { rule: 'fromBalance', descending: order(upSize, downSize) };
  }
  return null;
}

/** The order of rows that the balance proves whatever the signs are, newest first or not; null when it proves none. */
function provenOrder(steps: readonly Step[]): boolean | null {
  const explains = (change: bigint, { amount, fee }: Effect) =>
    [amount, amount - fee, amount + fee].some((value) => size(value) === size(change));
  const up = steps.filter(({ change, own }) => explains(change, own)).length;
  const down = steps.filter(({ change, above }) => explains(change, above)).length;
  return up === down ? null : down > up;
}

/** Whether the balance changes by the amount alone or with its fee; without a balance, what the fee is called. */
function feeRule(steps: readonly Step[], { columns, header }: MoneyDraft): FeeRule {
  if (!columns.fee || columns.net) return 'added';
  let included = 0;
  let added = 0;
  for (const { above, own, change } of steps) {
    for (const [effect, moved] of [
      [own, change],
      [above, -change],
    ] as const) {
      if (effect.fee === 0n) continue;
      if (size(moved) === size(effect.amount)) included++;
      else if (moved === effect.amount - effect.fee || moved === effect.amount + effect.fee) added++;
    }
  }
  if (included !== added) return included > added ? 'included' : 'added';
  return columns.fee.some((column) => isIncludedFee(header[column] ?? '')) ? 'included' : 'added';
}

function size(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** The rows of each account and currency, in file order. */
function chains(rows: readonly SourceRecord[], { columns }: MoneyDraft): SourceRecord[][] {
  const byAccount = new Map<string, SourceRecord[]>();
  for (const row of rows) {
    const key = [columns.account, columns.currency]
      .map((list) => (row.cells[list?.[0] ?? -1] ?? '').trim())
      .join('|');
    const chain = byAccount.get(key);
    if (chain) chain.push(row);
    else byAccount.set(key, [row]);
  }
  return [...byAccount.values()];
}

/** Above nought where dates rise down the file more often than they fall, below where they fall more often. */
function trendOfDates(rows: readonly SourceRecord[], draft: MoneyDraft): number {
  let trend = 0;
  let before: string | null = null;
  for (const { cells } of rows) {
    const cell = readDateOrSerial(cells[draft.columns.bookingDate?.[0] ?? -1] ?? '', draft.serialDates);
    const date = cell ? dateByOrder(cell, draft.dateOrder) : null;
    if (date === null) continue;
    if (before !== null && date !== before) trend += date < before ? -1 : 1;
    before = date;
  }
  return trend;
}
