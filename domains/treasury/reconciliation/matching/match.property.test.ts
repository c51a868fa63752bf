import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDecimal, rescale } from '#lib/decimal.ts';
import { match } from './match.ts';
import { input } from './testing/inputs.ts';
import type { Decision, MatchInput, OpenItem, Row } from './types.ts';

const units = (text: string) => rescale(parseDecimal(text), 12)?.coefficient ?? 0n;

// A small world on purpose, so that numbers, names, amounts and accounts collide all the time.
const names = ['Müller & Söhne GmbH', 'Aurora Optik AB', 'Ferri S.p.A.', 'Kobayashi Seiki K.K.'];
const accounts = ['DE02120300000000202051', 'SE4550000000058398257466', 'IT60X0542811101000000123456'];
const numbers = ['INV-2026-00417', 'INV-2026-00418', '2026/00417', '4711', '4711-B', 'RE 88123456', 'CN-31'];
const amounts = ['100.00', '200.00', '300.00', '98.00', '99.97', '1190.00', '1166.20', '50.00'];
const dates = ['2026-03-01', '2026-03-02', '2026-03-12', '2026-03-17', '2026-03-31'];

const partner = fc.integer({ min: 0, max: 3 }).map((which) => ({
  id: `C${which}`,
  name: names[which] ?? null,
  aliases: [],
  accounts: accounts.slice(which, which + 1),
}));

const anItem: fc.Arbitrary<OpenItem> = fc.record({
  id: fc.uuid(),
  entity: fc.constantFrom(null, 'DE01', 'US01'),
  direction: fc.constantFrom('payable', 'receivable'),
  documentType: fc.constantFrom('invoice', 'invoice', 'creditNote', 'downPayment'),
  documentNumber: fc.constantFrom(null, ...numbers),
  otherNumbers: fc.subarray(numbers, { maxLength: 1 }),
  purchaseOrder: fc.constantFrom(null, 'PO-4500012'),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
  amount: fc.constant('1190.0000'),
  openAmount: fc.constantFrom(...amounts, '0.0000'),
  documentDate: fc.constantFrom(null, ...dates),
  dueDate: fc.constantFrom(null, ...dates),
  onHold: fc.boolean(),
  discounts: fc.constantFrom([], [{ percent: '2', until: '2026-03-12' }]),
  counterparty: fc.option(partner),
});

const aRow: fc.Arbitrary<Row> = fc.record({
  id: fc.uuid(),
  account: fc.constantFrom('DE89370400440532013000', 'DE75512108001245126199'),
  bookingDate: fc.constantFrom(...dates),
  valueDate: fc.constantFrom(null, ...dates),
  direction: fc.constantFrom('credit', 'debit'),
  currency: fc.constantFrom('EUR', 'EUR', 'EUR', 'USD', 'JPY'),
  amount: fc.constantFrom(...amounts, '400.00', '0.01', '0.00'),
  isReversal: fc.constantFrom(false, false, false, true),
  status: fc.constantFrom('booked', 'booked', 'pending', 'information'),
  description: fc.oneof(
    fc.constant(null),
    fc
      .subarray([...numbers, 'CASH POOLING', 'GEBUEHR', 'KD', ...names], { maxLength: 4 })
      .map((words) => words.join(' ')),
  ),
  reference: fc.constantFrom(null, 'NONREF', 'E2E-1', 'PO-4500012'),
  bankReference: fc.constant(null),
  endToEndId: fc.constantFrom(null, 'NOTPROVIDED', ...numbers),
  transactionCode: fc.constantFrom(null, 'NTRF', 'NCHG'),
  counterparty: fc.option(
    fc.record({
      name: fc.constantFrom(null, 'MUELLER U SOEHNE', 'AURORA OPTIK', 'FERRI SPA', 'SOMEBODY ELSE'),
      account: fc.constantFrom(null, ...accounts, 'DE89370400440532013000', 'DE75512108001245126199'),
    }),
  ),
  ultimateParty: fc.constantFrom(null, 'Ferri S.p.A.'),
  remittance: fc.constant(null),
  returnReason: fc.constantFrom(null, null, null, { code: 'AM04', text: null }),
  details: fc.constant([]),
});

const anInput = fc
  .record({
    items: fc.uniqueArray(anItem, { maxLength: 12, selector: ({ id }) => id }),
    rows: fc.uniqueArray(aRow, { maxLength: 12, selector: ({ id }) => id }),
  })
  .map(({ items, rows }) => input(items, rows));

const flowOf = (item: OpenItem) =>
  (item.direction === 'receivable' ? 1 : -1) * (item.documentType === 'creditNote' ? -1 : 1);

function check(property: (given: MatchInput, decisions: Decision[]) => void) {
  fc.assert(
    fc.property(anInput, (given) => property(given, match(given))),
    { numRuns: 400 },
  );
}

describe('whatever comes in', () => {
  test('the same input in any order gives the same decisions', () => {
    const shuffled = anInput.chain((given) =>
      fc.record({
        given: fc.constant(given),
        items: fc.shuffledSubarray([...given.items], { minLength: given.items.length }),
        rows: fc.shuffledSubarray([...given.rows], { minLength: given.rows.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ given, items, rows }) => {
        expect(match({ ...given, items, rows })).toEqual(match(given));
      }),
      { numRuns: 400 },
    );
  });

  test('every row is in exactly one decision, in order', () => {
    check(({ rows }, decisions) => {
      expect(decisions.flatMap((decision) => decision.rows).sort()).toEqual(rows.map(({ id }) => id).sort());
      const firsts = decisions.map((decision) => rows.find(({ id }) => id === decision.rows[0]));
      const keys = firsts.map((first) => `${first?.bookingDate} ${first?.id}`);
      expect(keys).toEqual([...keys].sort());
    });
  });

  test('no item falls below zero, over all decisions together', () => {
    check(({ items }, decisions) => {
      const fallen = new Map<string, bigint>();
      for (const { invoice, amount } of decisions.flatMap(({ allocations }) => allocations)) {
        fallen.set(invoice, (fallen.get(invoice) ?? 0n) + units(amount));
        expect(units(amount)).toBeGreaterThan(0n);
      }
      for (const { id, openAmount } of items)
        expect(fallen.get(id) ?? 0n).toBeLessThanOrEqual(units(openAmount));
    });
  });

  test('the sums hold, of each allocation and of each row', () => {
    check(({ items, rows }, decisions) => {
      for (const { rows: ids, kind, allocations, rest, alternatives } of decisions) {
        for (const parts of [allocations, ...alternatives.map((alternative) => alternative.allocations)]) {
          for (const { invoice, amount, rowAmount, rate, differences } of parts) {
            const cash =
              rate === null
                ? units(rowAmount)
                : converted(
                    units(rowAmount) * units(rate),
                    items.find(({ id }) => id === invoice),
                  );
            const settled = differences.reduce((sum, difference) => sum + units(difference.amount), cash);
            expect(units(amount)).toBe(settled);
          }
        }
        if (kind !== 'matched' && kind !== 'partial') continue;
        const row = rows.find(({ id }) => id === ids[0]) as Row;
        const explained = allocations.reduce((sum, { invoice, rowAmount }) => {
          const item = items.find(({ id }) => id === invoice) as OpenItem;
          const along = flowFor(item, items) === (row.direction === 'credit' ? 1 : -1);
          return sum + (along ? units(rowAmount) : -units(rowAmount));
        }, 0n);
        expect(explained + units(rest)).toBe(units(row.amount));
      }
    });
  });

  test('nothing is matched by itself across currencies, or when the cash runs the other way', () => {
    check(({ items, rows }, decisions) => {
      for (const { decision, rows: ids, allocations } of decisions) {
        const row = rows.find(({ id }) => id === ids[0]) as Row;
        const settled = allocations.map(({ invoice }) => items.find(({ id }) => id === invoice) as OpenItem);
        if (settled.length === 0) continue;
        const flow = row.direction === 'credit' ? 1 : -1;
        expect(settled.some((item) => flowFor(item, items) === flow)).toBe(true);
        if (decision === 'automatic') for (const item of settled) expect(item.currency).toBe(row.currency);
      }
    });
  });

  test('what is not decided claims nothing, and confidences are percentages', () => {
    check((_, decisions) => {
      for (const { kind, decision, confidence, allocations, alternatives } of decisions) {
        expect(kind === 'unmatched').toBe(decision === 'none');
        if (decision === 'none') expect(allocations).toEqual([]);
        expect(confidence).toMatch(/^\d{1,2}\.\d\d$/);
        expect(alternatives.length).toBeLessThanOrEqual(3);
      }
    });
  });
});

/** A product of two twelve-digit values, rounded half up to the item's minor unit, in twelve digits again. */
function converted(product: bigint, item: OpenItem | undefined): bigint {
  const unit = item?.currency === 'JPY' ? 10n ** 12n : 10n ** 10n;
  const step = unit * 10n ** 12n;
  return ((product + step / 2n) / step) * unit;
}

/** Which way the item's cash moves: a credit note may come turned, when its partner has documents only the other way. */
function flowFor(item: OpenItem, items: readonly OpenItem[]): number {
  const others = items.filter(
    (other) => other.documentType !== 'creditNote' && other.counterparty?.id === item.counterparty?.id,
  );
  const isTurned =
    item.documentType === 'creditNote' &&
    item.counterparty !== null &&
    others.length > 0 &&
    others.every(({ direction }) => direction !== item.direction);
  return isTurned ? -flowOf(item) : flowOf(item);
}
