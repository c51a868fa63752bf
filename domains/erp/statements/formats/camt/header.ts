import type { AmountProblem } from '../amounts.ts';
import { at, textAt, textOf } from '../xml/node.ts';
import { readAccount } from './account.ts';
import { readBalance } from './balance.ts';
import type { CamtNode } from './elements.ts';
import type { Page, StatementHead } from './statement.ts';
import { readTotals } from './totals.ts';
import { calendarDate, isTrue } from './values.ts';

/** What a message says before its statements (`GrpHdr`). */
export type MessageHeader = { createdAt: string | null; page: Page | null };

export function readMessageHeader(node: CamtNode): MessageHeader {
  return {
    createdAt: instantOf(at(node, 'CreDtTm')),
    page: pageOf(at(node, 'MsgPgntn'), true),
  };
}

/** Takes in an element that stands beside the entries of a statement; a problem when it cannot be read. */
export function readHeadPart(head: StatementHead, node: CamtNode): AmountProblem | null {
  switch (node.name) {
    case 'Id':
      head.id = textOf(node);
      return null;
    case 'StmtPgntn':
    case 'RptPgntn':
    case 'NtfctnPgntn':
      head.page = pageOf(node, false);
      return null;
    case 'ElctrncSeqNb':
      head.sequenceNumber = textOf(node);
      return null;
    case 'LglSeqNb':
      head.sequenceNumber ??= textOf(node);
      return null;
    case 'CreDtTm':
      head.createdAt = instantOf(node);
      return null;
    case 'FrToDt':
      head.from = instantOf(at(node, 'FrDtTm') ?? at(node, 'FrDt'));
      head.to = instantOf(at(node, 'ToDtTm') ?? at(node, 'ToDt'));
      return null;
    case 'TxsSummry':
      head.totals = readTotals(node);
      return null;
    case 'Acct':
      head.account = readAccount(node);
      return null;
    case 'Bal': {
      const balance = readBalance(node, head.account.currency);
      if ('message' in balance) return balance;
      head.balances.push(balance);
      return null;
    }
    default:
      return null;
  }
}

/** `Pagination`: page number and whether it is the last. */
function pageOf(node: CamtNode | null, isOfMessage: boolean): Page | null {
  const number = textAt(node, 'PgNb');
  if (number === null || !/^\d{1,5}$/.test(number)) return null;
  return { number: Number(number), isLast: isTrue(textAt(node, 'LastPgInd')), isOfMessage };
}

/** An instant or date as the bank writes it; null when it is none. */
function instantOf(node: CamtNode | null): string | null {
  const text = textOf(node);
  return text !== null && calendarDate(text) ? text : null;
}
