import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { SAMPLES as CSV } from '#domains/erp/statements/formats/testing/csv-samples.ts';
import { SAMPLES as MT940 } from '#domains/erp/statements/formats/testing/mt940-samples.ts';
import { parsedFileSchema } from '#domains/erp/statements/parsed-statement.ts';
import { run } from './statement-parse.ts';

describe('nexus statement parse', () => {
  let folder: string;
  let out: string;
  let error: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'nexus-parse-'));
    out = '';
    error = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += text;
      return true;
    });
    vi.spyOn(console, 'error').mockImplementation((text) => {
      error += text;
    });
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const file = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };

  test('prints one document per file and line, in the order given', async () => {
    const second = await file('b.csv', CSV.dutch as string);
    const first = await file('a.sta', MT940.structured as string);
    expect(await run(['--json', first, second])).toBe(0);
    const lines = out.trimEnd().split('\n');
    const documents = lines.map((line) => parsedFileSchema.parse(JSON.parse(line)));
    expect(documents.map(({ file: name, format }) => [name, format])).toEqual([
      [first, 'mt940'],
      [second, 'csv'],
    ]);
    expect(documents[0]?.statements[0]?.rows).toHaveLength(2);
    expect(documents[0]?.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('statements whose rows alternate stand in their order, each with its own rows', async () => {
    const lines = [
      'Own account,Booking date,Text,Amount,Currency',
      'DE89370400440532013000,2026-03-01,a,1.00,EUR',
      'DE02120300000000202051,2026-03-01,b,2.00,EUR',
    ];
    const path = await file(
      'a.csv',
      [...lines, 'DE89370400440532013000,2026-03-02,c,3.00,EUR', ''].join('\n'),
    );
    expect(await run(['--json', path])).toBe(0);
    const { statements } = parsedFileSchema.parse(JSON.parse(out));
    expect(statements.map(({ account, rows }) => [account.iban, rows.map(({ amount }) => amount)])).toEqual([
      ['DE89370400440532013000', ['1.00', '3.00']],
      ['DE02120300000000202051', ['2.00']],
    ]);
  });

  test('a file with an error gives 1, and its document all the same', async () => {
    const path = await file('a.html', '<!DOCTYPE html><html></html>');
    expect(await run(['--json', path])).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      format: null,
      statements: [],
      problems: [{ code: 'format.notStatement' }],
    });
  });

  test('a file that is not there is said, and the others are read', async () => {
    const path = await file('a.sta', MT940.structured as string);
    expect(await run([join(folder, 'none'), path])).toBe(1);
    expect(error).toContain('none: There is no such file or folder.');
    expect(out).toContain(
      'opening 1000.00 EUR (2026-03-01), 2 rows, closing 1030.05 EUR (2026-03-02), verified',
    );
  });

  test('a folder is all files in and below it', async () => {
    await mkdir(join(folder, 'below'));
    const second = await file('below/b.csv', CSV.dutch as string);
    const first = await file('a.sta', MT940.structured as string);
    expect(await run(['--json', folder])).toBe(0);
    const names = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).file);
    expect(names).toEqual([first, second]);
  });

  test('what is to be chosen is asked with the option that chooses it', async () => {
    const path = await file('a.csv', 'Date,Text,Amount\n13/04/2026,x,1.20\n');
    expect(await run([path])).toBe(1);
    expect(out).toContain('(currency.missing; --currency)');
  });

  test('choices for a file that is ambiguous', async () => {
    const path = await file('a.csv', 'Date,Text,Amount\n03/04/2026,x,1.234\n');
    expect(await run(['--json', path])).toBe(1);
    expect(JSON.parse(out).problems.map(({ code }: { code: string }) => code)).toEqual([
      'date.ambiguous',
      'currency.missing',
    ]);
    out = '';
    const choices = [
      '--date-order',
      'monthFirst',
      '--decimal-sign',
      ',',
      '--currency',
      'EUR',
      '--account',
      '4711',
      '--column',
      'bookingDate=Date',
      '--column',
      'amount=2',
    ];
    expect(await run(['--json', ...choices, path])).toBe(0);
    expect(JSON.parse(out).statements).toMatchObject([
      { account: { other: '4711' }, rows: [{ bookingDate: '2026-03-04', amount: '1234', currency: 'EUR' }] },
    ]);
  });

  test.each([
    [['--date-order', 'sideways', 'x'], 'sideways'],
    [['--currency', 'XXQ', 'x'], 'XXQ'],
    [['--column', 'colour=1', 'x'], 'colour'],
    [['--encoding', 'klingon', 'x'], 'klingon'],
    [[], 'No file'],
  ])('%j is refused', async (args, word) => {
    await expect(run(args)).rejects.toThrow(word);
  });
});
