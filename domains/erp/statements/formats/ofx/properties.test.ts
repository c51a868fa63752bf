import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseStatementBytes } from '../collect.ts';
import { sgmlOf } from '../testing/ofx-samples.ts';
import { insertions, readInPieces } from '../testing/pieces.ts';
import { ofx } from './format.ts';

// Transactions are made up, written as SGML and as XML, and read again: the same rows.

const SEED = Number(process.env.TEST_SEED ?? Date.now() % 1_000_000);
const RUNS = 200;

type Row = { cents: number; day: number; name: string; memo: string; id: string };

const words = fc
  .array(fc.constantFrom('INVOICE', '4711', 'A&B', 'Müller', '<', '>', '1<2', 'Ł', '&', ';', '100.00'), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) => list.join(' '));
const row: fc.Arbitrary<Row> = fc.record({
  cents: fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
  day: fc.integer({ min: 0, max: 400 }),
  name: words.map((text) => `N ${text}`),
  memo: words.map((text) => `M ${text}`),
  id: fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/),
});
const rows = fc.uniqueArray(row, { maxLength: 10, selector: ({ id }) => id });

const dateOf = (day: number) => new Date(Date.UTC(2025, 11, 20 + day)).toISOString().slice(0, 10);
const amountOf = (cents: number) =>
  `${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const STYLES = {
  sgml: (tag: string, value: string) => `<${tag}>${value}\r\n`,
  packed: (tag: string, value: string) => `<${tag}>${escaped(value)}`,
  xml: (tag: string, value: string) => `<${tag}>${escaped(value)}</${tag}>`,
  cdata: (tag: string, value: string) => `<${tag}><![CDATA[${value}]]></${tag}>`,
};

function write(made: readonly Row[], style: keyof typeof STYLES, decimalSign: string): string {
  const element = STYLES[style];
  return sgmlOf(
    made
      .map(({ cents, day, name, memo, id }) =>
        [
          '<STMTTRN>',
          element('TRNTYPE', 'OTHER'),
          element('DTPOSTED', `${dateOf(day).replaceAll('-', '')}120000.000[-5:EST]`),
          element('TRNAMT', `${cents < 0 ? '-' : ''}${amountOf(cents).replace('.', decimalSign)}`),
          element('FITID', id),
          element('NAME', name),
          element('MEMO', memo),
          '</STMTTRN>',
        ].join(''),
      )
      .join('\r\n'),
  );
}

test(`OFX that is written is read, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom<keyof typeof STYLES>('sgml', 'packed', 'xml', 'cdata'),
      fc.constantFrom('.', ','),
      (made, style, decimalSign) => {
        const file = parseStatementBytes('x', Buffer.from(write(made, style, decimalSign)));
        expect(file.problems).toEqual([]);
        expect(
          file.statements[0]?.rows.map(({ bookingDate, amount, direction, bankReference, description }) => ({
            bookingDate,
            amount,
            direction,
            bankReference,
            description,
          })),
        ).toEqual(
          made.map(({ cents, day, name, memo, id }) => ({
            bookingDate: dateOf(day),
            amount: amountOf(cents),
            direction: cents < 0 ? 'debit' : 'credit',
            bankReference: id,
            description: `${name} ${memo}`,
          })),
        );
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});

const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 20 });

/** Puts in what begins or ends something, anywhere. */
const damage = insertions(['<', '>', '</', '<!--', '-->', '<![CDATA[', ']]>', '&', '\r', '\n', 'é']);

test(`however a file is cut into chunks, it is the same, seed ${SEED}`, { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom<keyof typeof STYLES>('sgml', 'cdata'),
      damage,
      sizes,
      (made, style, damaged, cuts) => {
        const bytes = Buffer.from(damaged(write(made, style, '.')));
        expect(readInPieces(ofx, bytes, cuts)).toEqual(readInPieces(ofx, bytes, [bytes.length]));
      },
    ),
    { seed: SEED, numRuns: RUNS },
  );
});
