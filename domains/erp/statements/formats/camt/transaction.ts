import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { readCharges, readReturnReason, taxText } from './charges.ts';
import { readTransactionCodes, type TransactionCodes } from './codes.ts';
import { type Conversion, readConversion } from './conversion.ts';
import { at, codeOf, textAt, type XmlNode } from './node.ts';
import { type Owner, type Parties, readParties } from './party.ts';
import { readRemittance, structuredText } from './remittance.ts';
import { readDirection, readMoney, referenceOf } from './values.ts';

/** One `TxDtls`: what one payment within an entry says of itself. */
export type Transaction = Parties &
  TransactionCodes &
  Conversion &
  Pick<
    ParsedRow,
    | 'reference'
    | 'bankReference'
    | 'endToEndId'
    | 'mandateId'
    | 'uetr'
    | 'chequeNumber'
    | 'remittance'
    | 'charges'
    | 'returnReason'
  > & {
    money: ParsedMoney | null;
    /** Its own, where it differs from its entry's. */
    direction: 'credit' | 'debit';
    text: string;
  };

export type TransactionContext = {
  direction: 'credit' | 'debit';
  isReversal: boolean;
  /** Of the entry. */
  booked: ParsedMoney;
  owner: Owner;
};

export function readTransaction(node: XmlNode, context: TransactionContext): Transaction {
  const refs = at(node, 'Refs');
  const direction = readDirection(textAt(node, 'CdtDbtInd')) ?? context.direction;
  const returnReason = readReturnReason(node);
  const money = moneyOf(node, context.booked.currency);
  const information = at(node, 'RmtInf');
  const remittance = readRemittance(information);
  return {
    ...readParties(node, direction, context.isReversal || returnReason !== null, context.owner),
    ...readTransactionCodes(at(node, 'BkTxCd')),
    ...readConversion(at(node, 'AmtDtls'), money ?? context.booked),
    ...readReferences(refs),
    remittance,
    charges: readCharges(node, context.booked.currency),
    returnReason,
    money,
    direction,
    text: joinTexts([
      remittance.unstructured,
      ...structuredText(information),
      textAt(node, 'AddtlTxInf'),
      purposeText(node),
      ...taxText(node),
    ]),
  };
}

type References = Pick<
  ParsedRow,
  'reference' | 'bankReference' | 'endToEndId' | 'mandateId' | 'uetr' | 'chequeNumber'
>;

function readReferences(refs: XmlNode | null): References {
  const reference = (name: string) => referenceOf(textAt(refs, name));
  return {
    reference:
      reference('InstrId') ??
      reference('PmtInfId') ??
      reference('MsgId') ??
      reference('TxId') ??
      reference('ClrSysRef'),
    bankReference: reference('AcctSvcrRef'),
    endToEndId: reference('EndToEndId'),
    mandateId: reference('MndtId'),
    uetr: reference('UETR'),
    chequeNumber: reference('ChqNb'),
  };
}

/** Its amount: from version 001.04 in `Amt`; before, the transaction's or instructed amount in the account's currency. */
function moneyOf(node: XmlNode, currency: string): ParsedMoney | null {
  const own = readMoney(at(node, 'Amt'), currency);
  if ('amount' in own) return own;
  const details = at(node, 'AmtDtls');
  const amounts = ['TxAmt', 'InstdAmt', 'CntrValAmt'].flatMap((kind) => {
    const money = readMoney(at(details, kind, 'Amt'), null);
    return 'amount' in money ? [money] : [];
  });
  return amounts.find((money) => money.currency === currency) ?? amounts[0] ?? null;
}

function purposeText(node: XmlNode): string | null {
  const purpose = codeOf(at(node, 'Purp'));
  return purpose === null ? null : `Purpose ${purpose}`;
}

/** Texts with a blank between them, without those that another already has. */
export function joinTexts(texts: readonly (string | null)[]): string {
  let joined = '';
  for (const text of texts) {
    if (text === null || text === '' || joined.includes(text)) continue;
    joined = joined === '' ? text : `${joined} ${text}`;
  }
  return joined;
}

export function detailOf(transaction: Transaction): ParsedRow['details'][number] {
  const { money, reference, bankReference, endToEndId, counterparty, text, remittance } = transaction;
  return {
    amount: money?.amount ?? null,
    currency: money?.currency ?? null,
    reference: reference ?? bankReference,
    endToEndId,
    counterparty,
    description: text,
    remittance,
  };
}
