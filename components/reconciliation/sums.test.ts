import { describe, expect, test } from 'vitest';
import type { CandidateItem } from '#domains/treasury/reconciliation/candidate-items.ts';
import { answerFromPicks, sumsOf } from './sums.ts';

const row = { amount: '150.0000', currency: 'EUR', direction: 'credit' } as const;

function item(number: string, openAmount: string, more: Partial<CandidateItem> = {}): CandidateItem {
  return {
    openItemId: number,
    invoiceId: number,
    invoiceVersion: 1,
    currency: 'EUR',
    direction: 'receivable',
    documentType: 'invoice',
    openAmount,
    number,
    partner: null,
    partnerId: null,
    documentDate: null,
    dueDate: '2026-11-30',
    originalAmount: openAmount,
    instalment: 1,
    onHold: false,
    ...more,
  };
}

describe('the foot adds up', () => {
  test('nothing chosen: the whole row is the rest', () => {
    expect(sumsOf(row, null)).toMatchObject({ row: '150.0000', allocated: '0.00', rest: '150.0000' });
  });

  test('two items, the second in part', () => {
    const answer = answerFromPicks(row, [item('a', '100.00'), item('b', '80.00')]);
    if (!answer || typeof answer === 'string') throw new Error('The items make an answer.');
    expect(answer.lines.map(({ proposed, rest }) => [proposed, rest])).toEqual([
      ['100.00', '0.00'],
      ['50.0000', '30.0000'],
    ]);
    expect(sumsOf(row, answer)).toMatchObject({ allocated: '150.0000', rest: '0.0000' });
  });

  test('a credit note among the picks lets the invoice take more than the row', () => {
    const answer = answerFromPicks(row, [
      item('a', '170.00'),
      item('c', '20.00', { documentType: 'creditNote' }),
    ]);
    if (!answer || typeof answer === 'string') throw new Error('The items make an answer.');
    expect(sumsOf(row, answer)).toMatchObject({ rest: '0.0000' });
  });

  test('what the items leave over is the rest', () => {
    const answer = answerFromPicks(row, [item('a', '100.00')]);
    if (!answer || typeof answer === 'string') throw new Error('The items make an answer.');
    expect(sumsOf(row, answer)).toMatchObject({ allocated: '100.00', rest: '50.0000' });
  });

  test('items that cannot take the money say why', () => {
    expect(answerFromPicks(row, [item('p', '100.00', { direction: 'payable' })])).toMatch(/moves this way/);
  });
});
