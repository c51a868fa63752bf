import { expect, test } from 'vitest';
import { explain } from './explain.ts';
import { match } from './match.ts';
import { recognise } from './recognise.ts';
import { input, item, mullerPays, row } from './testing/inputs.ts';

const text =
  'SEPA-GUTSCHRIFT RG 2026/00417 VOM 02.11. 1.166,20 EUR ABZGL 2% SKONTO KD 10448\nMUELLER U. SOEHNE DE02 1203 0000 0000 2020 51';

function decide() {
  const counterparty = {
    id: '10448',
    name: 'Müller & Söhne GmbH',
    aliases: [],
    accounts: ['DE02120300000000202051'],
  };
  const discounts = [{ percent: '2', until: '2026-03-26' }];
  const items = [item({ id: 'i1', documentNumber: 'INV-2026-00417', counterparty, discounts })];
  const [decision] = match(
    input(items, [row({ id: 'r1', amount: '1166.20', description: text, counterparty: mullerPays })]),
  );
  if (!decision) throw new Error('No decision.');
  return decision;
}

test('given a decision, then the pieces of the text on which it rests are found where they stand', () => {
  const spans = recognise(text, decide(), ['Müller & Söhne GmbH']);
  expect(spans.map(({ start, end, kind }) => [kind, text.slice(start, end)])).toEqual([
    ['number', '2026/00417'],
    ['amount', '1.166,20'],
    ['discount', '2% SKONTO'],
    ['number', '10448'],
    ['name', 'MUELLER U. SOEHNE'],
    ['account', 'DE02 1203 0000 0000 2020 51'],
  ]);
});

test('given a decision without criteria, then nothing is marked', () => {
  expect(recognise(text, { criteria: [], allocations: [] })).toEqual([]);
});

test('given the criteria, then each is a few words', () => {
  expect(decide().criteria.map((criterion) => explain(criterion).words)).toEqual([
    'number found',
    'discount 5 days late',
    'account known',
    'partner number 10448 found',
    'name equal',
  ]);
});
