import { CUSTOMERS } from './customers.ts';
import type { PartnerProfile } from './partner-profile.ts';
import { SUPPLIERS } from './suppliers.ts';

export const PARTNERS: readonly PartnerProfile[] = [...CUSTOMERS, ...SUPPLIERS];

const byNumber = new Map(PARTNERS.map((partner) => [partner.number, partner]));

/** The partner with a customer or supplier number. Throws a RangeError when there is none. */
export function partnerOf(number: string): PartnerProfile {
  const partner = byNumber.get(number);
  if (!partner) throw new RangeError(`No sample partner has the number ${number}.`);
  return partner;
}

/** The account that a partner pays from and is paid to. */
export function accountOf(partner: PartnerProfile): { number: string; bic: string } {
  const [account] = partner.accounts;
  return { number: account?.iban ?? account?.other ?? '', bic: account?.bic ?? '' };
}
