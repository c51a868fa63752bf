import { announcementOf, type ScannedText } from './numbers.ts';
import { type Segment, type Span, segmentsOf } from './segments.ts';

/** A number in a text that no open item has, but that looks like one. */
export type UnknownNumber = {
  readonly text: string;
  readonly shape: string;
  /** It stands behind a word that announces an invoice. */
  readonly announced: boolean;
};

/** Fields of a SEPA text that hold references made by machines. */
const TAGGED = /(?:EREF|KREF|MREF|CRED|DEBT|BREF)\+\S*/g;
const MAX_SEGMENTS = 4;
const MAX_FOUND = 8;

/**
 * Numbers that nothing known explains: behind a word that announces an invoice, or of one of the shapes that document numbers
 * have. They speak against an answer that the text does not name.
 */
export function unknownNumbers(
  { text, segments }: ScannedText,
  explained: readonly Span[],
  shapes: ReadonlySet<string>,
): UnknownNumber[] {
  const tagged = [...text.matchAll(TAGGED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isExplained = (span: Span) => [...explained, ...tagged].some((other) => overlaps(other, span));
  const found: UnknownNumber[] = [];
  for (let from = 0; from < segments.length && found.length < MAX_FOUND; from++) {
    const segment = segments[from] as Segment;
    if (!segment.isNumber || segment.mask >= 0) continue;
    const announced = segment.raw.length >= 3 && announcementOf(segments, from) === 'invoice';
    for (let to = from; to < Math.min(segments.length, from + MAX_SEGMENTS); to++) {
      const last = segments[to] as Segment;
      const span = { start: segment.start, end: last.end };
      if (last.mask >= 0 || (to > from && /\s/.test(last.gap ?? '')) || isExplained(span)) break;
      const shape = shapeOf(segments.slice(from, to + 1));
      if ((to === from && announced) || shapes.has(shape)) {
        found.push({ text: wholeWord(text, span), shape, announced: announced && to === from });
      }
    }
  }
  return found;
}

/** The shape of a number without the letters in front: "INV-2026-00417" → "4.5". Null when it has under five digits. */
export function numberShape(number: string): string | null {
  const segments = segmentsOf(number.slice(0, 200));
  const first = segments.findIndex((segment) => segment.isNumber);
  if (first < 0) return null;
  const core = segments.slice(first);
  return core.reduce((digits, segment) => digits + segment.raw.length, 0) < 5 ? null : shapeOf(core);
}

/** Lengths of the runs of digits, letters as they are. */
function shapeOf(segments: readonly Segment[]): string {
  return segments.map((segment) => (segment.isNumber ? String(segment.raw.length) : segment.raw)).join('.');
}

/** The word around the span: what a person would call the number. */
function wholeWord(text: string, { start, end }: Span): string {
  const before = /[\p{L}\p{N}/._-]*$/u.exec(text.slice(0, start))?.[0].length ?? 0;
  const after = /^[\p{L}\p{N}/._-]*/u.exec(text.slice(end))?.[0].length ?? 0;
  return text.slice(start - before, end + after);
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
