import type { Answer, AnswerLine } from '#domains/treasury/reconciliation/answer.ts';
import type { CandidateItem } from '#domains/treasury/reconciliation/candidate-items.ts';
import { spread } from '#domains/treasury/reconciliation/spread.ts';
import { addDecimals, type Decimal, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { NexusError } from '#lib/errors.ts';

/** What the foot says, in the row's currency: `row = allocated + rest`; differences are settled without cash. */
export type FootSums = {
  readonly row: string;
  readonly allocated: string;
  readonly differences: readonly {
    readonly reason: string;
    readonly amount: string;
    readonly currency: string;
  }[];
  readonly rest: string;
};

type Row = {
  readonly amount: string;
  readonly currency: string;
  readonly direction: 'credit' | 'debit';
};

const ZERO: Decimal = { coefficient: 0n, scale: 2 };

/** The foot of a row under an answer; without one nothing is allocated. What needs no document takes the whole row. */
export function sumsOf(row: Row, answer: Answer | null): FootSums {
  const whole = parseDecimal(row.amount);
  const allocated = !answer
    ? ZERO
    : answer.lines.length === 0
      ? whole
      : answer.lines.reduce((sum, line) => addDecimals(sum, parseDecimal(line.cash)), ZERO);
  return {
    row: row.amount,
    allocated: formatDecimal(allocated),
    differences: (answer?.lines ?? []).flatMap((line) =>
      line.differences.map((difference) => ({ ...difference, currency: line.currency })),
    ),
    rest: formatDecimal(addDecimals(whole, negateDecimal(allocated))),
  };
}

/** The answer that the picked items make, spread in the order picked; or the sentence why they make none. */
export function answerFromPicks(row: Row, picks: readonly CandidateItem[]): Answer | string | null {
  if (picks.length === 0) return null;
  const items = new Map(picks.map((item) => [item.openItemId, item]));
  const facts = { ...row, bankAccountId: '', statementId: '', entityId: '' };
  try {
    const allocations = spread(facts, items, [...items.keys()]);
    const lines = allocations.flatMap((allocation): AnswerLine[] => {
      const item = items.get(allocation.openItemId);
      if (!item) return [];
      const rest = addDecimals(parseDecimal(item.openAmount), negateDecimal(parseDecimal(allocation.amount)));
      return [
        {
          openItemId: item.openItemId,
          invoiceId: item.invoiceId,
          number: item.number,
          instalment: item.instalment,
          partner: item.partner,
          documentDate: item.documentDate,
          dueDate: item.dueDate,
          currency: item.currency,
          original: item.originalAmount,
          open: item.openAmount,
          cash: allocation.rowAmount,
          proposed: allocation.amount,
          rest: formatDecimal(rest),
          isCreditNote: item.documentType === 'creditNote',
          onHold: item.onHold,
          rate: null,
          differences: [],
        },
      ];
    });
    const { rest } = sumsOf(row, {
      kind: 'matched',
      category: null,
      confidence: null,
      lines,
      reasons: [],
      rest: '0',
    });
    return { kind: 'matched', category: null, confidence: null, lines, reasons: [], rest };
  } catch (error) {
    if (error instanceof NexusError) return error.message;
    throw error;
  }
}
