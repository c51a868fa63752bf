import { expect } from 'vitest';
import type { ParsedFile, ParsedStatement } from '../../parsed-statement.ts';
import { parsedFileSchema } from '../../parsed-statement.ts';
import { parseStatementBytes } from '../collect.ts';
import { SAMPLES as BAI2 } from './bai2-samples.ts';
import { SAMPLES as CAMT } from './camt-samples.ts';
import { SAMPLES as CFONB120 } from './cfonb120-samples.ts';
import { SAMPLES as CODA } from './coda-samples.ts';
import { SAMPLES as CSV } from './csv-samples.ts';
import { FEATURE_SAMPLES } from './feature-samples.ts';
import { SAMPLES as MT940 } from './mt940-samples.ts';
import { SAMPLES as MULTICASH } from './multicash-samples.ts';
import { SAMPLES as NORMA43 } from './norma43-samples.ts';
import { SAMPLES as OFX } from './ofx-samples.ts';
import { SAMPLES as XLSX } from './xlsx-samples.ts';

const SLOW_MS = 10_000;

/** Workbooks whose amounts stand in their bytes as they are. */
const unpacked = Object.values(XLSX).filter((content) => content.includes('<sheetData>'));

/** Those of XLSX are packed. */
const { xlsx: _, ...features } = FEATURE_SAMPLES;

const samples = [MT940, CSV, CAMT, BAI2, OFX, NORMA43, CFONB120, CODA, MULTICASH, unpacked, features]
  .flatMap((contents) => Object.values<string | Buffer | readonly (string | Buffer)[]>(contents).flat())
  .map((content) => Buffer.from(content as string));

/**
 * Damages samples at random: no crash, no hang, no silent empty result, no amount that is not in the file, and no
 * statement whose balances do not close without a problem that says so.
 */
export function fuzzSamples(seed: number, rounds: number): void {
  const random = generator(seed);
  for (let round = 0; round < rounds; round++) {
    const bytes = damage(random);
    const start = performance.now();
    const file = parseStatementBytes(`round ${round}`, bytes);
    expect(performance.now() - start, `round ${round}`).toBeLessThan(SLOW_MS);
    if (round % 10 === 0) expect(parsedFileSchema.safeParse(file).error).toBeUndefined();
    if (file.statements.length === 0) expect(file.problems, `round ${round}`).not.toEqual([]);
    expect(inventedAmounts(file, bytes), `round ${round}`).toEqual([]);
    expect(unexplained(file), `round ${round}`).toEqual([]);
  }
}

/** Random bytes are refused, and never in silence. */
export function fuzzNoise(seed: number, rounds: number): void {
  const random = generator(seed);
  for (let round = 0; round < rounds; round++) {
    const bytes = Buffer.from(
      Array.from({ length: Math.floor(random() * 3000) }, () => Math.floor(random() * 256)),
    );
    const file = parseStatementBytes('noise', bytes);
    expect(file.problems).not.toEqual([]);
  }
}

type Random = () => number;

function damage(random: Random): Buffer {
  const pick = () => samples[Math.floor(random() * samples.length)] as Buffer;
  let bytes = Buffer.from(pick());
  const times = 1 + Math.floor(random() * 4);
  for (let i = 0; i < times; i++) {
    const at = Math.floor(random() * bytes.length);
    const to = Math.min(bytes.length, at + Math.floor(random() * 60));
    const kind = Math.floor(random() * 7);
    if (kind === 0 && at < bytes.length) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    else if (kind === 1) bytes = bytes.subarray(0, at);
    else if (kind === 2) bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(to)]);
    else if (kind === 3) bytes = Buffer.concat([bytes.subarray(0, to), bytes.subarray(at)]);
    else if (kind === 4)
      bytes = Buffer.concat([bytes.subarray(0, at), pick().subarray(Math.floor(random() * 200))]);
    else if (kind === 5)
      bytes = Buffer.concat([
        bytes.subarray(0, at),
        Buffer.from([Math.floor(random() * 256)]),
        bytes.subarray(at),
      ]);
    else bytes = Buffer.concat([bytes, bytes]);
    bytes = Buffer.from(bytes);
  }
  return bytes;
}

/** Amounts of rows whose digits do not stand in the file, in one piece. */
function inventedAmounts(file: ParsedFile, bytes: Buffer): string[] {
  const text = bytes.toString('latin1').replaceAll('\0', '').replaceAll('\x1a', '');
  const source = digitsOf(file.format === 'cfonb120' ? withoutSigns(text) : text);
  return file.statements.flatMap(({ rows }) =>
    rows
      .map(({ amount }) => amount)
      .filter((amount) => !source.includes(digitsOf(amount).replace(/^0+(?=\d)/, ''))),
  );
}

/** Formats of which many files have no balances, or no opening one. */
const WITHOUT_BALANCES: ReadonlySet<string | null> = new Set(['ofx', 'csv', 'xlsx', 'multicash']);

/** What leaves a statement without one of its balances, or with rows or balances in two currencies. */
const WHY_UNVERIFIABLE = /^(?:balance|currency|statement|record)\./;

/** Statements whose balances are not proved by their rows, where no problem says why. */
function unexplained({ format, statements, problems }: ParsedFile): ParsedStatement[] {
  return statements.filter(({ kind, balanceCheck, balanceDifference }) => {
    if (balanceCheck === 'verified' || kind !== 'endOfDay') return false;
    if (balanceCheck === 'discrepancy')
      return !problems.some(({ message }) => message.includes(String(balanceDifference)));
    return !WITHOUT_BALANCES.has(format) && !problems.some(({ code }) => WHY_UNVERIFIABLE.test(code));
  });
}

/** CFONB 120 puts the sign of an amount into its last digit. */
function withoutSigns(text: string): string {
  return text
    .replaceAll(/[{}]/g, '0')
    .replaceAll(/[A-R]/g, (letter) => String(((letter.charCodeAt(0) - 65) % 9) + 1))
    .replaceAll(/(?<=\d) (?=\d)/g, '0');
}

/** Without what stands between the digits of an amount: decimal sign, thousands, a line break. */
function digitsOf(text: string): string {
  return text.replace(/[.,' \r\n]/g, '');
}

function generator(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
