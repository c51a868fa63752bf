import { expect, test } from 'vitest';
import { pairsToBase } from './queries.ts';

const rate = (base: string, quote: string, date: string) =>
  ({ base, quote, date, rate: '2.00000000', source: 'entered' }) as const;

test('a currency is valued by the newer way round, from the base when nothing is known, and the base not at all', () => {
  const rates = [
    rate('EUR', 'USD', '2026-11-20'),
    rate('USD', 'EUR', '2026-11-20'),
    rate('EUR', 'GBP', '2026-11-18'),
    rate('GBP', 'EUR', '2026-11-19'),
    rate('USD', 'JPY', '2026-11-20'),
  ];
  expect(pairsToBase('EUR', ['EUR', 'GBP', 'JPY', 'USD'], rates)).toEqual([
    { base: 'GBP', quote: 'EUR', last: { rate: '2.00000000', date: '2026-11-19' } },
    { base: 'EUR', quote: 'JPY', last: null },
    { base: 'EUR', quote: 'USD', last: { rate: '2.00000000', date: '2026-11-20' } },
  ]);
});
