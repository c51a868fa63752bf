import { expect, test } from 'vitest';
import { documentInput } from '#domains/erp/invoices/input.ts';
import { generateCompany, modelCompany } from './company.ts';
import { minor } from './testing/read-back.ts';

const WHEN = { seed: 1, today: '2026-11-21' };
const company = generateCompany(WHEN);
const model = modelCompany(WHEN);
const movements = Object.values(model.statements).flatMap((statements) =>
  statements.flatMap(({ rows }) => rows),
);

type Sent = { externalId: string; documentNumber: string; direction: string; netAmount: string } & {
  seller: { name: string };
  lines: { lineTotal: string }[];
};
const sent = company.deliveries.flatMap(({ body }) => JSON.parse(body) as Sent | Sent[]);

test('every one is what the webhook takes, and adds up, but for the one to be rejected', () => {
  for (const document of sent) expect(documentInput.safeParse(document).error).toBeUndefined();
  const wrong = sent.filter(
    ({ lines, netAmount }) => sumOf(lines.map((line) => line.lineTotal)) !== minor(netAmount),
  );
  expect(wrong.map(({ lines, netAmount }) => [lines[0]?.lineTotal, netAmount])).toEqual([
    ['1000.00', '1010.00'],
  ]);
  for (const { net, tax, gross, instalments } of model.documents) {
    expect(net + tax).toBe(gross);
    if (instalments.length > 0) expect(instalments.reduce((sum, { amount }) => sum + amount, 0n)).toBe(gross);
  }
});

test('one invoice is sent twice, as two messages', () => {
  const twice = [...Map.groupBy(sent, ({ externalId }) => externalId).values()].filter(
    ({ length }) => length > 1,
  );
  expect(twice).toHaveLength(1);
  expect(twice[0]?.[0]).toEqual(twice[0]?.[1]);
  expect(new Set(company.deliveries.map(({ webhookId }) => webhookId)).size).toBe(company.deliveries.length);
});

test('two suppliers use one invoice number, and else no two documents do', () => {
  const byNumber = Map.groupBy(model.documents, ({ number }) => number);
  const shared = [...byNumber.values()].filter(({ length }) => length > 1);
  expect(shared).toHaveLength(1);
  expect(shared[0]?.map(({ partner }) => partner).sort()).toEqual(['70044', '70058']);
});

test('the late discount has the number that the drawings show', () => {
  const late = model.documents.find(({ story }) => story === 'discountTakenLate');
  expect(late?.number).toBe('INV-2026-00417');
  expect(movements.find(({ purpose }) => purpose.startsWith('RG 2026/00417'))?.amount).toBe(1_166_20n);
});

function sumOf(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + minor(amount), 0n);
}
