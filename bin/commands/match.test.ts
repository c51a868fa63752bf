import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { root } from '../handover.mjs';

const script =
  "import('#bin/commands/match.ts').then(({ run }) => run([])).then((code) => { process.exitCode = code; })";
const nexusMatch = (lines: readonly object[]) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    input: lines.map((line) => `${JSON.stringify(line)}\n`).join(''),
    encoding: 'utf8',
  });

const invoice = {
  type: 'invoice',
  id: 'i1',
  direction: 'receivable',
  documentNumber: 'INV-2026-00417',
  currency: 'EUR',
  amount: '1190.00',
  openAmount: '1190.00',
};
const row = {
  type: 'row',
  id: 'r1',
  bookingDate: '2026-03-31',
  direction: 'credit',
  currency: 'EUR',
  amount: '1190.00',
  // U+2028 ends no line in JSON lines.
  description: 'RG 2026/00417\u2028DANKE',
};

test('given lines on standard input, then there is a decision per line on standard output', () => {
  const { status, stdout } = nexusMatch([row, invoice]);
  expect(status).toBe(0);
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    {
      rows: ['r1'],
      kind: 'matched',
      allocations: [{ invoice: 'i1', amount: '1190.0000', rowAmount: '1190.00' }],
    },
  ]);
});

test('given a line that cannot be used, then it is named and nothing is decided', () => {
  const { status, stdout, stderr } = nexusMatch([invoice, { ...row, amount: 'much' }]);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Line 2, /amount:');
});
