import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStatementBytes, parseStatementFile } from '../collect.ts';
import { ACCOUNT, balance, camtOf } from '../testing/camt-samples.ts';

// Statements are made up, written by a writer of our own, and read again: the same rows, the same balances.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);

type Entry = { cents: number; credit: boolean; day: number; status: string; text: string; reference: string };

const entries: fc.Arbitrary<Entry[]> = fc.array(
  fc.record({
    cents: fc.integer({ min: 0, max: 100_000_000 }),
    credit: fc.boolean(),
    day: fc.integer({ min: 0, max: 2_000 }),
    status: fc.constantFrom('BOOK', 'PDNG', 'INFO'),
    text: fc
      .array(fc.constantFrom('Müller & Söhne', '<RG> 4711', 'Łódź', '"100,00"', ']]>', '日本', "'a'", '😀'), {
        minLength: 1,
        maxLength: 8,
      })
      .map((words) => words.join(' ')),
    reference: fc.stringMatching(/^[A-Z0-9]{1,16}$/),
  }),
  { maxLength: 10 },
);

const STATUS: Readonly<Record<string, string>> = { BOOK: 'booked', PDNG: 'pending', INFO: 'information' };
const dateOf = (day: number) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
const decimal = (cents: number) => {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('Ł', '&#x141;');

function write(opening: number, made: readonly Entry[]): string {
  const closing = made
    .filter(({ status }) => status === 'BOOK')
    .reduce((sum, { cents, credit }) => sum + (credit ? cents : -cents), opening);
  const body = made.map(
    ({ cents, credit, day, status, text, reference }) =>
      `<Ntry><Amt Ccy="EUR">${decimal(cents)}</Amt><CdtDbtInd>${credit ? 'CRDT' : 'DBIT'}</CdtDbtInd>` +
      `<Sts><Cd>${status}</Cd></Sts><BookgDt><Dt>${dateOf(day)}</Dt></BookgDt><NtryDtls><TxDtls>` +
      `<Refs><EndToEndId>${reference}</EndToEndId></Refs><RmtInf><Ustrd>${escaped(text)}</Ustrd></RmtInf>` +
      '</TxDtls></NtryDtls></Ntry>',
  );
  const balances = balance('OPBD', decimal(opening)) + balance('CLBD', decimal(closing));
  return camtOf(`<Stmt><Id>1</Id>${ACCOUNT}${balances}\n${body.join('\n')}</Stmt>`);
}

test(`what is written is read, wherever it is cut, seed ${SEED}`, { timeout: 60_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -10_000_000, max: 10_000_000 }),
      entries,
      fc.integer({ min: 1, max: 500 }),
      async (opening, made, size) => {
        const bytes = Buffer.from(write(opening, made));
        const file = parseStatementBytes('x', bytes);
        expect(file.problems).toEqual([]);
        const [statement] = file.statements;
        expect(statement?.balanceCheck).toBe('verified');
        expect(statement?.openingBalance?.amount).toBe(decimal(opening));
        const read = statement?.rows.map((row) => [
          row.amount,
          row.direction,
          row.bookingDate,
          row.status,
          row.endToEndId,
          row.remittance.unstructured,
        ]);
        const meant = made.map(({ cents, credit, day, status, text, reference }) => [
          decimal(cents),
          credit ? 'credit' : 'debit',
          dateOf(day),
          STATUS[status],
          reference,
          text,
        ]);
        expect(read).toEqual(meant);
        expect(await parseStatementFile('x', inChunks(bytes, size))).toEqual(file);
      },
    ),
    { seed: SEED, numRuns: 100 },
  );
});

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
