/** The IBAN of a national account number, with its check digits (ISO 13616, check by ISO 7064 mod 97-10). */
export function ibanOf(country: string, bban: string): string {
  return `${country}${checkDigits(bban + country)}${bban}`;
}

/** Whether the check digits of an IBAN without spaces are right. */
export function hasValidCheckDigits(iban: string): boolean {
  return modulo97(iban.slice(4) + iban.slice(0, 4)) === 1;
}

function checkDigits(text: string): string {
  return String(98 - modulo97(`${text}00`)).padStart(2, '0');
}

function modulo97(text: string): number {
  const digits = text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return Number(BigInt(digits) % 97n);
}
