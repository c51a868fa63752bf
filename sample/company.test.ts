import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isBusinessDay } from '#lib/business-days.ts';
import { addDays } from '#lib/dates.ts';
import { monthsBefore } from './calendar.ts';
import { generateCompany, modelCompany, type SampleCompany } from './company.ts';
import { readBack, textOf } from './testing/read-back.ts';

const WHEN = { seed: 1, today: '2026-11-21' };
const company = generateCompany(WHEN);
const model = modelCompany(WHEN);

describe('the sample company as a whole', () => {
  test('the same seed and day give the same bytes, another seed or day gives others', () => {
    const [seed, today] = [7, '2026-06-30'];
    const bytes = hashOf(generateCompany({ seed, today }));
    expect(hashOf(generateCompany({ seed, today }))).toBe(bytes);
    expect(hashOf(generateCompany({ seed: 8, today }))).not.toBe(bytes);
    expect(hashOf(generateCompany({ seed, today: '2026-07-01' }))).not.toBe(bytes);
  });

  test('any seed and day give nine months that hold together', () => {
    const day = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays('2025-01-01', days));
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 31 }), day, (seed, today) => {
        const any = generateCompany({ seed, today });
        const rows = Object.values(modelCompany({ seed, today }).statements).flatMap((all) =>
          all.flatMap((statement) => statement.rows),
        );
        expect(rows.length).toBeGreaterThanOrEqual(1_500);
        expect(rows.length).toBeLessThanOrEqual(2_000);
        const dates = rows.map(({ bookingDate }) => bookingDate).sort();
        expect(dates[0] && dates[0] >= monthsBefore(today, 9)).toBe(true);
        expect(dates.at(-1) && dates.at(-1)).toBe(lastBusinessDayBefore(today));
        expect(dates.every((date) => isBusinessDay(date))).toBe(true);
        const latest =
          [...any.files, ...any.deliveries]
            .map(({ at }) => at)
            .sort()
            .at(-1) ?? '';
        expect(latest < `${today}T08:00:00Z`).toBe(true);
        const parts = any.files.filter(({ format, name }) => format === 'mt940' && !name.includes('(1)'));
        const wrong = parts
          .flatMap((file) => readBack(textOf(file)))
          .filter(({ difference }) => difference !== 0n);
        expect(wrong.map(({ currency, difference }) => `${currency} ${difference}`).sort()).toEqual(
          ['EUR 5000', 'GBP 1800'].sort(),
        );
      }),
      { numRuns: 8 },
    );
  }, 60_000);

  test('it is quick to make', () => {
    const times = [1, 2, 3].map((seed) => {
      const start = performance.now();
      generateCompany({ seed, today: '2026-09-15' });
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(1_500);
  });

  test('two companies, five accounts, fourteen partners in several scripts, about 400 documents', () => {
    expect(company.entities.map(({ code, baseCurrency }) => `${code} ${baseCurrency}`)).toEqual([
      'DE01 EUR',
      'US01 USD',
    ]);
    expect(company.accounts.map(({ currency }) => currency)).toEqual(['EUR', 'EUR', 'USD', 'GBP', 'JPY']);
    expect(company.partners).toHaveLength(14);
    for (const script of ['Latin', 'Han', 'Greek']) {
      expect(company.partners.some(({ name }) => new RegExp(`\\p{Script=${script}}`, 'u').test(name))).toBe(
        true,
      );
    }
    expect(Math.abs(model.documents.length - 400)).toBeLessThanOrEqual(25);
    expect(new Set(model.documents.map(({ direction }) => direction)).size).toBe(2);
    expect(new Set(model.documents.map(({ currency }) => currency))).toEqual(
      new Set(['EUR', 'USD', 'GBP', 'JPY']),
    );
    expect(model.documents.some(({ instalments }) => instalments.length === 3)).toBe(true);
  });

  test('every IBAN has the right check digits', () => {
    const ibans = [
      ...company.accounts.map(({ iban }) => iban),
      ...company.partners.flatMap(({ accounts }) => accounts.map(({ iban }) => iban)),
    ].filter((iban) => iban !== null);
    expect(ibans.length).toBeGreaterThan(10);
    expect(ibans.filter((iban) => !hasValidCheckDigits(iban))).toEqual([]);
    expect(hasValidCheckDigits('DE89370400440532013000')).toBe(true);
    expect(hasValidCheckDigits('DE88370400440532013000')).toBe(false);
  });

  test('there is an illustrative rate for every business day and pair', () => {
    expect(company.rates).toHaveLength(model.period.days.length * 3);
    const latest = company.rates.filter(({ date }) => date === model.period.last);
    expect(latest.map(({ quote }) => quote)).toEqual(['GBP', 'JPY', 'USD']);
  });

  test('cash is what the group is said to have', () => {
    const closing = (key: keyof typeof model.statements) => Number(model.statements[key].at(-1)?.closing);
    expect(closing('eurMain') + closing('eurPool')).toBeGreaterThan(4_900_000_00);
    expect(closing('eurMain') + closing('eurPool')).toBeLessThan(5_300_000_00);
    expect(Math.abs(closing('usd') - 2_904_110_02)).toBeLessThan(50_000_00);
    expect(Math.abs(closing('jpy') - 112_540_000)).toBeLessThan(1_000_000);
  });
});

test('the people have decided on all rows but a few dozen of the last days', () => {
  const rowCount = Object.values(model.statements).flatMap((all) => all.flatMap(({ rows }) => rows)).length;
  const left = rowCount - company.decisions.length;
  expect(left).toBeGreaterThan(25);
  expect(left).toBeLessThan(100);
  expect(company.decisions.every(({ bookingDate }) => bookingDate <= model.period.back(3))).toBe(true);
});

function lastBusinessDayBefore(today: string): string {
  let day = addDays(today, -1);
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

function hashOf({ files, ...rest }: SampleCompany): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const { name, at, bytes } of files) hash.update(name).update(at).update(bytes);
  return hash.digest('hex');
}

/** ISO 7064 mod 97-10: the number with its first four signs behind it leaves 1. */
function hasValidCheckDigits(iban: string): boolean {
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(parseInt(letter, 36)),
  );
  return BigInt(digits) % 97n === 1n;
}
