import { normaliseAccount } from './accounts.ts';
import { foldText, nameTokens } from './names.ts';
import { findNumbers, keyShape, numberKeys, type ScannedText, scanText } from './numbers.ts';
import type { Span } from './segments.ts';
import type { Criterion, Decision } from './types.ts';

/** A piece of the bank's text that the engine understood; `start` and `end` count UTF-16 units, the end excluded. */
export type RecognisedSpan = Span & { readonly kind: 'number' | 'name' | 'account' | 'amount' | 'discount' };

const DISCOUNT_WORDS = 'SKONTO|DISCOUNT|ESCOMPTE|SCONTO|KORTING|RABATT';
const DISCOUNT = new RegExp(
  `\\d{1,2}(?:[.,]\\d{1,2})? ?%? ?(?:${DISCOUNT_WORDS})|(?:${DISCOUNT_WORDS})(?: \\d{1,2}(?:[.,]\\d{1,2})? ?%)?`,
  'gi',
);

/** What may stand between two words of a name: signs, or a short word such as "und". */
const BETWEEN_NAMES = /^[^\p{L}\p{N}]{1,3}(?:\p{L}{1,3}[^\p{L}\p{N}]{1,2})?$/u;

/**
 * The pieces of a bank text on which the decision rests, in order and without overlaps, so that a page can mark them: its
 * numbers, accounts, amounts and discount, and, of `names`, what of the partner's name stands in the text.
 */
export function recognise(
  text: string,
  decision: Pick<Decision, 'criteria' | 'allocations'>,
  names: readonly string[] = [],
): RecognisedSpan[] {
  const scanned = scanText(text);
  const found = [
    ...numbersIn(scanned, decision.criteria),
    ...accountsIn(scanned, decision.criteria),
    ...amountsIn(scanned, decision.allocations),
    ...discountsIn(text, decision.allocations),
    ...namesIn(scanned, names),
  ];
  const spans: RecognisedSpan[] = [];
  for (const span of found) {
    if (!spans.some((other) => other.start < span.end && span.start < other.end)) spans.push(span);
  }
  return spans.sort((a, b) => a.start - b.start);
}

function numbersIn(scanned: ScannedText, criteria: readonly Criterion[]): RecognisedSpan[] {
  const keys = new Set<string>();
  const tails = new Set<string>();
  for (const { evidence, value } of criteria) {
    if (!evidence.startsWith('reference.') && evidence !== 'partner.number') continue;
    const { whole, core, tail } = numberKeys(value);
    for (const key of [...whole, ...core]) keys.add(key);
    if (evidence === 'reference.part' && tail) tails.add(tail);
  }
  const hits = findNumbers(scanned, (key) => keys.has(key), new Set([...keys].map(keyShape)));
  const parts = scanned.segments.filter(
    ({ value, isNumber, mask }) => isNumber && mask < 0 && tails.has(value),
  );
  return [...hits, ...parts].map(({ start, end }) => ({ start, end, kind: 'number' }));
}

function accountsIn({ text, masks }: ScannedText, criteria: readonly Criterion[]): RecognisedSpan[] {
  const accounts = new Set(
    criteria.filter(({ evidence }) => evidence.startsWith('account.')).map(({ value }) => value),
  );
  return masks.flatMap(({ start, end }) => {
    const account = normaliseAccount(text.slice(start, end));
    return account !== null && accounts.has(account) ? [{ start, end, kind: 'account' } as const] : [];
  });
}

function amountsIn({ text, masks }: ScannedText, allocations: Decision['allocations']): RecognisedSpan[] {
  const amounts = new Set(allocations.flatMap(({ amount, rowAmount }) => [amount, rowAmount]).map(canonical));
  return masks.flatMap(({ start, end }) => {
    const written = text.slice(start, end);
    return amounts.has(canonical(written)) ? [{ start, end, kind: 'amount' } as const] : [];
  });
}

function discountsIn(text: string, allocations: Decision['allocations']): RecognisedSpan[] {
  const hasDiscount = allocations.some(({ differences }) =>
    differences.some(({ reason }) => reason === 'discount' || reason === 'discountLate'),
  );
  if (!hasDiscount) return [];
  return [...text.matchAll(DISCOUNT)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: 'discount',
  }));
}

/** Words of the names, neighbours as one piece. */
function namesIn({ text, segments }: ScannedText, names: readonly string[]): RecognisedSpan[] {
  const tokens = new Set(names.flatMap(nameTokens));
  const spans: RecognisedSpan[] = [];
  for (const { raw, start, end, isNumber } of segments) {
    if (isNumber || raw.length < 2 || !tokens.has(foldText(raw))) continue;
    const last = spans.at(-1);
    if (last && BETWEEN_NAMES.test(text.slice(last.end, start))) {
      spans[spans.length - 1] = { ...last, end };
    } else spans.push({ start, end, kind: 'name' });
  }
  return spans;
}

/** "1.190,00", "1,190.00" and "1190.0000" → "1190": one spelling per amount. */
function canonical(amount: string): string {
  const [, whole = '', fraction = ''] = /^(.*?)(?:[.,](\d{2}|\d{4}))?$/.exec(amount) ?? [];
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=.)/, '');
  const decimals = fraction.replace(/0+$/, '');
  return decimals === '' ? digits : `${digits}.${decimals}`;
}
