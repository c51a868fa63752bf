import { ibanOf } from './iban.ts';
import type { Account, AccountKey, Entity, EntityCode } from './model.ts';

export const GROUP_NAME = 'Halden Instruments Group';

export const ENTITIES: Record<EntityCode, Entity> = {
  DE01: {
    code: 'DE01',
    name: 'Halden GmbH',
    country: 'DE',
    vatIds: ['DE813472069'],
    baseCurrency: 'EUR',
  },
  US01: { code: 'US01', name: 'Halden Inc.', country: 'US', vatIds: [], baseCurrency: 'USD' },
};

const ACCOUNT_DEFAULTS = {
  type: 'current',
  statementSchedule: 'businessDays',
  overdraftLimit: null,
} as const;

/** The group's own accounts; banks and bank codes are made up. */
export const ACCOUNTS: Record<AccountKey, Account> = {
  eurMain: {
    ...ACCOUNT_DEFAULTS,
    entity: 'DE01',
    iban: ibanOf('DE', '700907770053201300'),
    other: null,
    bic: 'FALKDEMM',
    currency: 'EUR',
    bank: 'Bankhaus Falkenried',
    shortName: 'EUR Main',
    dueTime: '09:00',
    overdraftLimit: '500000.00',
    glAccount: '113100',
    openedOn: '2014-03-03',
  },
  eurPool: {
    ...ACCOUNT_DEFAULTS,
    entity: 'DE01',
    iban: ibanOf('DE', '700907770053201385'),
    other: null,
    bic: 'FALKDEMM',
    currency: 'EUR',
    bank: 'Bankhaus Falkenried',
    shortName: 'EUR Pool',
    dueTime: '09:00',
    glAccount: '113150',
    openedOn: '2019-07-01',
  },
  usd: {
    ...ACCOUNT_DEFAULTS,
    entity: 'US01',
    iban: null,
    other: '4410029387',
    bic: 'FHRBUS33',
    currency: 'USD',
    bank: 'First Harbor Bank',
    shortName: 'USD Operating',
    dueTime: '09:00',
    glAccount: '113300',
    openedOn: '2016-09-12',
  },
  gbp: {
    ...ACCOUNT_DEFAULTS,
    entity: 'DE01',
    iban: ibanOf('GB', 'KGWY09127731284406'),
    other: null,
    bic: 'KGWYGB2L',
    currency: 'GBP',
    bank: 'Kingsway Bank',
    shortName: 'GBP Collections',
    dueTime: '10:00',
    overdraftLimit: '100000.00',
    glAccount: '113400',
    openedOn: '2018-01-15',
  },
  jpy: {
    ...ACCOUNT_DEFAULTS,
    entity: 'DE01',
    iban: null,
    other: '0311-1048827',
    bic: 'TKWAJPJT',
    currency: 'JPY',
    bank: 'Tokiwa Bank',
    shortName: 'JPY Tokyo',
    statementSchedule: 'onMovement',
    dueTime: '09:00',
    glAccount: '113500',
    openedOn: '2021-05-20',
  },
};

export const ACCOUNT_KEYS = Object.keys(ACCOUNTS) as AccountKey[];

/** Our account's number as statements and remitters write it. */
export function accountNumber(key: AccountKey): string {
  const account = ACCOUNTS[key];
  return account.iban ?? account.other ?? '';
}
