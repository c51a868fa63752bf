import type { ParsedRow } from '../../parsed-statement.ts';
import { type AmountProblem, signed } from '../amounts.ts';
import { all, at, textAt, textOf } from '../xml/node.ts';
import { readCharges } from './charges.ts';
import { codeOf, readTransactionCodes } from './codes.ts';
import { readConversion } from './conversion.ts';
import type { CamtElement, CamtNode } from './elements.ts';
import type { Members } from './members.ts';
import { NOBODY } from './party.ts';
import { NO_REMITTANCE } from './remittance.ts';
import { type EntryHead, joinTexts } from './transaction.ts';
import {
  type CamtDate,
  isTrue,
  optionalMoney,
  readDate,
  readDirection,
  readMoney,
  referenceOf,
  type Warning,
} from './values.ts';

export type ReadEntry = {
  /** Its number is for the statement to give. */
  row: ParsedRow;
  /** It is booked and has no booking date: its value date, or the statement's day, stands for it. */
  lacksBookingDate: boolean;
  warnings: Warning[];
};

/** `Amt`, `CdtDbtInd` and `RvslInd`. The indicator of a reversal already says what it does to the account. */
export function readEntryHead(entry: CamtNode, currency: string | null): EntryHead | AmountProblem {
  const booked = readMoney(at(entry, 'Amt'), currency);
  if ('code' in booked) return booked;
  const indicator = textAt(entry, 'CdtDbtInd');
  const direction = readDirection(indicator);
  if (direction === null) {
    const message =
      indicator === null
        ? 'The entry does not say whether it is a credit or a debit.'
        : `“${indicator.slice(0, 20)}” is neither CRDT nor DBIT.`;
    return { code: 'direction.invalid', message };
  }
  return { booked, direction, isReversal: isTrue(textAt(entry, 'RvslInd')) };
}

/** Reads an `Ntry`, whose head and transactions (`TxDtls`) are in `members`. `day` is for one without any date. */
export function readEntry(entry: CamtNode, members: Members, day: string | null): ReadEntry | AmountProblem {
  const { warnings } = members;
  const dates = readDates(entry, day, warnings);
  if ('code' in dates) return dates;
  const { booked, direction, isReversal } = members.head;
  const only = members.only;
  const status = readStatus(entry, warnings);
  const isReturn = isReversal || (only?.returnReason ?? null) !== null;
  const conversion = readConversion(at(entry, 'AmtDtls'), booked, warnings);
  const instructed = conversion.instructed ?? only?.instructed ?? null;
  const codes = readTransactionCodes(at(entry, 'BkTxCd'));
  const charges = readCharges(entry, booked.currency, warnings);
  const batch = readBatch(entry, members, warnings);
  const row: ParsedRow = {
    rowNumber: 1,
    bookingDate: dates.booking,
    valueDate: dates.value,
    amount: booked.amount,
    direction,
    currency: booked.currency,
    isReversal,
    status,
    balanceAfter: null,
    reference: only?.reference ?? batch?.id ?? referenceOf(textAt(entry, 'NtryRef')),
    bankReference: referenceOf(textAt(entry, 'AcctSvcrRef')) ?? only?.bankReference ?? null,
    endToEndId: only?.endToEndId ?? null,
    mandateId: only?.mandateId ?? null,
    uetr: only?.uetr ?? null,
    chequeNumber: only?.chequeNumber ?? null,
    transactionCode: codes.transactionCode ?? only?.transactionCode ?? null,
    businessCode: codes.businessCode ?? only?.businessCode ?? null,
    counterparty: only?.counterparty ?? NOBODY,
    ultimateParty: only?.ultimateParty ?? null,
    description: joinTexts(textAt(entry, 'AddtlNtryInf'), only?.texts ?? []),
    remittance: only?.remittance ?? NO_REMITTANCE,
    instructedAmount: isReturn ? null : instructed,
    exchangeRate: conversion.rate ?? only?.rate ?? null,
    charges: charges.length > 0 ? charges : (only?.charges ?? charges),
    returnReason: only?.returnReason ?? null,
    originalAmount: isReturn ? instructed : null,
    availability: readAvailability(entry, booked.currency, warnings),
    batch,
    parentRow: null,
    details: members.details,
    line: entry.line,
  };
  return { row, lacksBookingDate: dates.lacksBooking && status === 'booked', warnings };
}

type Dates = { booking: string; value: string | null; lacksBooking: boolean };

function readDates(entry: CamtNode, day: string | null, warnings: Warning[]): Dates | AmountProblem {
  const booking = dateAt(entry, 'BookgDt', warnings);
  const value = dateAt(entry, 'ValDt', warnings);
  const date = booking ?? value ?? day;
  if (date === null)
    return { code: 'date.missing', message: 'Nothing says on which day the entry was booked.' };
  return { booking: date, value, lacksBooking: booking === null };
}

function dateAt(entry: CamtNode, name: CamtElement, warnings: Warning[]): string | null {
  const node = at(entry, name);
  const date: CamtDate | null = readDate(node);
  if (date?.adjusted) {
    const message = `${name} is a day that does not exist; the last day of its month stands for it.`;
    warnings.push({ code: 'date.adjusted', message });
  } else if (node !== null && date === null) {
    warnings.push({ code: 'date.invalid', message: `${name} is no date.` });
  }
  return date?.date ?? null;
}

/** `Sts`, until version 001.06 as text, then as `Cd`. An entry without one is booked. */
function readStatus(entry: CamtNode, warnings: Warning[]): ParsedRow['status'] {
  const node = at(entry, 'Sts');
  const status = codeOf(node) ?? textOf(node);
  switch (status) {
    case 'BOOK':
    case null:
      return 'booked';
    case 'PDNG':
    case 'FUTR':
      return 'pending';
    case 'INFO':
      return 'information';
    default: {
      const message = `The status “${status.slice(0, 40)}” is not known: the entry counts as pending.`;
      warnings.push({ code: 'status.unknown', message });
      return 'pending';
    }
  }
}

/** `Btch`, and whether the members are those that it announces and add up to the entry. */
function readBatch(entry: CamtNode, members: Members, warnings: Warning[]): ParsedRow['batch'] {
  const batches = batchesOf(entry);
  if (batches.length === 0 && members.count < 2) return null;
  const announced = batches.map((batch) => textAt(batch, 'NbOfTxs')).map(countOf);
  const total = announced.every((count) => count !== null)
    ? announced.reduce<number>((sum, count) => sum + (count ?? 0), 0)
    : null;
  const difference = members.difference();
  if (difference !== null) {
    const message = `The details of the batch do not add up to its amount: they differ by ${difference}.`;
    warnings.push({ code: 'batch.sum', message });
  }
  if (batches.length === 0) return { id: null, count: members.count };
  if (total !== null && members.count > 1 && total !== members.count) {
    const message = `The batch is said to have ${total} payments; ${members.count} are in the file.`;
    warnings.push({ code: 'batch.count', message });
  }
  const [first = null] = batches;
  const id = referenceOf(textAt(first, 'PmtInfId')) ?? referenceOf(textAt(first, 'MsgId'));
  return { id, count: total ?? (members.count > 1 ? members.count : null) };
}

function batchesOf(entry: CamtNode): readonly CamtNode[] {
  const details = all(entry, 'NtryDtls');
  const [first = null] = details;
  if (details.length < 2 && at(entry, 'Btch') === null) return all(first, 'Btch');
  return [entry, ...details].flatMap((node) => all(node, 'Btch'));
}

function countOf(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/** One empty list serves all. */
const NONE: ParsedRow['availability'] = Object.freeze([]) as unknown as never[];

function readAvailability(entry: CamtNode, currency: string, warnings: Warning[]): ParsedRow['availability'] {
  if (at(entry, 'Avlbty') === null) return NONE;
  return all(entry, 'Avlbty').flatMap((node) => {
    const money = optionalMoney(at(node, 'Amt'), currency, warnings);
    if (money === null) return [];
    const date = readDate(at(node, 'Dt', 'ActlDt'));
    const amount = signed(money.amount, textAt(node, 'CdtDbtInd') === 'DBIT');
    return [{ date: date?.date ?? null, amount }];
  });
}
