import { expect, test } from 'vitest';
import { modelCompany } from './company.ts';
import type { Movement } from './model.ts';

const model = modelCompany({ seed: 1, today: '2026-11-21' });
const movements = Object.values(model.statements).flatMap((statements) =>
  statements.flatMap(({ rows }) => rows),
);
const settlements = movements.flatMap((row) =>
  row.answer.kind === 'documents' ? [{ row, ...row.answer }] : [],
);
const reasons = Map.groupBy(movements, ({ answer }) => (answer.kind === 'noDocument' ? answer.reason : ''));

test('no open item is paid beyond its amount, and some are paid in part, some not at all', () => {
  const paid = Map.groupBy(
    settlements.flatMap(({ allocations }) => allocations),
    ({ externalId, instalment }) => `${externalId}/${instalment}`,
  );
  const rests = model.documents.flatMap(({ externalId, gross, instalments, type }) =>
    (instalments.length > 0 ? instalments : [{ number: null, amount: gross }]).map(({ number, amount }) => ({
      type,
      parts: paid.get(`${externalId}/${number}`)?.length ?? 0,
      rest: (paid.get(`${externalId}/${number}`) ?? []).reduce(
        (left, part) => left - part.amount - (part.difference?.amount ?? 0n),
        amount,
      ),
    })),
  );
  expect(rests.filter(({ rest }) => rest < 0n)).toEqual([]);
  expect(rests.some(({ parts, rest }) => parts === 2 && rest === 0n)).toBe(true);
  expect(rests.some(({ parts, rest }) => parts === 1 && rest > 0n)).toBe(true);
  expect(rests.filter(({ parts }) => parts === 0).length).toBeGreaterThan(30);
});

test('one payment settles three invoices', () => {
  const three = settlements.filter(({ row, allocations }) => row.amount > 0n && allocations.length === 3);
  expect(three.length).toBeGreaterThanOrEqual(2);
  for (const { row, allocations } of three) {
    for (const { externalId } of allocations) {
      expect(row.purpose).toContain(
        model.documents.find((document) => document.externalId === externalId)?.number,
      );
    }
  }
});

test('cash discounts, a wire fee and bank fees', () => {
  const kept = settlements.flatMap(({ allocations }) =>
    allocations.map(({ difference }) => difference?.reason),
  );
  expect(kept).toContain('discount');
  expect(kept).toContain('discountLate');
  expect(kept).toContain('bankCharge');
  expect(reasons.get('Bank fee')?.length).toBeGreaterThan(20);
});

test('salaries and taxes', () => {
  expect(reasons.get('Salaries')?.length).toBeGreaterThan(20);
  expect(reasons.get('Taxes')?.length).toBeGreaterThan(20);
});

test('a nightly sweep has both its legs; so has an own transfer', () => {
  for (const reason of ['Pool sweep', 'Transfer between own accounts']) {
    const legs = (reasons.get(reason) ?? []).filter(
      ({ account }) => account === 'eurMain' || account === 'eurPool',
    );
    const mirrored = legs.filter((leg) => legs.some((other) => isMirror(leg, other)));
    expect(mirrored.length).toBeGreaterThanOrEqual(6);
  }
});

test('a debit is reversed with a mark of its own', () => {
  const reversed = movements.filter(({ reversal }) => reversal);
  expect(reversed.map(({ bookingText }) => bookingText).sort()).toEqual([
    'RUECKUEBERWEISUNG',
    'STORNO LASTSCHRIFT',
  ]);
  for (const row of reversed) {
    expect(
      movements.some((debit) => debit.amount === -row.amount && debit.bookingDate < row.bookingDate),
    ).toBe(true);
  }
});

function isMirror(a: Movement, b: Movement): boolean {
  return a.account !== b.account && a.amount === -b.amount && a.bookingDate === b.bookingDate;
}
