import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { parseStatementBytes } from '#domains/erp/statements/formats/collect.ts';
import type { ParsedRow } from '#domains/erp/statements/parsed-statement.ts';
import { generateCompany, modelCompany } from './company.ts';
import type { Movement } from './model.ts';
import { minor, type ReadStatement, readBack, textOf } from './testing/read-back.ts';

const WHEN = { seed: 1, today: '2026-11-21' };
const company = generateCompany(WHEN);
const model = modelCompany(WHEN);
const once = company.files.filter(({ name }) => !name.includes('(1)'));
const statements = once.filter(({ format }) => format === 'mt940').flatMap((file) => readBack(textOf(file)));

const of = (account: number): ReadStatement[] =>
  statements.filter(({ id }) => id === (company.accounts[account]?.iban ?? company.accounts[account]?.other));

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
  const byHash = Map.groupBy(company.files, ({ bytes }) => createHash('sha256').update(bytes).digest('hex'));
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

test('what takes back a debit has a mark of its own', () => {
  expect(statements.flatMap(({ rows }) => rows).filter(({ mark }) => mark === 'RD')).toHaveLength(2);
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

function brokenChains(chain: readonly ReadStatement[]): ReadStatement[] {
  return chain.filter((statement, index) => index > 0 && chain[index - 1]?.closing !== statement.opening);
}
