/** Small CFONB 120 files for tests, as French banks write them. */

/** −190.40 with two decimals is "1904}": the last digit bears the sign. */
export function cfonbMoney(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(14, '0');
  const last = Number(digits.slice(-1));
  return digits.slice(0, -1) + (minor < 0 ? '}JKLMNOPQR' : '{ABCDEFGHI').charAt(last);
}

/** The account of the example IBAN FR14 2004 1010 0505 0001 3M02 606. */
function beginning(code: string, operation: string, currency: string, decimals: string): string {
  return `${code}20041${operation.padEnd(4)}01005${currency}${decimals} 0500013M026`;
}

export function balanceOf(code: '01' | '07', date: string, minor: number, currency = 'EUR', decimals = '2') {
  return `${beginning(code, '', currency, decimals)}  ${date}`.padEnd(90) + cfonbMoney(minor).padEnd(30);
}

/** A movement (04) of 2 March 2026, valued on the 3rd. */
export function movementOf(minor: number, label: string, currency = 'EUR', decimals = '2', code = '18') {
  const dates = `${code}020326  030326`;
  const text = `${beginning('04', '0162', currency, decimals)}${dates}${label.padEnd(31)}  0001234`;
  return `${text}  ${cfonbMoney(minor)}REF-4711`.padEnd(120);
}

export function complementOf(qualifier: string, text: string): string {
  return `${beginning('05', '0162', 'EUR', '2')}18020326     ${qualifier}${text}`.padEnd(120);
}

export function cfonbOf(records: readonly string[], newline = '\r\n'): string {
  return records.map((record) => record + newline).join('');
}

export const SAMPLES: Readonly<Record<string, string>> = {
  france: cfonbOf([
    balanceOf('01', '010326', -19040),
    movementOf(50055, 'VIR SEPA RECU'),
    complementOf('NPY', 'SOCIÉTÉ ACME SARL'),
    complementOf('LCC', `FACTURE 4711 ${'X'.repeat(57)}`),
    complementOf('LC2', 'YZ FIN'),
    complementOf('RCN', `${'E2E-4711'.padEnd(35)}SUPP`),
    complementOf('MMO', 'USD200000000054321'),
    movementOf(-1230, 'PRLV SEPA TELECOM'),
    complementOf('NBE', 'TELECOM SA'),
    complementOf('RUM', `${'MANDAT-1'.padEnd(35)}RCUR`),
    complementOf('LCS', 'RF18539007547034'),
    balanceOf('07', '020326', 29785),
  ]),
};
