import type { ParsedBalance, TypedBalance } from '../../parsed-statement.ts';
import { type AmountProblem, signed } from '../amounts.ts';
import { at, textAt } from '../xml/node.ts';
import { codeOf } from './codes.ts';
import type { CamtNode } from './elements.ts';
import { readDate, readDirection, readMoney } from './values.ts';

/** ExternalBalanceType1Code; what is not here is `other`. */
const TYPES: Readonly<Record<string, TypedBalance['type']>> = {
  OPBD: 'openingBooked',
  PRCD: 'openingBooked',
  CLBD: 'closingBooked',
  ITBD: 'interimBooked',
  OPAV: 'openingAvailable',
  CLAV: 'closingAvailable',
  FWAV: 'forwardAvailable',
  ITAV: 'interimAvailable',
};

export type CamtBalance = TypedBalance & {
  /** Its place in the proof: how good an opening or closing balance it is, 0 for none. */
  opening: number;
  closing: number;
};

/**
 * `Bal`: signed by its indicator. The sub-type INTM marks the balances between two pages; with any other one (BCUR: in the
 * base currency) the balance is not the account's booked one.
 */
export function readBalance(node: CamtNode, currency: string | null): CamtBalance | AmountProblem {
  const type = at(node, 'Tp');
  const main = codeOf(at(type, 'CdOrPrtry')) ?? codeOf(type);
  const sub = textAt(type, 'SubTp', 'Cd');
  const money = readMoney(at(node, 'Amt'), currency);
  if ('code' in money) return { code: 'balance.invalid', message: money.message };
  const direction = readDirection(textAt(node, 'CdtDbtInd'));
  if (direction === null)
    return {
      code: 'balance.invalid',
      message: 'The balance does not say whether it is a credit or a debit.',
    };
  const date = readDate(at(node, 'Dt'));
  const isIntermediate = sub === 'INTM';
  const isPlain = sub === null || isIntermediate;
  return {
    type: isPlain ? typeOf(main, isIntermediate) : 'other',
    code: sub === null ? main : `${main ?? ''}/${sub}`,
    amount: signed(money.amount, direction === 'debit'),
    currency: money.currency,
    date: date?.date ?? null,
    opening: isPlain ? rank(main, 'OPBD', 'PRCD', isIntermediate) : 0,
    closing: isPlain ? rank(main, 'CLBD', '', isIntermediate) : 0,
  };
}

function typeOf(code: string | null, isIntermediate: boolean): TypedBalance['type'] {
  const type = TYPES[code ?? ''] ?? 'other';
  return isIntermediate && (type === 'openingBooked' || type === 'closingBooked') ? 'interimBooked' : type;
}

function rank(code: string | null, best: string, next: string, isIntermediate: boolean): number {
  if (code === best) return isIntermediate ? 1 : 3;
  return code === next ? 2 : 0;
}

export function typedBalance({ type, code, amount, currency, date }: CamtBalance): TypedBalance {
  return { type, code, amount, currency, date };
}

export function plainBalance({ amount, currency, date }: CamtBalance): ParsedBalance {
  return { amount, currency, date };
}
