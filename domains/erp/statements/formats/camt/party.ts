import type { ParsedParty } from '../../parsed-statement.ts';
import { asIban } from '../account-number.ts';
import { at, textAt, textOf } from '../xml/node.ts';
import type { CamtElement, CamtNode } from './elements.ts';

export const NOBODY: ParsedParty = { name: null, account: null, bic: null };

/** Whose account it is that the entries are on. */
export type Owner = { account: string | null; name: string | null };

export type Parties = { counterparty: ParsedParty; ultimateParty: ParsedParty | null };

/**
 * The other side of a payment: the debtor of a credit, the creditor of a debit. Where a payment came back (`isBack`) the
 * parties keep the roles that they had in it. Whoever is the account's own owner is not the other side.
 */
export function readParties(
  details: CamtNode,
  direction: 'credit' | 'debit',
  isBack: boolean,
  owner: Owner,
): Parties {
  const parties = at(details, 'RltdPties');
  const agents = at(details, 'RltdAgts');
  if (parties === null && agents === null) return { counterparty: NOBODY, ultimateParty: null };
  const expected = (direction === 'credit') !== isBack ? DEBTOR : CREDITOR;
  const party = partyOf(parties, agents, expected);
  const other =
    isOwn(party, owner) || isEmpty(party) ? otherParty(parties, agents, expected, owner, party) : null;
  return {
    counterparty: other ?? party,
    ultimateParty: ultimateOf(parties, other === null ? expected : oppositeOf(expected)),
  };
}

/** The names of the elements that speak of one role. */
type Role = Readonly<Record<'party' | 'account' | 'agent' | 'ultimate', CamtElement>>;

const DEBTOR: Role = { party: 'Dbtr', account: 'DbtrAcct', agent: 'DbtrAgt', ultimate: 'UltmtDbtr' };
const CREDITOR: Role = { party: 'Cdtr', account: 'CdtrAcct', agent: 'CdtrAgt', ultimate: 'UltmtCdtr' };

function oppositeOf(role: Role): Role {
  return role === DEBTOR ? CREDITOR : DEBTOR;
}

/** The party of the opposite role, where the expected one is the owner or is not named while this one has an account. */
function otherParty(
  parties: CamtNode | null,
  agents: CamtNode | null,
  expected: Role,
  owner: Owner,
  party: ParsedParty,
): ParsedParty | null {
  const other = partyOf(parties, agents, oppositeOf(expected));
  if (isEmpty(other) || isOwn(other, owner)) return null;
  return isOwn(party, owner) || other.account !== null ? other : null;
}

function partyOf(parties: CamtNode | null, agents: CamtNode | null, role: Role): ParsedParty {
  return {
    name: nameOf(at(parties, role.party)),
    account: accountNumberOf(at(parties, role.account)),
    bic: bicOf(at(agents, role.agent)),
  };
}

function ultimateOf(parties: CamtNode | null, role: Role): ParsedParty | null {
  const name = nameOf(at(parties, role.ultimate));
  return name === null ? null : { name, account: null, bic: null };
}

/** A party, in its `Pty` wrapper from version 001.07 on; where it is a bank, its agent's name. */
function nameOf(party: CamtNode | null): string | null {
  if (party === null) return null;
  return (
    textAt(party, 'Nm') ??
    textAt(party, 'Pty', 'Nm') ??
    textAt(at(party, 'Agt'), 'FinInstnId', 'Nm') ??
    bicOf(at(party, 'Agt'))
  );
}

/** The IBAN without blanks, or the other number; version 001.01 has `BBAN`, `UPIC` and `PrtryAcct`. */
export function accountNumberOf(account: CamtNode | null): string | null {
  const id = at(account, 'Id');
  if (id === null) return null;
  const iban = textAt(id, 'IBAN');
  if (iban !== null) return asIban(iban) ?? iban.replaceAll(' ', '');
  return (
    textAt(id, 'Othr', 'Id') ??
    textAt(id, 'PrtryAcct', 'Id') ??
    textAt(id, 'BBAN') ??
    textAt(id, 'UPIC') ??
    textAt(account, 'Prxy', 'Id') ??
    textOf(id)
  );
}

/** `BICFI`, before version 001.03 `BIC`, of a financial institution. */
export function bicOf(agent: CamtNode | null): string | null {
  const institution = at(agent, 'FinInstnId');
  return textAt(institution, 'BICFI') ?? textAt(institution, 'BIC') ?? textAt(institution, 'CmbndId', 'BIC');
}

function isEmpty({ name, account }: ParsedParty): boolean {
  return name === null && account === null;
}

function isOwn({ name, account }: ParsedParty, owner: Owner): boolean {
  if (account !== null && owner.account !== null) return account === owner.account;
  return name !== null && owner.name !== null && name.toUpperCase() === owner.name.toUpperCase();
}
