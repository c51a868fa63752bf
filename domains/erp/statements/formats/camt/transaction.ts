import type { ParsedMoney, ParsedRow } from '../../parsed-statement.ts';
import { at, textAt } from '../xml/node.ts';
import { readCharges, readReturnReason, taxText } from './charges.ts';
import { codeOf, readTransactionCodes, type TransactionCodes } from './codes.ts';
import { type Conversion, readConversion } from './conversion.ts';
import type { CamtElement, CamtNode } from './elements.ts';
import { type Owner, type Parties, readParties } from './party.ts';
import { readRemittance, structuredText } from './remittance.ts';
import { optionalMoney, readDirection, referenceOf, type Warning } from './values.ts';

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
    /** What a person would read of it, part by part. */
    texts: readonly (string | null)[];
  };

/** What an entry says of all its transactions. */
export type EntryHead = { booked: ParsedMoney; direction: 'credit' | 'debit'; isReversal: boolean };

export function readTransaction(
  node: CamtNode,
  entry: EntryHead,
  owner: Owner,
  warnings: Warning[],
): Transaction {
  const refs = at(node, 'Refs');
  const information = at(node, 'RmtInf');
  const direction = readDirection(textAt(node, 'CdtDbtInd')) ?? entry.direction;
  const returnReason = readReturnReason(node);
  const money = moneyOf(node, entry.booked.currency, warnings);
  const remittance = readRemittance(information, warnings);
  const isBack = entry.isReversal || returnReason !== null;
  const { counterparty, ultimateParty } = readParties(node, direction, isBack, owner);
  const { transactionCode, businessCode } = readTransactionCodes(at(node, 'BkTxCd'));
  const { instructed, rate } = readConversion(at(node, 'AmtDtls'), entry.booked, warnings);
  return {
    direction,
    money,
    counterparty,
    ultimateParty,
    transactionCode,
    businessCode,
    instructed,
    rate,
    reference: customerReference(refs),
    bankReference: referenceAt(refs, 'AcctSvcrRef'),
    endToEndId: referenceAt(refs, 'EndToEndId'),
    mandateId: referenceAt(refs, 'MndtId'),
    uetr: referenceAt(refs, 'UETR'),
    chequeNumber: referenceAt(refs, 'ChqNb'),
    remittance,
    charges: readCharges(node, entry.booked.currency, warnings),
    returnReason,
    texts: [
      remittance.unstructured,
      ...structuredText(information),
      textAt(node, 'AddtlTxInf'),
      purposeText(node),
      taxText(node, warnings),
    ],
  };
}

/** The reference that is closest to the payment, from the payer's own to the clearing's. */
function customerReference(refs: CamtNode | null): string | null {
  return (
    referenceAt(refs, 'InstrId') ??
    referenceAt(refs, 'PmtInfId') ??
    referenceAt(refs, 'MsgId') ??
    referenceAt(refs, 'TxId') ??
    referenceAt(refs, 'ClrSysRef')
  );
}

function referenceAt(refs: CamtNode | null, name: CamtElement): string | null {
  return referenceOf(textAt(refs, name));
}

const AMOUNTS = ['TxAmt', 'InstdAmt', 'CntrValAmt'] as const;

/** Its amount: from version 001.04 in `Amt`; before, the transaction's or instructed amount in the account's currency. */
function moneyOf(node: CamtNode, currency: string, warnings: Warning[]): ParsedMoney | null {
  const own = optionalMoney(at(node, 'Amt'), currency, warnings);
  const details = own === null ? at(node, 'AmtDtls') : null;
  if (details === null) return own;
  const amounts = AMOUNTS.flatMap((kind) => {
    // Whoever reads the conversion speaks of what cannot be read here.
    const money = optionalMoney(at(details, kind, 'Amt'), null, []);
    return money ?? [];
  });
  return amounts.find((money) => money.currency === currency) ?? amounts[0] ?? null;
}

function purposeText(node: CamtNode): string | null {
  const purpose = codeOf(at(node, 'Purp'));
  return purpose === null ? null : `Purpose ${purpose}`;
}

/** Texts with a blank between them, without those that another already has. */
export function joinTexts(first: string | null, texts: readonly (string | null)[]): string {
  let joined = first ?? '';
  for (const text of texts) {
    if (text === null || text === '' || joined.includes(text)) continue;
    joined = joined === '' ? text : `${joined} ${text}`;
  }
  return joined;
}

export function detailOf(transaction: Transaction): ParsedRow['details'][number] {
  const { money, reference, bankReference, endToEndId, counterparty, texts, remittance } = transaction;
  return {
    amount: money?.amount ?? null,
    currency: money?.currency ?? null,
    reference: reference ?? bankReference,
    endToEndId,
    counterparty,
    description: joinTexts(null, texts),
    remittance,
  };
}
