import type { ParsedRow } from '../../parsed-statement.ts';
import { DecimalSum, signed } from '../amounts.ts';
import { type Bai2Amount, impliedAmount } from './amounts.ts';
import { addBankingDays, bai2Date } from './dates.ts';
import type { LogicalRecord } from './logical-record.ts';

/** When an amount can be used, and what is wrong with how the bank says it. */
export type Funds = {
  valueDate: string | null;
  availability: ParsedRow['availability'];
  problem: { code: string; message: string } | null;
};

const UNKNOWN: Funds = Object.freeze({
  valueDate: null,
  availability: Object.freeze([]) as unknown as ParsedRow['availability'],
  problem: null,
});

/** More distributions than any bank makes; beyond them a count is misread. */
const MOST_DISTRIBUTIONS = 100;

/**
 * The funds type and the fields that belong to it (Version 2, "Funds type"): 0 immediate, 1 one day, 2 two or more
 * days, S an amount for each of the three, V value date and time, D a number of pairs of days and amount, Z unknown.
 */
export function readFunds(record: LogicalRecord, amount: Bai2Amount, asOf: string, decimals: number): Funds {
  const type = record.next() ?? '';
  switch (type) {
    case '':
    case 'Z':
    case 'z':
      return UNKNOWN;
    case '0':
      return { ...UNKNOWN, valueDate: asOf };
    case '1':
      return { ...UNKNOWN, availability: [{ date: addBankingDays(asOf, 1), amount: amount.amount }] };
    case '2':
      return { ...UNKNOWN, availability: [{ date: null, amount: amount.amount }] };
    case 'V':
    case 'v':
      return valueDated(record, amount);
    case 'S':
    case 's':
      return distributed(
        [asOf, addBankingDays(asOf, 1), null].map((date) => [date, record.next() ?? '']),
        amount,
        decimals,
      );
    case 'D':
    case 'd':
      return distributed(readPairs(record, asOf), amount, decimals);
    default:
      return {
        ...UNKNOWN,
        problem: {
          code: 'funds.unknown',
          message: `“${type.toUpperCase()}” is no funds type (0, 1, 2, S, V, D or Z).`,
        },
      };
  }
}

function valueDated(record: LogicalRecord, { amount }: Bai2Amount): Funds {
  const text = record.next() ?? '';
  record.next();
  if (text === '') return UNKNOWN;
  const date = bai2Date(text);
  if (date === null) {
    return { ...UNKNOWN, problem: { code: 'date.invalid', message: `“${text}” is no value date.` } };
  }
  const message = `The value date ${text} does not exist; the last day of its month stands for it.`;
  return {
    valueDate: date.date,
    availability: [{ date: date.date, amount }],
    problem: date.adjusted ? { code: 'date.adjusted', message } : null,
  };
}

function readPairs(record: LogicalRecord, asOf: string): (string | null)[][] {
  const count = Math.min(Number(record.next() ?? 0) || 0, MOST_DISTRIBUTIONS);
  const pairs: (string | null)[][] = [];
  for (let i = 0; i < count && !record.isAtEnd; i++) {
    const days = record.next() ?? '';
    pairs.push([/^\d{1,3}$/.test(days) ? addBankingDays(asOf, Number(days)) : null, record.next() ?? '']);
  }
  return pairs;
}

/** Dated parts of an amount; they should make up the whole. */
function distributed(pairs: (string | null)[][], whole: Bai2Amount, decimals: number): Funds {
  const sum = new DecimalSum();
  const availability: ParsedRow['availability'] = [];
  let problem: Funds['problem'] = null;
  for (const [date = null, text] of pairs) {
    if (!text) continue;
    const part = impliedAmount(text, decimals);
    if ('code' in part) {
      problem = part;
      continue;
    }
    availability.push({ date, amount: signed(part.amount, part.negative) });
    sum.add(part.amount, part.negative);
  }
  sum.add(whole.amount, !whole.negative);
  if (problem === null && availability.length > 0 && !sum.isZero()) {
    const message = `The parts by availability do not make up the amount: they differ by ${sum}.`;
    problem = { code: 'availability.mismatch', message };
  }
  return { valueDate: null, availability, problem };
}
