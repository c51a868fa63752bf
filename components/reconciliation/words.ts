import type { Answer } from '#domains/treasury/reconciliation/answer.ts';
import type { Queue } from '#domains/treasury/reconciliation/queue-order.ts';

/** What each queue needs from a person. */
export const QUEUE_TITLES: Readonly<Record<Queue, string>> = {
  ready: 'Ready to confirm',
  differs: 'Something differs',
  choose: 'Choose',
  nothing: 'Nothing found',
  waiting: 'Matching…',
};

export const CATEGORIES = [
  { value: 'fee', label: 'Bank fee' },
  { value: 'interest', label: 'Interest' },
  { value: 'salary', label: 'Salary' },
  { value: 'tax', label: 'Tax' },
] as const;

/** What explains a row without a document: "Bank fee", "Own transfer". */
export function kindInWords({ kind, category }: Pick<Answer, 'kind' | 'category'>): string {
  if (kind === 'transfer') return 'Own transfer';
  if (kind === 'reversal') return 'Reversal';
  return CATEGORIES.find(({ value }) => value === category)?.label ?? category ?? 'No document';
}

/** "INV-2026-00391", "INV-2026-00391 and 2 more", or what else the answer says. */
export function answerInWords(answer: Answer): string {
  const [first, ...more] = answer.lines;
  if (!first) return kindInWords(answer);
  return more.length > 0 ? `${first.number} and ${more.length} more` : first.number;
}

/** What the queue says of a row that has just been confirmed. */
export function doneInWords(answer: Answer): string {
  return answer.lines.length > 0
    ? `Matched to ${answerInWords(answer)}.`
    : `Confirmed: ${kindInWords(answer)}.`;
}

/** Who a row is of, where the bank names nobody: the beginning of its text. */
export function partyOrText(row: { readonly party: string | null; readonly text: string }): string {
  return row.party ?? row.text.split(/\s+/).slice(0, 5).join(' ');
}
