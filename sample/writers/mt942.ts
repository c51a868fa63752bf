import { ACCOUNTS, accountNumber } from '../group.ts';
import type { IntradayReport } from '../intraday.ts';
import { compact, dialectOf, entry, enveloped } from './mt940.ts';

/** What the bank knows by half past eleven as SWIFT MT942 (SRG 2023); lines end with CR LF. */
export function mt942(report: IntradayReport): string {
  const dialect = dialectOf(report);
  const { currency } = ACCOUNTS[report.account];
  const lines = [
    `:20:${dialect.reference}${compact(report.date)}`,
    `:25:${accountNumber(report.account)}`,
    ':28C:1/1',
    `:34F:${currency}0,`,
    `:13D:${compact(report.date)}1130+0100`,
    ...report.rows.flatMap((row, index) => entry(report, row, index + 1, dialect)),
  ];
  return dialect.envelope ? enveloped(lines, report.account, 'I942') : [...lines, '-', ''].join('\r\n');
}
