import { expect, test } from 'vitest';
import { Collector } from '../collect.ts';
import { ProblemReporter } from '../problems.ts';
import { LIMITS } from '../reader.ts';
import { TableReader } from './reader.ts';

/** Feeds a table whose rows have a long text until something comes of it; how many rows that took, and what came. */
function readLongRows(rowOf: (row: number) => readonly string[]) {
  const raw = 'x'.repeat(LIMITS.recordBytes);
  const collector = new Collector();
  const table = new TableReader(collector, new ProblemReporter(collector), { account: '1', currency: 'EUR' });
  table.take({ cells: ['Date', 'Description', 'Amount', 'Balance'], line: 1, raw });
  let row = 0;
  const take = () => table.take({ cells: rowOf(row), line: ++row + 1, raw });
  while (row < 1_000 && collector.statements.length + collector.problems.length === 0) take();
  return { row, collector, take };
}

const ENOUGH = LIMITS.heldBytes / LIMITS.recordBytes;

test('a table of huge rows is read before as many have come as decide on other tables', () => {
  const { row, collector } = readLongRows((i) => ['2026-01-31', 'x', `-${i + 1}.00`, '']);
  expect(row).toBeLessThan(ENOUGH);
  expect(collector.problems).toEqual([]);
  expect(collector.statements[0]?.rows).toHaveLength(row);
});

test('what huge rows leave open is asked for', () => {
  const { row, collector } = readLongRows(() => ['01/02/2026', 'x', '-1.00', '']);
  expect(row).toBeLessThan(ENOUGH);
  expect(collector.problems.map(({ code }) => code)).toEqual(['date.ambiguous']);
});

test('newest first and without signs, a row behind those that are held is said and not guessed', () => {
  let balance = 1_000;
  const { row, collector, take } = readLongRows((i) => {
    const cells = ['2026-01-31', 'x', `${i + 1}.00`, `${balance}.00`];
    balance -= i % 3 === 0 ? i + 1 : -i - 1;
    return cells;
  });
  expect(row).toBeLessThan(ENOUGH);
  const directions = collector.statements[0]?.rows.map(({ direction }) => direction) ?? [];
  expect(directions.slice(0, 4)).toEqual(['credit', 'debit', 'debit', 'credit']);
  const known = collector.problems.length;
  take();
  expect(collector.problems.slice(known).map(({ code }) => code)).toEqual(['sign.ambiguous']);
});
