import {
  addDecimals,
  compareDecimals,
  type Decimal,
  formatDecimal,
  negateDecimal,
  parseDecimal,
} from '#lib/decimal.ts';
import type { Id } from '#lib/ids.ts';
import type { CandidateItem } from './candidate-items.ts';
import type { Allocation } from './decide.ts';
import { type Explanation, explain } from './matching/explain.ts';
import { recognise } from './matching/recognise.ts';
import type { Criterion } from './matching/types.ts';

/** One open item of an answer. Amounts are decimal strings in the item's currency; `cash` is in the row's. */
export type AnswerLine = {
  readonly openItemId: Id;
  readonly invoiceId: Id;
  readonly number: string;
  readonly instalment: number;
  readonly partner: string | null;
  readonly documentDate: string | null;
  readonly dueDate: string | null;
  readonly currency: string;
  readonly original: string;
  /** What is open before the answer. */
  readonly open: string;
  /** What of the row goes to the item; negative for what moves cash the other way. */
  readonly cash: string;
  /** By how much the item falls: cash and differences. */
  readonly proposed: string;
  /** What stays open. */
  readonly rest: string;
  readonly isCreditNote: boolean;
  readonly onHold: boolean;
  readonly rate: string | null;
  readonly differences: readonly { readonly reason: string; readonly amount: string }[];
};

/** What the row may be, or is. */
export type Answer = {
  readonly kind: string;
  readonly category: string | null;
  /** "99.70": the probability in percent; null where a person said so. */
  readonly confidence: string | null;
  readonly lines: readonly AnswerLine[];
  readonly reasons: readonly Explanation[];
  /** What of the row stays unexplained, unsigned, in its currency. */
  readonly rest: string;
};

type Facts = Pick<Answer, 'kind' | 'category' | 'confidence' | 'rest'> & {
  readonly allocations: readonly Allocation[];
  readonly criteria: readonly Criterion[];
};

/** An answer with its items. `settled` says that the items have fallen by it already. */
export function answerOf(facts: Facts, items: ReadonlyMap<Id, CandidateItem>, settled: boolean): Answer {
  const { kind, category, confidence, rest } = facts;
  return {
    kind,
    category,
    confidence,
    rest,
    lines: facts.allocations.flatMap(
      (allocation) => lineOf(allocation, items.get(allocation.openItemId), settled) ?? [],
    ),
    reasons: ordered(facts.criteria.map(explain)),
  };
}

/** Why an alternative is one: what of its number and name stands in the row's text, and whether the amount is the same. */
export function reasonsFor(lines: readonly AnswerLine[], text: string): Explanation[] {
  const [line] = lines;
  if (!line) return [];
  const criteria = lines.flatMap(({ number }): Criterion[] => [
    { evidence: 'reference.exact', value: number, weight: '0' },
    { evidence: 'reference.part', value: number, weight: '0' },
  ]);
  const spans = recognise(text, { criteria, allocations: [] }, line.partner ? [line.partner] : []);
  const has = (kind: string) => spans.some((span) => span.kind === kind);
  const cash = lines.some(({ differences }) => differences.length > 0)
    ? lines
        .flatMap(({ differences }) => differences)
        .map((difference) => said('caution', differenceInWords(difference)))
    : [amountReason(lines)];
  return [
    has('number') ? said('for', 'number found') : said('caution', 'number not in the text'),
    ...cash,
    ...(has('name') ? [said('for', 'name in the text')] : []),
  ];
}

/** "bank charge 25.00": what is settled without cash, and why. */
export function differenceInWords({
  reason,
  amount,
}: {
  readonly reason: string;
  readonly amount: string;
}): string {
  const figure = amount.replace('-', '');
  switch (reason) {
    case 'discount':
      return `discount ${figure}`;
    case 'discountLate':
      return `late discount ${figure}`;
    case 'bankCharge':
      return `bank charge ${figure}`;
    case 'rounding':
      return `rounding ${figure}`;
    case 'conversion':
      return `conversion ${figure}`;
    case 'withholdingTax':
      return `withholding tax ${figure}`;
    default:
      return `${reason} ${figure}`;
  }
}

function amountReason(lines: readonly AnswerLine[]): Explanation {
  if (!lines.every(({ rest }) => isZero(rest))) return said('caution', 'less than open');
  return said('for', lines.length > 1 ? 'amounts add up' : 'amount equal');
}

/** Contradictions come first, then what to look at, then what speaks for it. */
function ordered(reasons: readonly Explanation[]): Explanation[] {
  const rank = { against: 0, caution: 1, for: 2 } as const;
  return reasons.toSorted((a, b) => rank[a.tone] - rank[b.tone]);
}

function lineOf(
  allocation: Allocation,
  item: CandidateItem | undefined,
  settled: boolean,
): AnswerLine | null {
  if (!item) return null;
  const amount = parseDecimal(allocation.amount);
  const now = parseDecimal(item.openAmount);
  const open = settled ? addDecimals(now, amount) : now;
  return {
    openItemId: item.openItemId,
    invoiceId: item.invoiceId,
    number: item.number,
    instalment: item.instalment,
    partner: item.partner,
    documentDate: item.documentDate,
    dueDate: item.dueDate,
    currency: item.currency,
    original: item.originalAmount,
    open: formatDecimal(open),
    cash: allocation.rowAmount,
    proposed: allocation.amount,
    rest: formatDecimal(notBelowZero(addDecimals(open, negateDecimal(amount)))),
    isCreditNote: item.documentType === 'creditNote',
    onHold: item.onHold,
    rate: allocation.rate,
    differences: allocation.differences,
  };
}

function notBelowZero(value: Decimal): Decimal {
  return value.coefficient < 0n ? { coefficient: 0n, scale: value.scale } : value;
}

const isZero = (amount: string) => compareDecimals(parseDecimal(amount), { coefficient: 0n, scale: 0 }) === 0;

const said = (tone: Explanation['tone'], words: string): Explanation => ({ tone, words });
