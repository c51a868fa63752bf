import { DecimalSum, sameAmount } from '../amounts.ts';
import { at, textAt } from '../xml/node.ts';
import type { CamtElement, CamtNode } from './elements.ts';

/** How many entries the bank counts, and the sums of credits and debits (`TxsSummry`); null where it does not say. */
export type Totals = {
  entries: number | null;
  credit: number | null;
  debit: number | null;
  sums: { credit: string | null; debit: string | null };
};

/** How many were read: all of them, and the booked ones. */
export type Counts = {
  all: { credit: number; debit: number };
  booked: { credit: number; debit: number };
};

export function noCounts(): Counts {
  return { all: { credit: 0, debit: 0 }, booked: { credit: 0, debit: 0 } };
}

export function readTotals(summary: CamtNode): Totals {
  return {
    entries: countAt(summary, 'TtlNtries'),
    credit: countAt(summary, 'TtlCdtNtries'),
    debit: countAt(summary, 'TtlDbtNtries'),
    sums: { credit: sumAt(summary, 'TtlCdtNtries'), debit: sumAt(summary, 'TtlDbtNtries') },
  };
}

function sumAt(summary: CamtNode, name: CamtElement): string | null {
  const text = textAt(at(summary, name), 'Sum');
  return text !== null && /^\d{1,18}(?:\.\d{1,17})?$/.test(text) ? text : null;
}

function countAt(summary: CamtNode, name: CamtElement): number | null {
  const text = textAt(at(summary, name), 'NbOfNtries');
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

/**
 * What does not agree, in words. Some banks count all entries, others those that are booked, of which `sums` are: they are held
 * against the bank's only where all are booked.
 */
export function totalsProblem(
  totals: Totals,
  { all, booked }: Counts,
  sums: { credit: string; debit: string } | null,
): string | null {
  const checks = [
    ['entries', totals.entries, all.credit + all.debit, booked.credit + booked.debit],
    ['credits', totals.credit, all.credit, booked.credit],
    ['debits', totals.debit, all.debit, booked.debit],
  ] as const;
  for (const [word, counted, read, readBooked] of checks) {
    if (counted !== null && counted !== read && counted !== readBooked)
      return `The bank counts ${counted} ${word}, ${read} were read.`;
  }
  for (const side of ['credit', 'debit'] as const) {
    const total = totals.sums[side];
    if (total === null || sums === null || all[side] !== booked[side] || sameAmount(total, sums[side]))
      continue;
    const difference = new DecimalSum();
    difference.add(total);
    difference.add(sums[side], true);
    return `The bank totals ${total} of ${side}s, the entries give ${sums[side]}: they differ by ${difference}.`;
  }
  return null;
}
