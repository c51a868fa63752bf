import type { ParsedParty, ParsedRow } from '../../parsed-statement.ts';
import { asBic, asIban } from '../account-number.ts';
import { readForeignAmounts } from './foreign-amounts.ts';
import { joinTexts, textOrNull } from './narrative.ts';
import { isoReason, isReturn } from './returns.ts';

/** Codes that open a part of the text. Others ("/12345/…") are text. */
const CODES = new Set([
  'ADDR',
  'BENM',
  'BIC',
  'BN',
  'BO',
  'CDTRREF',
  'CDTRREFTP',
  'CHGS',
  'CNTP',
  'CREF',
  'CSID',
  'EREF',
  'EXCH',
  'IBAN',
  'ID',
  'INFO',
  'IREF',
  'ISDT',
  'KREF',
  'MARF',
  'MREF',
  'NAME',
  'OAMT',
  'OCMT',
  'ORDP',
  'OREF',
  'PREF',
  'PURP',
  'REMI',
  'RETN',
  'RREF',
  'RTRN',
  'RTYP',
  'SVCL',
  'TRCD',
  'TRTP',
  'UETR',
  'ULTB',
  'ULTC',
  'ULTD',
  'BATCH',
]);

type Part = { code: string; value: string };

/** Reads "/EREF/…/REMI/…" as Dutch, Belgian and SWIFT users write it. False when the text has none of the codes. */
export function readSlashCodes(row: ParsedRow, text: string): boolean {
  const parts = splitCodes(text);
  if (parts.length === 0) return false;
  const ultimate: ParsedParty = { name: null, account: null, bic: null };
  const parties: Record<string, ParsedParty> = {};
  let party = row.counterparty;
  for (const { code, value } of parts) {
    switch (code) {
      case 'EREF':
        row.endToEndId ??= known(value);
        break;
      case 'MARF':
      case 'MREF':
        row.mandateId ??= known(value);
        break;
      case 'CREF':
      case 'PREF':
      case 'KREF':
        row.reference ??= known(value);
        break;
      case 'IREF':
        row.bankReference ??= known(value);
        break;
      case 'UETR':
        row.uetr ??= known(value);
        break;
      case 'BN':
      case 'BENM':
        party = partyOf(value);
        parties.BENM = party;
        break;
      case 'BO':
      case 'ORDP':
        party = partyOf(value);
        parties.ORDP = party;
        break;
      case 'ULTB':
      case 'ULTC':
      case 'ULTD':
        ultimate.name = textOrNull(withoutSlashes(value));
        party = ultimate;
        break;
      case 'NAME':
        party.name ??= textOrNull(withoutSlashes(value));
        break;
      case 'IBAN':
        party.account ??= asIban(value) ?? known(value);
        break;
      case 'BIC':
        party.bic ??= asBic(withoutSlashes(value));
        break;
      case 'CNTP':
        readCounterparty(row.counterparty, value);
        break;
      case 'REMI':
        readRemittance(row, value);
        break;
      case 'CDTRREF':
        addReference(row, value);
        break;
      case 'RTRN':
      case 'RETN':
        row.returnReason = { code: isoReason(value) ?? known(value), text: null };
        break;
      default:
        break;
    }
  }
  adopt(row.counterparty, row.direction === 'credit' ? parties.ORDP : parties.BENM);
  adopt(row.counterparty, row.direction === 'credit' ? undefined : parties.ORDP);
  adopt(row.counterparty, parties.BENM);
  if (ultimate.name !== null) row.ultimateParty = ultimate;
  readForeignAmounts(row, text);
  if (row.returnReason === null && isReturn(row)) {
    const code = isoReason(text);
    if (code !== null) row.returnReason = { code, text: null };
  }
  row.description = joinTexts(row.description, text.trim());
  return true;
}

/** Whom the text of a code names, up to the next code of two letters as Citi writes them ("/BO/name/OB1/bank"). */
function partyOf(value: string): ParsedParty {
  const name = withoutSlashes(value).replace(/\/[A-Z]{2}\d?\/[\s\S]*$/, '');
  return { name: textOrNull(name), account: null, bic: null };
}

function splitCodes(text: string): Part[] {
  const parts: Part[] = [];
  let valueStart = -1;
  let code = '';
  let slash = text.indexOf('/');
  while (slash >= 0) {
    const close = text.indexOf('/', slash + 1);
    if (close < 0) break;
    const word = text.slice(slash + 1, close);
    if (CODES.has(word)) {
      if (valueStart >= 0) parts.push({ code, value: text.slice(valueStart, slash) });
      code = word;
      valueStart = close + 1;
      slash = text.charCodeAt(close + 1) === 47 ? close + 1 : text.indexOf('/', close + 1);
    } else slash = close;
  }
  if (valueStart >= 0) parts.push({ code, value: text.slice(valueStart) });
  return parts;
}

function known(value: string): string | null {
  const text = withoutSlashes(value).trim();
  return text === '' || text === 'NOTPROVIDED' || text === 'NONREF' ? null : text;
}

function withoutSlashes(value: string): string {
  return value.replace(/^\/+|\/+$/g, '');
}

/** "IBAN/BIC/name/city" as ING writes it; each may be empty. */
function readCounterparty(party: ParsedParty, value: string): void {
  const [account = '', bic = '', name = ''] = value.split('/');
  party.account ??= asIban(account) ?? textOrNull(account);
  party.bic ??= asBic(bic);
  party.name ??= textOrNull(name);
}

/** "USTD//text" and "STRD/CUR/reference" as ING and the ISO conventions write it, else the text itself. */
function readRemittance(row: ParsedRow, value: string): void {
  const free = value.startsWith('USTD//') ? value.slice(6) : value.startsWith('/') ? value.slice(1) : value;
  if (free.startsWith('STRD/')) {
    const segments = withoutSlashes(free).split('/');
    addReference(row, segments.at(-1) ?? '');
    return;
  }
  row.remittance.unstructured ??= textOrNull(free.replace(/\/+$/, ''));
}

function addReference(row: ParsedRow, value: string): void {
  const number = known(value);
  if (number === null) return;
  row.remittance.structured = [...row.remittance.structured, { type: 'creditorReference', number }];
}

function adopt(party: ParsedParty, other: ParsedParty | undefined): void {
  if (!other) return;
  party.name ??= other.name;
  party.account ??= other.account;
  party.bic ??= other.bic;
}
