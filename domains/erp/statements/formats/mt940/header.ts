import type { ParsedBalance, StatementAccount } from '../../parsed-statement.ts';
import { asBic, parseAccount } from '../account-number.ts';
import { decimalsOf, signed } from '../amounts.ts';
import { dateOf, swiftDate } from './dates.ts';
import { swiftAmount } from './swift-amount.ts';

/** What a message says before its rows. */
export type MessageHeader = {
  line: number;
  reference: string | null;
  account: StatementAccount | null;
  statementNumber: string | null;
  sequenceNumber: string | null;
  asOf: string | null;
  owner: string | null;
  /** Field 34F: only an interim report (MT942) has one. */
  floorLimit: FloorLimit | null;
};

/** The smallest amounts that an interim report lists one by one. `isZero`: it lists all. */
export type FloorLimit = { currency: string | null; isZero: boolean };

export function emptyHeader(line: number): MessageHeader {
  return {
    line,
    reference: null,
    account: null,
    statementNumber: null,
    sequenceNumber: null,
    asOf: null,
    owner: null,
    floorLimit: null,
  };
}

export type ReadBalance = ParsedBalance & { adjusted: boolean };

const BALANCE = /^\s*(R?[CD])\s*(\d{6}|\d{8})\s*([A-Z]{3})\s*([\d.,]+)\s*$/;

/** "C090903EUR1970431,87" as a signed balance; an error as { code, message }. */
export function parseBalance(content: string): ReadBalance | { code: string; message: string } {
  const match = BALANCE.exec(content.split('\n', 1)[0] ?? '');
  const [, mark, digits, currency, text] = match ?? [];
  if (!mark || !digits || !currency || !text) {
    return {
      code: 'balance.invalid',
      message: 'The balance is not written as mark, date, currency and amount.',
    };
  }
  const date =
    digits.length === 6
      ? swiftDate(digits)
      : dateOf(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6)));
  const amount = swiftAmount(text, decimalsOf(currency));
  if (typeof amount !== 'string') return { code: 'balance.invalid', message: amount.message };
  return {
    amount: signed(amount, (mark === 'D') !== (mark.length === 2)),
    currency,
    date: date?.date ?? null,
    adjusted: date === null || date.adjusted,
  };
}

/** Field 25 and 25P (account, then the BIC on a line of its own). */
export function parseAccountField(content: string): StatementAccount {
  const [first = '', second = ''] = content.split('\n');
  const account = parseAccount(first);
  return { ...account, bic: account.bic ?? asBic(second) };
}

/** Field 28C: statement number / sequence number. */
export function parseNumber(content: string): {
  statementNumber: string | null;
  sequenceNumber: string | null;
} {
  const [number = '', sequence = ''] = (content.split('\n', 1)[0] ?? '').trim().split('/');
  return { statementNumber: number.trim() || null, sequenceNumber: sequence.trim() || null };
}

/** Field 13D, "0909041230+0200", as an instant with its zone; null when it is none. */
export function parseAsOf(content: string): string | null {
  const match = /^(\d{6})(\d{2})(\d{2})(?:([+-])(\d{2})(\d{2}))?/.exec(content.trim());
  const date = match?.[1] ? swiftDate(match[1]) : null;
  if (!match || !date || Number(match[2]) > 23 || Number(match[3]) > 59) return null;
  return `${date.date}T${match[2]}:${match[3]}:00${match[4] ? `${match[4]}${match[5]}:${match[6]}` : ''}`;
}

const FLOOR_LIMIT = /^\s*([A-Z]{3})\s*[CD]?\s*([\d.,]+)\s*$/;

/**
 * Field 34F, "EURD1000," (SWIFT MT942, "Floor Limit Indicator": 3!a[1!a]15d): one for both directions, or one each.
 * Null where it is not written so.
 */
export function parseFloorLimit(content: string): FloorLimit | null {
  const [, currency, text] = FLOOR_LIMIT.exec(content.split('\n', 1)[0] ?? '') ?? [];
  return currency && text ? { currency, isZero: !/[1-9]/.test(text) } : null;
}

/** What the blocks 1 and 2 of the envelope say: message type ("940") and the bank's BIC. */
export function parseEnvelope(content: string): { messageType: string | null; bic: string | null } {
  const application = /\{2:([IO])(\d{3})([^}]*)/.exec(content);
  const sender =
    application?.[1] === 'O'
      ? application[3]?.slice(10, 22)
      : /\{1:[A-Z]\d{2}([A-Z0-9]{12})/.exec(content)?.[1];
  return { messageType: application?.[2] ?? null, bic: sender ? bicOfTerminal(sender) : null };
}

/** A logical terminal "DEUTDEFFAXXX" is BIC8 + terminal + branch. */
function bicOfTerminal(terminal: string): string | null {
  const branch = terminal.slice(9, 12);
  return asBic(terminal.slice(0, 8) + (branch === 'XXX' || branch === '' ? '' : branch));
}
