import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentInput } from '#domains/erp/invoices/input.ts';
import { parseStatementBytes } from '#domains/erp/statements/formats/collect.ts';
import type { ParsedRow } from '#domains/erp/statements/parsed-statement.ts';
import { addDays } from '#lib/dates.ts';
import { isBusinessDay, monthsBefore } from './calendar.ts';
import { generateCompany, modelCompany, type SampleCompany } from './company.ts';
import { hasValidCheckDigits } from './iban.ts';
import type { Movement } from './model.ts';
import { type ReadStatement, readBack } from './read-back.testing.ts';

const WHEN = { seed: 1, today: '2026-11-21' };
const company = generateCompany(WHEN);
const model = modelCompany(WHEN);
const movements = Object.values(model.statements).flatMap((statements) =>
  statements.flatMap(({ rows }) => rows),
);
const once = company.files.filter(({ name }) => !name.includes('(1)'));
const statements = once.filter(({ format }) => format === 'mt940').flatMap((file) => readBack(textOf(file)));

type Sent = { externalId: string; documentNumber: string; direction: string; netAmount: string } & {
  seller: { name: string };
  lines: { lineTotal: string }[];
};
const sent = company.deliveries.flatMap(({ body }) => JSON.parse(body) as Sent | Sent[]);

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
        expect(dates.every(isBusinessDay)).toBe(true);
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
      { numRuns: 12 },
    );
  });

  test('it is quick to make', () => {
    const start = performance.now();
    generateCompany({ seed: 3, today: '2026-09-15' });
    expect(performance.now() - start).toBeLessThan(1_500);
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

describe('documents', () => {
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
      if (instalments.length > 0)
        expect(instalments.reduce((sum, { amount }) => sum + amount, 0n)).toBe(gross);
    }
  });

  test('one invoice is sent twice, as two messages', () => {
    const twice = [...Map.groupBy(sent, ({ externalId }) => externalId).values()].filter(
      ({ length }) => length > 1,
    );
    expect(twice).toHaveLength(1);
    expect(twice[0]?.[0]).toEqual(twice[0]?.[1]);
    expect(new Set(company.deliveries.map(({ webhookId }) => webhookId)).size).toBe(
      company.deliveries.length,
    );
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
});

describe('money', () => {
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
      (instalments.length > 0 ? instalments : [{ number: null, amount: gross }]).map(
        ({ number, amount }) => ({
          type,
          parts: paid.get(`${externalId}/${number}`)?.length ?? 0,
          rest: (paid.get(`${externalId}/${number}`) ?? []).reduce(
            (left, part) => left - part.amount - (part.difference?.amount ?? 0n),
            amount,
          ),
        }),
      ),
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
    expect(statements.flatMap(({ rows }) => rows).filter(({ mark }) => mark === 'RD')).toHaveLength(2);
  });
});

describe('statements', () => {
  const of = (account: number): ReadStatement[] =>
    statements.filter(
      ({ id }) => id === (company.accounts[account]?.iban ?? company.accounts[account]?.other),
    );

  test('each business day has one, in files by month, the last five days by day', () => {
    expect(of(0).map(({ date }) => date)).toEqual(model.period.days);
    expect(of(1)).toHaveLength(model.period.days.length);
    const daily = once.filter(({ name }) => /EUR-Main_\d{4}-\d{2}-\d{2}\.sta/.test(name));
    expect(daily).toHaveLength(5);
    expect(once.filter(({ name }) => /EUR-Main_\d{4}-\d{2}\.sta/.test(name))).toHaveLength(10);
  });

  test('each opens with what the one before closed with, but where one is missing', () => {
    for (const account of [0, 1, 2]) expect(brokenChains(of(account))).toEqual([]);
    expect(brokenChains(of(3))).toHaveLength(1);
  });

  test('one day never came, one account is a day late', () => {
    const missing = model.period.days.filter((day) => !of(3).some(({ date }) => date === day));
    expect(missing).toHaveLength(1);
    expect(of(2).at(-1)?.date).toBe(model.period.days.at(-2));
    expect(of(3).at(-1)?.date).toBe(model.period.last);
  });

  test('one does not add up by 50.00; one has a line that nobody can read', () => {
    const wrong = statements.filter(({ difference }) => difference !== 0n);
    expect(
      wrong.map(({ currency, difference, unreadable }) => [currency, difference, unreadable.length]),
    ).toEqual([
      ['EUR', 50_00n, 0],
      ['GBP', 18_00n, 1],
    ]);
    expect(statements.flatMap(({ unreadable }) => unreadable)).toHaveLength(1);
  });

  test('the account in pounds is overdrawn within its limit, and was not always', () => {
    const closings = of(3).map(({ closing }) => closing);
    expect(closings.at(-1)).toBeLessThan(0n);
    expect(closings[0]).toBeGreaterThan(0n);
    expect(closings.every((closing) => closing > -minor(company.accounts[3]?.overdraftLimit ?? '0'))).toBe(
      true,
    );
  });

  test('two card payments of one day are the same to the letter', () => {
    const twins = statements.filter(({ rows }) => new Set(rows.map(({ text }) => text)).size < rows.length);
    expect(twins).toHaveLength(1);
  });

  test('one file came twice', () => {
    const byHash = Map.groupBy(company.files, ({ bytes }) =>
      createHash('sha256').update(bytes).digest('hex'),
    );
    expect([...byHash.values()].filter(({ length }) => length > 1)).toHaveLength(1);
  });

  test('the yen come as CSV whose running balance closes', () => {
    const files = company.files.filter(({ format }) => format === 'csv');
    const records = files.flatMap((file) =>
      textOf(file)
        .trim()
        .split('\r\n')
        .slice(1)
        .map((line) => line.split(',')),
    );
    expect(records.length).toBe(model.statements.jpy.reduce((count, { rows }) => count + rows.length, 0));
    for (let index = 1; index < records.length; index++) {
      const before = BigInt(records[index - 1]?.[9] ?? '');
      expect(before + BigInt(records[index]?.[7] ?? '')).toBe(BigInt(records[index]?.[9] ?? ''));
    }
    expect(textOf(files.at(-1))).toContain('小林精機株式会社');
  });
});

test('Nexus reads every MT940 file as the bank meant it', () => {
  const meant = new Map(
    Object.values(model.statements).flatMap((all) =>
      all.map((statement) => [`${statement.account} ${statement.date}`, statement] as const),
    ),
  );
  const checks: string[] = [];
  for (const file of once.filter(({ format }) => format === 'mt940')) {
    for (const statement of parseStatementBytes(file.name, file.bytes).statements) {
      if (statement.balanceCheck !== 'verified') checks.push(`${file.name} ${statement.balanceDifference}`);
      const rows = meant.get(`${file.account} ${statement.closingBalance?.date}`)?.rows ?? [];
      expect(statement.rows.map(readable)).toEqual(
        rows.filter((row) => row !== model.quirks.unreadable).map(written),
      );
      for (const [index, row] of statement.rows.entries()) {
        expect(row.remittance.unstructured).toContain(rows[index]?.purpose);
        if (file.account !== 'usd') expect(row.counterparty.name).toBe(rows[index]?.party.name);
      }
    }
  }
  expect(checks).toEqual(['EUR-Main_2026-11-18.sta 50.00', 'GBP-Collections_2026-11-19.sta 18.00']);
});

test('the people have decided on all rows but a few dozen of the last days', () => {
  const left = movements.length - company.decisions.length;
  expect(left).toBeGreaterThan(25);
  expect(left).toBeLessThan(100);
  expect(company.decisions.every(({ bookingDate }) => bookingDate <= model.period.back(3))).toBe(true);
});

function readable(row: ParsedRow) {
  const { bookingDate, valueDate, isReversal, direction, amount, endToEndId } = row;
  return {
    bookingDate,
    valueDate,
    isReversal,
    amount: minor(amount) * (direction === 'credit' ? 1n : -1n),
    endToEndId,
  };
}

function written({ bookingDate, valueDate, reversal, amount, endToEndId, account }: Movement) {
  const carries = account === 'eurMain' || account === 'eurPool';
  return { bookingDate, valueDate, isReversal: reversal, amount, endToEndId: carries ? endToEndId : null };
}

function isMirror(a: Movement, b: Movement): boolean {
  return a.account !== b.account && a.amount === -b.amount && a.bookingDate === b.bookingDate;
}

function brokenChains(chain: readonly ReadStatement[]): ReadStatement[] {
  return chain.filter((statement, index) => index > 0 && chain[index - 1]?.closing !== statement.opening);
}

function lastBusinessDayBefore(today: string): string {
  let day = addDays(today, -1);
  while (!isBusinessDay(day)) day = addDays(day, -1);
  return day;
}

function textOf(file: { bytes: Uint8Array } | undefined): string {
  return new TextDecoder().decode(file?.bytes);
}

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function sumOf(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + minor(amount), 0n);
}

function hashOf({ files, ...rest }: SampleCompany): string {
  const hash = createHash('sha256').update(JSON.stringify(rest));
  for (const { name, at, bytes } of files) hash.update(name).update(at).update(bytes);
  return hash.digest('hex');
}
