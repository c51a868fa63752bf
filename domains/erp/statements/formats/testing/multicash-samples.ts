/** Small MultiCash files for tests: AUSZUG.TXT and UMSATZ.TXT, as German programs export them. */

const line = (fields: Readonly<Record<number, string>>, length: number): string =>
  `${Array.from({ length }, (_, i) => fields[i + 1] ?? '').join(';')}\r\n`;

const ACCOUNT = { 1: '50070010', 2: '0123456', 3: '42' };

/** A line of AUSZUG.TXT: opening, debits, credits and closing. */
export function auszug(amounts: readonly string[], others: Readonly<Record<number, string>> = {}): string {
  const [opening = '', debits = '', credits = '', closing = ''] = amounts;
  const fields = {
    4: '02.03.26',
    5: 'EUR',
    6: opening,
    7: debits,
    8: credits,
    9: closing,
    10: 'Müller GmbH',
  };
  return line({ ...ACCOUNT, ...fields, 18: '2', ...others }, 18);
}

/** A line of UMSATZ.TXT. */
export function umsatz(amount: string, others: Readonly<Record<number, string>> = {}): string {
  return line({ ...ACCOUNT, 4: '03.03.26', 11: amount, 14: '02.03.26', ...others }, 35);
}

export const SAMPLES: Readonly<Record<string, string>> = {
  auszug: auszug(['1000,00', '20,00', '500,50', '1480,50']),
  umsatz: [
    umsatz('500,50', {
      5: '9310',
      6: 'EREF+E2E-4711 KREF+K-1 SVWZ',
      7: 'GUTSCHRIFT',
      9: '51',
      17: '+Rechnung 4711 für März',
      30: 'Käthe Müller',
      32: 'DEUTDEFF',
      33: 'DE89370400440532013000',
      34: '166',
    }),
    umsatz('-20,00', { 6: 'Gebühren', 7: 'ENTGELT', 10: '0000012345', 32: '37040044', 33: '532013000' }),
  ].join(''),
};
