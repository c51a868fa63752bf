import type { ParsedRow } from '../../parsed-statement.ts';
import { all, at, textAt, textOf } from '../xml/node.ts';
import type { CamtNode } from './elements.ts';
import { isTrue, optionalMoney, type Warning } from './values.ts';

type Charges = ParsedRow['charges'];

/** One empty list serves all. */
const NO_CHARGES: Charges = Object.freeze([]) as unknown as Charges;

/** `Chrgs`: its records (from version 001.04 in `Rcrd`), else their total. A charge is in the amount unless said otherwise. */
export function readCharges(node: CamtNode, currency: string, warnings: Warning[]): Charges {
  if (at(node, 'Chrgs') === null) return NO_CHARGES;
  return all(node, 'Chrgs').flatMap((charges) => {
    const records = all(charges, 'Rcrd');
    const read = (records.length > 0 ? records : [charges]).flatMap((record) =>
      readCharge(record, currency, warnings),
    );
    return read.length > 0 ? read : readTotal(charges, currency, warnings);
  });
}

function readCharge(record: CamtNode, currency: string, warnings: Warning[]): Charges {
  const money = optionalMoney(at(record, 'Amt'), currency, warnings);
  if (money === null) return [];
  const included = textAt(record, 'ChrgInclInd');
  return [{ ...money, bearer: textAt(record, 'Br'), included: included === null || isTrue(included) }];
}

function readTotal(charges: CamtNode, currency: string, warnings: Warning[]): Charges {
  const money = optionalMoney(at(charges, 'TtlChrgsAndTaxAmt'), currency, warnings);
  return money ? [{ ...money, bearer: null, included: true }] : [];
}

/** `RtrInf`: why a payment came back; its texts joined. Version 001.01 calls the reason `RtrRsn`. */
export function readReturnReason(details: CamtNode): ParsedRow['returnReason'] {
  const information = at(details, 'RtrInf');
  if (information === null) return null;
  const reason = at(information, 'Rsn') ?? at(information, 'RtrRsn');
  const code = textAt(reason, 'Cd') ?? textAt(reason, 'Prtry') ?? textOf(reason);
  const texts = [...all(information, 'AddtlInf'), ...all(information, 'AddtlRtrRsnInf')];
  const text = texts.flatMap((part) => textOf(part) ?? []).join(' ');
  return code === null && text === '' ? null : { code, text: text === '' ? null : text };
}

/** `Tax` in words: there is no other place for it. */
export function taxText(details: CamtNode, warnings: Warning[]): string | null {
  const tax = at(details, 'Tax');
  if (tax === null) return null;
  const total = optionalMoney(at(tax, 'TtlTaxAmt'), null, warnings);
  return total ? `Tax ${total.amount} ${total.currency}` : null;
}
