/** Small CODA files for tests, as Belgian banks write them. */

type Field = readonly [position: number, text: string];

/** A record of 128 characters with each text at its position, counted from 1. */
export function recordOf(...fields: readonly Field[]): string {
  let record = '';
  for (const [position, text] of fields) record = record.slice(0, position - 1).padEnd(position - 1) + text;
  return record.padEnd(128);
}

export function codaOf(records: readonly string[], newline = '\r\n'): string {
  return records.map((record) => record + newline).join('');
}

/** An amount in thousandths with its sign before it. */
function money(thousandths: number): string {
  return (thousandths < 0 ? '1' : '0') + digits(Math.abs(thousandths), 15);
}

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

export const HEADER = recordOf([1, '0000002032620105'], [35, 'EXAMPLE BV'], [61, 'GKCCBEBB'], [128, '2']);

/** The old balance (1) of the example IBAN BE68 5390 0754 7034. */
export function oldBalance(thousandths: number): string {
  const account = recordOf([1, '12017BE68539007547034'], [40, 'EUR']).slice(0, 42);
  return recordOf(
    [1, `${account}${money(thousandths)}010326EXAMPLE BV`],
    [91, 'CURRENT ACCOUNT'],
    [126, '017'],
  );
}

export function newBalance(thousandths: number): string {
  return recordOf([1, '8017BE68539007547034'], [39, 'EUR'], [42, `${money(thousandths)}020326`], [128, '0']);
}

/** A movement (2.1) of 2 March 2026, valued on the 3rd. */
export function movement(
  sequence: number,
  thousandths: number,
  communication: string,
  { code = '00150000', detail = 0, structured = false } = {},
): string {
  return recordOf(
    [1, `21${digits(sequence, 4)}${digits(detail, 4)}BANKREF${digits(sequence, 4)}`],
    [32, `${money(thousandths)}030326${code}${structured ? 1 : 0}${communication}`],
    [116, '0203260170'],
    [126, '1 0'],
  );
}

export function second(sequence: number, reference: string, reason = '', detail = 0): string {
  return recordOf(
    [1, `22${digits(sequence, 4)}${digits(detail, 4)}`],
    [64, reference],
    [99, 'KREDBEBB'],
    [114, reason],
    [126, '1 0'],
  );
}

export function third(sequence: number, account: string, name: string, detail = 0): string {
  return recordOf([1, `23${digits(sequence, 4)}${digits(detail, 4)}${account}`], [48, name], [126, '0 0']);
}

export function information(sequence: number, text: string, structured = false): string {
  return recordOf(
    [1, `31${digits(sequence, 4)}0001BANKREF${digits(sequence, 4)}`],
    [32, `00150000${structured ? 1 : 0}${text}`],
  );
}

/** The trailer (9): its count of records, and the totals in thousandths. */
export function trailer(records: number, debits: number, credits: number): string {
  return recordOf([1, '9'], [17, digits(records, 6) + digits(debits, 15) + digits(credits, 15)], [128, '2']);
}

/** A file of one statement around these records, its trailer right unless the totals say otherwise. */
export function statementOf(
  records: readonly string[],
  { opening = 1_000_000, debits = 0, credits = 0, count = records.length + 2 } = {},
): string {
  const closing = opening + credits - debits;
  return codaOf([
    HEADER,
    oldBalance(opening),
    ...records,
    newBalance(closing),
    trailer(count, debits, credits),
  ]);
}

export const SAMPLES: Readonly<Record<string, string>> = {
  belgium: statementOf(
    [
      movement(1, 500_550, '101090933755493', { structured: true }),
      second(1, 'E2E-4711'),
      third(1, 'BE43068999999501                  EUR', 'CAFÉ ZÉBRÉ SPRL'),
      information(1, '001CAFÉ ZÉBRÉ SPRL, BRUXELLES', true),
      movement(2, -30_000, 'SALARIES', { code: '10101000' }),
      movement(2, -10_000, 'A. PEETERS', { code: '50101000', detail: 1 }),
      second(2, 'SAL-1', '', 1),
      third(2, '068999999501', 'A. PEETERS', 1),
      movement(2, -20_000, 'B. JANSSENS', { code: '50101000', detail: 2 }),
    ],
    { debits: 30_000, credits: 500_550 },
  ),
};
