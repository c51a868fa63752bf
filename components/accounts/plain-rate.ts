const SHOWN_DIGITS = 4;

/** "1.08730000" as "1.0873": at least four decimals, and every digit that is not a trailing zero. */
export function plainRate(rate: string): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const kept = fraction.slice(SHOWN_DIGITS).replace(/0+$/, '');
  return `${whole}.${fraction.slice(0, SHOWN_DIGITS).padEnd(SHOWN_DIGITS, '0')}${kept}`;
}
