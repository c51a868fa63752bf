import { addDecimals, type Decimal, parseDecimal } from '#lib/decimal.ts';
import { amountProblem } from '#lib/money.ts';
import { isStorableText, storableText } from '#lib/storable-text.ts';
import type { StatementSink } from './formats/reader.ts';
import type {
  ParsedBalance,
  ParsedRow,
  StatementProblem,
  StatementStart,
  StatementSummary,
} from './parsed-statement.ts';

/** Characters of a text that is kept, of what names or numbers something, and of the reason of a problem. */
const MAX_TEXT = 10_000;
const MAX_NAME = 500;
const MAX_MESSAGE = 500;
/** Bytes of a file's problems, which go on record in one event: beyond the first they lose their raw text, beyond the second there are no more. */
const RAW_TEXT_BYTES = 300_000;
const PROBLEM_BYTES = 450_000;
/** As many as that event may have: what readers report is bounded before it comes here, and what is left out here comes on top. */
const MAX_PROBLEMS = 1_000;

/** Bytes of a row's details. */
const DETAIL_BYTES = 600_000;

/** Days on which banks have booked electronically, or will: what lies outside is no date of a row. */
const [FIRST_DAY, LAST_DAY] = ['1970-01-01', '2199-12-31'];

/** Of a statement that has not ended: its booked rows so far, and whether none of them was left out. */
type Sums = { credit: Decimal; debit: Decimal; isWhole: boolean };
const ZERO: Decimal = { coefficient: 0n, scale: 0 };

/**
 * Lets through what columns and events can hold, and says of the rest what was left out: readers give what a file has, which may be an amount of
 * 28 digits. The same file gives the same in each pass.
 */
export class StorableSink implements StatementSink {
  readonly #sink: StatementSink;
  readonly #sums = new Map<number, Sums>();
  #problemBytes = 0;
  #problems = 0;

  constructor(sink: StatementSink) {
    this.#sink = sink;
  }

  statement(start: StatementStart, index: number): void {
    this.#sums.set(index, { credit: ZERO, debit: ZERO, isWhole: true });
    this.#sink.statement(headOf(start), index);
  }

  row(row: ParsedRow, index: number, raw: string): void {
    const day = [row.bookingDate, row.valueDate ?? FIRST_DAY].find(
      (date) => date < FIRST_DAY || date > LAST_DAY,
    );
    if (day) {
      this.#report(
        'error',
        row.line,
        'date.range',
        `The date ${day} is not between ${FIRST_DAY} and ${LAST_DAY}.`,
        day,
      );
      this.#leaveOut(row, index);
      return;
    }
    const problem = misfitOf(row.amount) ?? this.#misfitOfSum(row, index);
    if (problem) {
      this.#report('error', row.line, 'amount.range', `The amount ${row.amount} ${problem}.`, row.amount);
      this.#leaveOut(row, index);
      return;
    }
    this.#sink.row(this.#fitting(this.#withDetailsThatFit(row)), index, raw);
  }

  statementEnd(end: StatementSummary, index: number): void {
    const { openingBalance, closingBalance, balanceDifference } = end;
    const misfits = end.balances.filter(isMisfit);
    for (const { amount } of [openingBalance, closingBalance, ...misfits].filter(isMisfit)) {
      this.#report('error', null, 'balance.range', `The balance ${amount} ${misfitOf(amount)}.`, amount);
    }
    const isComplete =
      this.#sums.get(index)?.isWhole !== false &&
      !isMisfit(openingBalance) &&
      !isMisfit(closingBalance) &&
      !misfitOf(balanceDifference ?? '0');
    this.#sums.delete(index);
    const checked = isComplete ? {} : { balanceCheck: 'unverifiable' as const, balanceDifference: null };
    this.#sink.statementEnd(
      {
        ...end,
        ...headOf(end),
        closingBalance: isMisfit(closingBalance) ? null : closingBalance,
        balances: end.balances.filter((balance) => !isMisfit(balance)),
        ...checked,
      },
      index,
    );
  }

  problem({ severity, line, code, message, raw }: StatementProblem): void {
    this.#report(severity, line, code, message, raw);
  }

  #report(
    severity: StatementProblem['severity'],
    line: number | null,
    code: string,
    message: string,
    raw: string | null,
  ): void {
    if (this.#problemBytes > PROBLEM_BYTES || this.#problems === MAX_PROBLEMS) return;
    const kept = raw === null || this.#problemBytes > RAW_TEXT_BYTES ? null : storableText(raw, MAX_TEXT);
    const problem = { severity, line, code, message: storableText(message, MAX_MESSAGE), raw: kept };
    this.#problemBytes += Buffer.byteLength(JSON.stringify(problem));
    const isLast = this.#problemBytes > PROBLEM_BYTES || ++this.#problems === MAX_PROBLEMS;
    this.#sink.problem(isLast ? { ...TOO_MANY, line } : problem);
  }

  /** Balances prove nothing of a statement that lacks a row of theirs. */
  #leaveOut({ status }: ParsedRow, index: number): void {
    const sums = this.#sums.get(index);
    if (sums && status === 'booked') sums.isWhole = false;
  }

  #misfitOfSum({ amount, direction, status }: ParsedRow, index: number): string | null {
    const sums = this.#sums.get(index);
    if (!sums || status !== 'booked') return null;
    const sum = addDecimals(sums[direction], parseDecimal(amount));
    if (amountProblem(sum)) return 'makes the sum of the statement longer than amounts can be';
    sums[direction] = sum;
    return null;
  }

  /** A row goes on record whole, in one event: of a batch with very many details the first are kept. */
  #withDetailsThatFit(row: ParsedRow): ParsedRow {
    const { details } = row;
    if (details.length === 0 || bytesOf(details) <= DETAIL_BYTES) return row;
    let bytes = 0;
    const over = details.findIndex((detail) => {
      bytes += bytesOf(detail) + 1;
      return bytes > DETAIL_BYTES;
    });
    if (over < 0) return row;
    const what = `The row has ${details.length} details, more than can be kept: the first ${over} are.`;
    this.#report('warning', row.line, 'row.details', what, null);
    return { ...row, details: details.slice(0, over) };
  }

  /** The row itself when it fits, as nearly every row does. */
  #fitting(row: ParsedRow): ParsedRow {
    const { name, account, bic } = row.counterparty;
    const names = NAMES.map((field) => row[field]);
    const fits =
      isStorableText(row.description, MAX_TEXT) &&
      [...names, name, account, bic].every((text) => isStorableText(text, MAX_NAME)) &&
      !misfitOf(row.balanceAfter ?? '0');
    if (fits) return row;
    const what = 'The row has a text or balance longer than can be kept: it was cut, or left out.';
    this.#report('warning', row.line, 'row.cut', what, null);
    return {
      ...row,
      ...Object.fromEntries(NAMES.map((field) => [field, cut(row[field])])),
      counterparty: { name: cut(name), account: cut(account), bic: cut(bic) },
      description: storableText(row.description, MAX_TEXT),
      remittance: {
        unstructured: row.remittance.unstructured && storableText(row.remittance.unstructured, MAX_TEXT),
        structured: row.remittance.structured.filter(({ number }) => isStorableText(number, MAX_NAME)),
      },
      balanceAfter: misfitOf(row.balanceAfter ?? '0') ? null : row.balanceAfter,
    };
  }
}

const TOO_MANY = {
  severity: 'error',
  code: 'limit.problems',
  message: 'There are more problems than can be kept.',
  raw: null,
} as const;

const NAMES = [
  'reference',
  'bankReference',
  'endToEndId',
  'mandateId',
  'uetr',
  'chequeNumber',
  'transactionCode',
  'businessCode',
] as const satisfies (keyof ParsedRow)[];

function headOf<Head extends StatementStart>(head: Head): Head {
  const { account, statementId, sequenceNumber, asOf, openingBalance } = head;
  return {
    ...head,
    account: {
      ...account,
      iban: cut(account.iban),
      other: cut(account.other),
      bic: cut(account.bic),
      owner: cut(account.owner),
    },
    statementId: cut(statementId),
    sequenceNumber: cut(sequenceNumber),
    asOf: cut(asOf),
    openingBalance: isMisfit(openingBalance) ? null : openingBalance,
  };
}

const bytesOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));

const misfitOf = (amount: string): string | null => amountProblem(parseDecimal(amount));

const isMisfit = (balance: ParsedBalance | null): balance is ParsedBalance =>
  balance !== null && misfitOf(balance.amount) !== null;

const cut = (text: string | null): string | null => text && storableText(text, MAX_NAME);
