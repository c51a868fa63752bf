import type { ParsedRow } from '../../parsed-statement.ts';
import { isDigit } from './characters.ts';
import { joinLines, joinTexts, textOrNull } from './narrative.ts';
import { applySepaWords } from './sepa-information.ts';
import { readSepaWords } from './sepa-words.ts';
import { readSlashCodes } from './slash-codes.ts';
import { isKnownNumber, numberAt, readSubfields } from './subfields.ts';

/**
 * Field 86, "Information to Account Owner", into the row that it follows. Four families: sub-fields ("166?00…?20…",
 * with any sign for "?"; DFÜ-Abkommen, Anlage 3, 8.2.4), slash codes ("/EREF/…"), SEPA words ("EREF+…SVWZ+…"), plain.
 */
export function readInformation(row: ParsedRow, content: string): void {
  const text = content.trimEnd();
  if (text === '') return;
  const unindented = text.trimStart();
  const start = subfieldsStart(unindented);
  if (start >= 0) {
    readSubfields(row, unindented, start);
    return;
  }
  if (unindented.charCodeAt(0) === 47 && readSlashCodes(row, joinLines(unindented, '/'))) return;
  const joined = joinLines(text).trim();
  const words = readSepaWords(joined);
  if (words) applySepaWords(row, words, '');
  else {
    row.description = joinTexts(row.description, joined);
    row.remittance.unstructured = textOrNull(joined);
  }
}

/** Where the first sub-field's separator stands (0 or 3), or −1 when the field has no sub-fields. */
function subfieldsStart(text: string): number {
  const at = isDigit(text.charCodeAt(0)) ? 3 : 0;
  if (at === 3 && !(isDigit(text.charCodeAt(1)) && isDigit(text.charCodeAt(2)))) return -1;
  const separator = text.charCodeAt(at);
  if (separator !== 63 && !couldSeparate(separator)) return -1;
  if (!isKnownNumber(text.charCodeAt(at + 1), text.charCodeAt(at + 2))) return -1;
  if (separator === 63 || at === 0 || separator === 62 || separator === 60 || separator === 126) {
    return at === 3 || separator !== 47 ? at : -1;
  }
  // A rarer sign has to come back, one that texts have twice and in order, so that "120,20 EUR" stays plain text.
  const sign = text.charAt(at);
  const needed = separator > 126 || '.,:;/-()\'"=%*_!'.includes(sign) ? 2 : 1;
  let seen = 0;
  let before = numberAt(text, at);
  for (
    let next = text.indexOf(sign, at + 3);
    next > 0 && seen < needed;
    next = text.indexOf(sign, next + 1)
  ) {
    if (!isKnownNumber(text.charCodeAt(next + 1), text.charCodeAt(next + 2))) continue;
    if (needed === 2 && numberAt(text, next) <= before) return -1;
    before = numberAt(text, next);
    seen++;
  }
  return seen >= needed ? at : -1;
}

function couldSeparate(c: number): boolean {
  return c > 0 && c !== 32 && c !== 10 && !isDigit(c) && !(c >= 65 && c <= 90) && !(c >= 97 && c <= 122);
}
