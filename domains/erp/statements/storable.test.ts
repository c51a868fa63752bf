import { describe, expect, test } from 'vitest';
import { Collector } from './formats/collect.ts';
import { createReader } from './formats/detect.ts';
import { StorableSink } from './storable.ts';

const IBAN = 'DE89370400440532013000';

function read(text: string) {
  const kept = new Collector();
  const reader = createReader(new StorableSink(kept));
  reader.write(Buffer.from(text));
  reader.end();
  const codes = kept.problems.map(({ code }) => code);
  return { ...kept, statement: kept.statements[0], problems: kept.problems, codes };
}

const csv = (...rows: string[]) =>
  [
    `Account;Booking date;Amount;Balance;Currency;Description;Reference`,
    ...rows.map((row) => `${IBAN};02.03.2026;${row}`),
  ].join('\n');

const mt940 = (opening: string, rows: readonly string[]) =>
  `:20:A\r\n:25:${IBAN}\r\n:28C:1/1\r\n:60F:C260301EUR${opening}\r\n${rows
    .map((amount) => `:61:2603020302C${amount}NTRFREF\r\n:86:Payment\r\n`)
    .join('')}:62F:C260302EUR1,00\r\n-\r\n`;

describe('what cannot be stored', () => {
  test('of a batch with very many details: the first are kept, and said so', () => {
    const [row] = read(csv('1,00;;EUR;batch;')).statement?.rows ?? [];
    if (!row) throw new Error('The sample has a row.');
    const detail = { description: 'x'.repeat(1_000) } as never;
    const problems: string[] = [];
    const rows: number[] = [];
    const counting = new StorableSink({
      ...{ statement() {}, statementEnd() {} },
      row: ({ details }) => rows.push(details.length),
      problem: ({ code }) => problems.push(code),
    });
    counting.row({ ...row, details: Array.from({ length: 2_000 }, () => detail) }, 0, '');
    counting.row({ ...row, details: [detail] }, 0, '');
    expect(rows).toEqual([expect.any(Number), 1]);
    expect(rows[0]).toBeGreaterThan(500);
    expect(rows[0]).toBeLessThan(600);
    expect(problems).toEqual(['row.details']);
  });

  test('of an amount: the row is left out, and said so', () => {
    const { statement, codes } = read(csv('99999999999999999,99;;EUR;too long;', '1,00;;EUR;fits;'));
    expect(statement?.rows.map((row) => row.description)).toEqual(['fits']);
    expect(codes).toContain('amount.range');
  });

  test('of a date: the row is left out', () => {
    const { statement, codes } = read(
      csv('1,00;;EUR;fits;').concat(
        `\n${IBAN};01.01.0001;2,00;;EUR;long ago;\n${IBAN};31.12.9999;3,00;;EUR;never;`,
      ),
    );
    expect(statement?.rows.map((row) => row.description)).toEqual(['fits']);
    expect(codes.filter((code) => code === 'date.range')).toHaveLength(2);
  });

  test('of a row: the balances of its statement prove nothing any more', () => {
    const text = csv('1,00;1,00;EUR;a;', '2,00;3,00;EUR;b;');
    expect(read(text).statement).toMatchObject({ balanceCheck: 'verified' });
    const late = read(text.replace('02.03.2026;2,00', '31.12.9999;2,00'));
    expect(late.codes).toContain('date.range');
    expect(late.statement).toMatchObject({ balanceCheck: 'unverifiable', balanceDifference: null });
  });

  test('of a sum: the row that makes it too long is left out', () => {
    const { statement, codes } = read(mt940('0,00', ['9999999999999999,00', '1,00', '0,50']));
    expect(statement?.rows.map((row) => row.amount)).toEqual(['9999999999999999.00', '0.50']);
    expect(codes).toContain('amount.range');
  });

  test('of a balance: it is left out, and nothing can be verified by it', () => {
    const { statement, codes } = read(mt940('99999999999999999999,00', ['1,00']));
    expect(statement).toMatchObject({
      openingBalance: null,
      balanceCheck: 'unverifiable',
      balanceDifference: null,
    });
    expect(statement?.rows).toHaveLength(1);
    expect(codes).toContain('balance.range');
  });

  test('of a text or a balance after a row: it is cut, or left out, and the row stays', () => {
    const { statement, codes } = read(
      csv(`1,00;99999999999999999999,00;EUR;${'😀'.repeat(9_000)};${'R'.repeat(5_000)}`),
    );
    const row = statement?.rows[0];
    expect(row).toMatchObject({ amount: '1.00', balanceAfter: null, reference: 'R'.repeat(500) });
    expect(row?.description).toHaveLength(10_000);
    expect(codes).toContain('row.cut');
  });

  test('of a problem: U+0000 and half a character', () => {
    const { problems } = read(`%PDF-1.7 \u0000 ${'x'.repeat(300)}`);
    expect(problems).toMatchObject([{ code: 'format.notStatement' }]);
    expect(problems[0]?.raw).toContain('%PDF-1.7 \ufffd');
  });

  const times = (line: (n: number) => string) => Array.from({ length: 1_500 }, (_, n) => line(n)).join('');

  test.each([
    ['of rows', csv('1,00;;EUR;sound;') + times((n) => `\n${IBAN};02.03.2200;1,00;;EUR;row ${n};`)],
    [
      'of lines that cannot be read',
      mt940('0,00', ['1,00']).replace(':61:', `${times((n) => `:61:${n}\r\n`)}:61:`),
    ],
  ])('of very many short problems, %s: those beyond what one event can hold', (_what, text) => {
    const { problems, statement } = read(text);
    expect(problems).toHaveLength(1_000);
    expect(problems.at(-1)?.code).toBe('limit.problems');
    expect(statement?.rows).toHaveLength(1);
  });

  test('of many problems: raw texts beyond what one event can hold', () => {
    const rows = Array.from({ length: 1_000 }, (_, n) => `:61:${'?'.repeat(1_900)}${n}\r\n`).join('');
    const { problems } = read(mt940('0,00', ['1,00']).replace(':61:', `${rows}:61:`));
    expect(problems.length).toBeGreaterThan(900);
    expect(Buffer.byteLength(JSON.stringify(problems))).toBeLessThan(500_000);
  });

  test('is nothing of an ordinary file', () => {
    const text = csv('1,00;11,00;EUR;Müller;R1', '-2,00;9,00;EUR;Größe;R2');
    const plain = new Collector();
    const reader = createReader(plain);
    reader.write(Buffer.from(text));
    reader.end();
    const { statements, problems } = read(text);
    expect({ statements, problems }).toEqual({ statements: plain.statements, problems: plain.problems });
  });
});
