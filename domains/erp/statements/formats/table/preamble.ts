import { isCurrency } from '#lib/currency.ts';
import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban, parseAccount } from '../account-number.ts';
import type { SourceRecord } from './columns.ts';
import { normaliseWord } from './header-words.ts';
import { readNumberCell } from './numbers.ts';

/** The one currency that the lines above the header name, alone in a cell, after a label, or beside an amount. */
export function currencyOfPreamble(preamble: readonly SourceRecord[]): string | null {
  const named = new Set<string>();
  for (const { cells } of preamble) {
    for (const cell of cells) {
      const text = cell.trim();
      const labelled = /[:\s]([A-Z]{3})$/.exec(text)?.[1];
      if (isCurrency(text)) named.add(text);
      else if (labelled && isCurrency(labelled) && text.length < 60) named.add(labelled);
      else {
        const currency = /\d/.test(text) ? readNumberCell(text)?.currency : null;
        if (currency) named.add(currency);
      }
    }
  }
  return named.size === 1 ? ([...named][0] ?? null) : null;
}

const ACCOUNT_LABEL =
  /^(?:(?:own |bank )?account ?(?:number|no|nr|id)?|iban|conta|cont|compte n|n compte|račun|racun|hesap no|kliendi konto|konto nr|konto(?:nummer|nr)?|girokonto|compte(?: numero)?|numero de compte|cuenta|numero de cuenta|conto(?: corrente)?|numero conto|(?:no )?rekening(?:nummer)?|(?:numer |nr )?rachunk[ui]|cislo uctu|ucet|szamlaszam|tilinumero|kontonr|счет|сметка)\b/;

/** The account that the lines above the header name: the one IBAN in them, else what follows a label. */
export function accountOfPreamble(preamble: readonly SourceRecord[]): StatementAccount {
  const ibans = new Set<string>();
  let labelled: string | null = null;
  for (const { cells } of preamble) {
    for (const [column, cell] of cells.entries()) {
      for (const word of cell.match(/[A-Z]{2}\d{2}[A-Z0-9 ]{11,40}/g) ?? []) {
        const iban = asIban(word) ?? asIban(word.split(/\s{2,}/)[0] ?? '') ?? ibanAtStart(word);
        if (iban) ibans.add(iban);
      }
      if (!labelled && ACCOUNT_LABEL.test(normaliseWord(cell))) {
        const own = cell.includes(':') ? cell.slice(cell.indexOf(':') + 1).trim() : '';
        const next = (cells.slice(column + 1).find((other) => /\w/.test(other)) ?? '').trim();
        const value = ((own || next).split(/\s+-\s+/)[0] ?? '').replace(/^['_]+/, '');
        if (/\d{4}/.test(value) && value.length <= 40) labelled = value;
      }
    }
  }
  const [iban] = ibans;
  if (ibans.size === 1 && iban) return parseAccount(iban);
  return parseAccount(labelled ?? '');
}

/** "DE89 3704 0044 0532 0130 00 Girokonto": words behind the number are not of it. */
function ibanAtStart(text: string): string | null {
  const words = text.split(' ');
  for (let n = words.length - 1; n > 0; n--) {
    const iban = asIban(words.slice(0, n).join(''));
    if (iban) return iban;
  }
  return null;
}
