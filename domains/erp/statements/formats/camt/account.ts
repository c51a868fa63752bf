import type { StatementAccount } from '../../parsed-statement.ts';
import { asIban } from '../account-number.ts';
import { at, textAt } from '../xml/node.ts';
import type { CamtNode } from './elements.ts';
import { accountNumberOf, bicOf } from './party.ts';

export const NO_ACCOUNT: StatementAccount = {
  iban: null,
  other: null,
  bic: null,
  currency: null,
  owner: null,
};

/** `Acct`. An IBAN may stand under `Othr`, as some banks write it; one with wrong check digits is `other`. */
export function readAccount(node: CamtNode): StatementAccount {
  const number = accountNumberOf(node);
  const iban = number === null ? null : asIban(number);
  const currency = textAt(node, 'Ccy');
  const owner = at(node, 'Ownr');
  return {
    iban,
    other: iban === null ? number : null,
    bic: bicOf(at(node, 'Svcr')),
    currency: currency !== null && /^[A-Z]{3}$/.test(currency) ? currency : null,
    owner: textAt(owner, 'Nm') ?? textAt(owner, 'Pty', 'Nm'),
  };
}
