import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { BALANCE_TYPES, ParsedFile, ParsedRow, ParsedStatement } from '../parsed-statement.ts';
import { parseStatementBytes } from './collect.ts';
import { SAMPLES as BAI2 } from './testing/bai2-samples.ts';
import { SAMPLES as CAMT } from './testing/camt-samples.ts';
import { SAMPLES as CFONB120 } from './testing/cfonb120-samples.ts';
import { SAMPLES as CODA } from './testing/coda-samples.ts';
import { SAMPLES as CSV } from './testing/csv-samples.ts';
import { FEATURE_SAMPLES } from './testing/feature-samples.ts';
import { SAMPLES as MT940 } from './testing/mt940-samples.ts';
import { SAMPLES as MULTICASH } from './testing/multicash-samples.ts';
import { SAMPLES as NORMA43 } from './testing/norma43-samples.ts';
import { SAMPLES as OFX } from './testing/ofx-samples.ts';
import { SAMPLES as XLSX } from './testing/xlsx-samples.ts';

// The guide says of every field where each format has it. Here each such claim is held against files that are read.

const GUIDE = new URL('../../../../docs/guides/statement-formats.md', import.meta.url);
const NOT_READ = '–';

type Sample = { text: string; file: ParsedFile };
type Samples = Readonly<Record<string, string | Buffer>>;

const samplesOf = (samples: Samples, ...features: readonly string[]): readonly Sample[] =>
  [...Object.values(samples), ...features.flatMap((format) => FEATURE_SAMPLES[format] ?? [])].map(
    (content) => {
      const bytes = typeof content === 'string' ? Buffer.from(content) : content;
      return { text: bytes.toString('latin1'), file: parseStatementBytes('x', bytes) };
    },
  );

/** By the head of the column in the guide. */
const FORMATS: Readonly<Record<string, readonly Sample[]>> = {
  'MT940, MT942': samplesOf(MT940, 'mt940', 'mt942'),
  camt: samplesOf(CAMT, 'camt'),
  BAI2: samplesOf(BAI2, 'bai2'),
  OFX: samplesOf(OFX, 'ofx'),
  CSV: samplesOf(CSV, 'csv'),
  XLSX: samplesOf(XLSX, 'xlsx'),
  CODA: samplesOf(CODA, 'coda'),
  'CFONB 120': samplesOf(CFONB120, 'cfonb120'),
  'Norma 43': samplesOf(NORMA43, 'norma43'),
  MultiCash: samplesOf(MULTICASH, 'multicash'),
};

type Reads = (sample: Sample) => boolean;

const statement =
  (has: (statement: ParsedStatement) => unknown): Reads =>
  ({ file }) =>
    file.statements.some((each) => Boolean(has(each)));
const row = (has: (row: ParsedRow) => unknown): Reads =>
  statement(({ rows }) => rows.some((each) => Boolean(has(each))));
const balance = (type: (typeof BALANCE_TYPES)[number]): Reads =>
  statement(({ balances }) => balances.some((each) => each.type === type));

/** By the name of the field in the guide. */
const FIELDS: Readonly<Record<string, Reads>> = {
  'end-of-day statement': statement(({ kind }) => kind === 'endOfDay'),
  'intraday report': statement(({ kind }) => kind === 'intraday'),
  advice: statement(({ kind }) => kind === 'advice'),
  'account number': statement(({ account }) => account.iban ?? account.other),
  'bank of the account': statement(({ account }) => account.bic),
  'account currency': statement(({ account }) => account.currency),
  'account owner': statement(({ account }) => account.owner),
  'statement number': statement(({ sequenceNumber }) => sequenceNumber),
  'pages of one statement joined': ({ file, text }) =>
    file.statements.length === 1 && /:28C:\d+\/2|<PgNb>2</.test(text),
  'reported as of': statement(({ asOf }) => asOf),
  'opening balance': statement(({ openingBalance }) => openingBalance),
  'closing balance': statement(({ closingBalance }) => closingBalance),
  'opening available balance': balance('openingAvailable'),
  'closing available balance': balance('closingAvailable'),
  'forward available balance': balance('forwardAvailable'),
  'interim booked balance': balance('interimBooked'),
  'interim available balance': balance('interimAvailable'),
  'other balances': balance('other'),
  'value date': row(({ valueDate }) => valueDate),
  reversal: row(({ isReversal }) => isReversal),
  'pending row': row(({ status }) => status === 'pending'),
  'row for information': row(({ status }) => status === 'information'),
  'balance after the row': row(({ balanceAfter }) => balanceAfter),
  'customer reference': row(({ reference }) => reference),
  'bank reference': row(({ bankReference }) => bankReference),
  'end-to-end id': row(({ endToEndId }) => endToEndId),
  mandate: row(({ mandateId }) => mandateId),
  UETR: row(({ uetr }) => uetr),
  'cheque number': row(({ chequeNumber }) => chequeNumber),
  'transaction code': row(({ transactionCode }) => transactionCode),
  'national code': row(({ businessCode }) => businessCode),
  counterparty: row(({ counterparty }) => counterparty.name),
  'counterparty’s account': row(({ counterparty }) => counterparty.account),
  'counterparty’s bank': row(({ counterparty }) => counterparty.bic),
  'ultimate party': row(({ ultimateParty }) => ultimateParty),
  'remittance text': row(({ remittance }) => remittance.unstructured),
  'remittance, structured': row(({ remittance }) => remittance.structured.length),
  'instructed amount': row(({ instructedAmount }) => instructedAmount),
  'exchange rate': row(({ exchangeRate }) => exchangeRate),
  charges: row(({ charges }) => charges.length),
  'fee as a row of its own': row(({ parentRow }) => parentRow),
  'return reason': row(({ returnReason }) => returnReason),
  'original amount': row(({ originalAmount }) => originalAmount),
  availability: row(({ availability }) => availability.length),
  batch: row(({ batch }) => batch),
  'members of a batch': row(({ details }) => details.length),
};

/** Field, format and what the guide says of them, out of every table that has a column of fields. */
function readGuide(): (readonly [field: string, format: string, claim: string])[] {
  let formats: string[] = [];
  return readFileSync(GUIDE, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, field = '', ...cells] = line.split('|').map((cell) => cell.trim());
      if (field === 'field') formats = cells.slice(0, -1);
      if (field === 'field' || field === '' || field.startsWith('---')) return [];
      return formats.map((format, i) => [field, format, cells[i] ?? ''] as const);
    });
}

const CLAIMS = readGuide();

test('the guide has every field and every format', () => {
  expect(new Set(CLAIMS.map(([field]) => field))).toEqual(new Set(Object.keys(FIELDS)));
  expect(new Set(CLAIMS.map(([, format]) => format))).toEqual(new Set(Object.keys(FORMATS)));
  expect(CLAIMS).toHaveLength(Object.keys(FIELDS).length * Object.keys(FORMATS).length);
});

describe.each(Object.keys(FORMATS))('%s', (column) => {
  const samples = FORMATS[column] ?? [];

  test('is what its samples are recognised as', () => {
    for (const { file } of samples) expect(file.format).not.toBeNull();
  });

  test.each(CLAIMS.filter(([, format]) => format === column))('%s in %s: %s', (field, _, claim) => {
    expect(samples.some((sample) => FIELDS[field]?.(sample))).toBe(claim !== NOT_READ);
  });
});
