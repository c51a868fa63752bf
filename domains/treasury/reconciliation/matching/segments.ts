import { ibanEnd } from './accounts.ts';

/**
 * Bank text cut into segments: runs of letters or of digits. Document numbers are recognised as windows of whole segments,
 * so that "RG 2026/00417", "INV-2026-00417" and "inv 2026 417" meet, and 417 is never found inside 4170.
 */
export type Segment = {
  /** Upper case; digits without leading zeros. */
  readonly value: string;
  /** Upper case, zeros kept. */
  readonly raw: string;
  readonly isNumber: boolean;
  readonly start: number;
  readonly end: number;
  /** What stands between the segment before and this one; null at the start. */
  readonly gap: string | null;
  /** Index into the text's masks when the segment is part of a date, an amount or an account; else −1. */
  readonly mask: number;
};

export type Span = { readonly start: number; readonly end: number };

const SEGMENT = /\p{N}+|[\p{L}\p{M}]+/gu;

/** Dates, and amounts with decimals. */
const MASKED =
  /(?<![\p{L}\p{N}])(?:\d{4}-(?:0\d|1[0-2])-[0-3]\d|[0-3]?\d[./-][01]?\d[./-](?:(?:19|20)?\d\d)?|\d{1,3}(?:[.,']\d{3})*[.,]\d{2}|\d+[.,]\d{2})(?![\p{L}\p{N}])/gu;
const IBAN_START = /(?<![A-Z0-9])[A-Z]{2}\d\d(?=[ A-Z0-9])/g;

/** Where dates, amounts and IBANs stand in the text: their digits are no document number. In order, without overlaps. */
export function maskedSpans(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(IBAN_START)) {
    const end = ibanEnd(text, match.index);
    if (end !== null) spans.push({ start: match.index, end });
  }
  for (const match of text.matchAll(MASKED)) {
    const span = { start: match.index, end: match.index + match[0].length };
    if (!spans.some((other) => other.start < span.end && span.start < other.end)) spans.push(span);
  }
  return spans.sort((a, b) => a.start - b.start);
}

/** The segments of a text, in order. */
export function segmentsOf(text: string, masks: readonly Span[] = []): Segment[] {
  const segments: Segment[] = [];
  let mask = 0;
  let before: number | null = null;
  // In plain text a run that begins with a digit is all digits, and there is nothing to normalise.
  const isPlain = /^[\x20-\x7e\n\r\t]*$/.test(text);
  for (const match of text.matchAll(SEGMENT)) {
    const start = match.index;
    const end = start + match[0].length;
    while (mask < masks.length && (masks[mask]?.end ?? 0) <= start) mask++;
    const isMasked = mask < masks.length && (masks[mask]?.start ?? 0) < end;
    const raw = isPlain ? match[0].toUpperCase() : match[0].normalize('NFKC').toUpperCase();
    const isNumber = isPlain ? raw < ':' : /^\d+$/.test(raw);
    segments.push({
      value: isNumber ? withoutZeros(raw) : raw,
      raw,
      isNumber,
      start,
      end,
      gap: before === null ? null : text.slice(before, start),
      mask: isMasked ? mask : -1,
    });
    before = end;
  }
  return segments;
}

/** "00417" → "417"; "000" → "0". */
export function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, '');
}
