import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { problemsOf } from '../../problems.ts';
import { decideIngest, identify } from './decide.ts';
import { InvoiceIngested, InvoiceRejected } from './events.ts';
import { documentInput } from './input.ts';

const id = '01890000-0000-7000-8000-000000000001';
const company = { defaultPaymentTermsDays: 30, entities: [{ code: 'DE01', vatIds: [] }] };
const base = { documentNumber: 'INV-1', currency: 'EUR', amount: '119.00', direction: 'payable' };

function problems(changes: Record<string, unknown>) {
  const parsed = documentInput.safeParse({ ...base, ...changes });
  return parsed.success ? [] : problemsOf(parsed.error);
}

describe('a posted document', () => {
  test.each([
    ['1.50000', '1.5000'],
    ['0001.50', '1.50'],
    ['-0', '0'],
    ['1.5', '1.5'],
    ['9999999999999999.99990', '9999999999999999.9999'],
  ])('over %s is over %s: zeros that say nothing fall away', (written, amount) => {
    expect(documentInput.parse({ ...base, amount: written }).amount).toBe(amount);
  });

  test.each([
    ['amount', '1e400'],
    ['amount', '1.00001'],
    ['amount', '12345678901234567'],
    ['documentDate', '0000-01-01'],
    ['documentDate', '1899-12-31'],
    ['documentDate', '9999-12-31'],
    ['dueDate', '0001-01-01'],
    ['dueDate', '2026-02-29'],
  ])('is refused by field: %s %s', (field, value) => {
    expect(problems({ [field]: value })).toMatchObject([{ pointer: `/${field}` }]);
  });

  test.each(['0', '-1', '1234567890123', '1.123456789'])(
    'is refused when its exchange rate is %s, which no column holds exactly',
    (rate) => {
      expect(problems({ exchangeRate: { base: 'EUR', quote: 'USD', rate } })).toMatchObject([
        { pointer: '/exchangeRate/rate', code: 'number.invalid' },
      ]);
    },
  );

  test('with too long a list is told so once, and with too many problems of how many more there are', () => {
    expect(problems({ lines: Array(10_001).fill({}) })).toMatchObject([{ pointer: '/lines' }]);
    const many = problems({ lines: Array(10_000).fill({}) });
    expect(many).toHaveLength(51);
    expect(many.at(-1)).toMatchObject({ code: 'problems.more', message: 'has 9950 more problems' });
  });

  test('fits the record whenever it is accepted', () => {
    let accepted = 0;
    fc.assert(
      fc.property(documents, (document) => {
        const parsed = documentInput.safeParse(document);
        if (!parsed.success) return;
        accepted++;
        const item = identify(parsed.data, 'generic', company);
        if ('problems' in item) return;
        const context = { tenantId: id, source: 'generic', company, contentHash: 'a'.repeat(64) };
        const decision = decideIngest({ status: 'none' }, item, {
          ...context,
          inboundMessageId: id,
          today: '2026-11-21',
        });
        if (!('event' in decision) || !decision.event) throw new Error(decision.outcome);
        const { type, data } = decision.event;
        (type === 'InvoiceIngested' ? InvoiceIngested : InvoiceRejected).schema.parse(data);
      }),
      { numRuns: 1_000 },
    );
    expect(accepted).toBeGreaterThan(200);
  });
});

const digits = (max: number) => fc.stringMatching(new RegExp(`^[0-9]{1,${max}}$`));
const zeros = fc.constantFrom('', '0', '0000000000');
const number = fc
  .tuple(
    fc.constantFrom('', '-'),
    zeros,
    fc.oneof(digits(16), digits(3), digits(19)),
    fc.option(fc.oneof(digits(2), digits(4), digits(10))),
    zeros,
  )
  .map(([sign, before, whole, part, after]) => `${sign}${before}${whole}${part ? `.${part}${after}` : ''}`);
const date = fc.oneof(
  fc.constantFrom('0000-01-01', '0001-01-01', '1900-01-01', '2026-03-02', '2999-12-31', '9999-12-31'),
  fc.tuple(digits(4), digits(2), digits(2)).map((parts) => parts.join('-')),
);
const text = (max: number) =>
  fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.constant('/'.repeat(max)),
    fc.constant('😀'.repeat(max / 2)),
  );
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const party = fc.record({ name: maybe(text(300)), number: maybe(text(60)), vatId: maybe(text(30)) });

const fields: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  documentNumber: text(100),
  documentType: fc.constantFrom('invoice', 'creditNote', 'downPayment', 'other'),
  amount: number,
  netAmount: number,
  taxAmount: number,
  documentDate: date,
  dueDate: date,
  fiscalYear: fc.oneof(fc.integer(), digits(4)),
  exchangeRate: fc.record({ base: fc.constant('EUR'), quote: fc.constant('USD'), rate: number }),
  companyAmount: fc.record({ amount: number, currency: fc.constant('USD') }),
  discounts: fc.array(fc.record({ percent: number, until: date, base: maybe(number) }), { maxLength: 2 }),
  instalments: fc.array(fc.record({ number: fc.constant(1), dueDate: date, amount: number }), {
    maxLength: 2,
  }),
  seller: party,
  lines: fc.array(fc.record({ lineTotal: number, quantity: maybe(number), taxRate: maybe(number) }), {
    maxLength: 2,
  }),
};
/** The base with up to three fields changed: most of them are accepted or fail at one place. */
const documents = fc
  .subarray(Object.keys(fields), { maxLength: 3 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, fields[name] as fc.Arbitrary<unknown>]))),
  )
  .map((changes) => ({ ...base, ...changes }));
