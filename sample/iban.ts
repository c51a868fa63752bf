/** The IBAN of a national account number, with its check digits (ISO 13616, check by ISO 7064 mod 97-10). */
export function ibanOf(country: string, bban: string): string {
  return `${country}${checkDigits(bban + country)}${bban}`;
}

function checkDigits(text: string): string {
  const digits = `${text}00`.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return String(98n - (BigInt(digits) % 97n)).padStart(2, '0');
}
