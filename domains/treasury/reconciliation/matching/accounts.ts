/** Length of an IBAN by country: ISO 13616 registry, the countries whose banks write IBANs into texts. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  ...lengths(15, 'NO'),
  ...lengths(16, 'BE'),
  ...lengths(18, 'DK FI NL FO GL'),
  ...lengths(19, 'MK SI'),
  ...lengths(20, 'AT EE KZ LT LU BA XK'),
  ...lengths(21, 'CH HR LI LV'),
  ...lengths(22, 'BG DE GB GE IE ME RS BH'),
  ...lengths(23, 'AE IL GI'),
  ...lengths(24, 'AD CZ ES MD RO SA SE SK TN PK'),
  ...lengths(25, 'PT'),
  ...lengths(26, 'IS TR'),
  ...lengths(27, 'FR GR IT MC SM'),
  ...lengths(28, 'AL AZ CY HU LB PL'),
  ...lengths(29, 'BR EG QA UA'),
  ...lengths(31, 'MT'),
};

/** An account as it is compared: capitals and digits only. Null when there is none. */
export function normaliseAccount(account: string | null | undefined): string | null {
  const compact = (account ?? '').toUpperCase().replace(/[^A-Z0-9]/g, '');
  return compact.length >= 4 ? compact : null;
}

/** Whether the account begins and is as long as an IBAN of a country that we know. */
export function hasIbanShape(account: string): boolean {
  return IBAN_LENGTHS[account.slice(0, 2)] === account.length;
}

/** The end of the IBAN that starts at `start`, with or without blanks in it; null when none does (ISO 7064 mod 97-10). */
export function ibanEnd(text: string, start: number): number | null {
  const length = IBAN_LENGTHS[text.slice(start, start + 2)];
  if (!length) return null;
  let compact = '';
  let end = start;
  while (compact.length < length && end < text.length) {
    const character = text[end] as string;
    if (/[A-Z0-9]/.test(character)) compact += character;
    else if (!/\s/.test(character)) return null;
    end++;
  }
  return compact.length === length && hasCheckDigits(compact) ? end : null;
}

function hasCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function lengths(length: number, countries: string): Record<string, number> {
  return Object.fromEntries(countries.split(' ').map((country) => [country, length]));
}
