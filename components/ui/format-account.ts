const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/;

/** "DE89 3704 0044 0532 0130 00": an IBAN in groups of four, as ISO 13616 prints it; any other number as it is. */
export function formatAccount(account: string): string {
  return IBAN.test(account) ? account.replace(/(.{4})(?=.)/g, '$1 ') : account;
}
