/** Small Norma 43 files for tests, as Spanish banks write them. */

/** An account of CaixaBank's example IBAN ES91 2100 0418 4502 0005 1332 with 1,234.56 EUR. */
export const HEADER = '112100041802000513322603012603022000000001234569783TITULAR EJEMPLO SL';

/** Records of 80 characters, each with its line end. */
export function norma43Of(records: readonly string[], newline = '\r\n'): string {
  return records.map((record) => record.padEnd(80) + newline).join('');
}

/** A movement (22) of 2 March 2026; `amount` in cents, `sign` 1 for debit and 2 for credit. */
export function movement(sign: string, amount: string, references = '', concept = '04007'): string {
  return `22    0418260302260303${concept}${sign}${amount.padStart(14, '0')}0000012345${references}`;
}

/** The final record (33): its counts, totals in cents and closing balance. */
export function final(debits: [number, number], credits: [number, number], closing: number): string {
  const number = (value: number, width: number) => String(Math.abs(value)).padStart(width, '0');
  const side = ([count, total]: [number, number]) => number(count, 5) + number(total, 14);
  return `33210004180200051332${side(debits)}${side(credits)}${closing < 0 ? 1 : 2}${number(closing, 14)}978`;
}

export const END = (records: number) => `88${'9'.repeat(18)}${String(records).padStart(6, '0')}`;

export const SAMPLES: Readonly<Record<string, string>> = {
  spain: norma43Of([
    HEADER,
    movement('2', '50050', '000000004711FACTURA 2026-17'),
    '2301TRANSFERENCIA DE PEÑA E HIJOS, FACTURA2026-17',
    '240184000000000054321',
    movement('1', '2000', '', '01001'),
    final([1, 2000], [1, 50050], 171506),
    END(6),
  ]),
};
