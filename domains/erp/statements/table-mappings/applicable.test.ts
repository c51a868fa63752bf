import { describe, expect, test } from 'vitest';
import { applicableMapping } from './applicable.ts';
import type { RememberedMapping } from './queries.ts';

const ofMain: RememberedMapping = { bankAccountId: 'main', choice: { dateOrder: 'dayFirst' } };
const ofTax: RememberedMapping = { bankAccountId: 'tax', choice: { dateOrder: 'monthFirst' } };
const ofAny: RememberedMapping = { bankAccountId: null, choice: {} };
const saysMain: RememberedMapping = { bankAccountId: 'main', choice: { account: 'DE1' } };
const saysTax: RememberedMapping = { bankAccountId: 'tax', choice: { account: 'DE2' } };

const main = { named: true, accountId: 'main' };
const other = { named: true, accountId: 'other' };
const stranger = { named: true, accountId: null };
const unnamed = { named: false, accountId: null };

describe('a table that says its account', () => {
  test('is read as that account’s tables are', () => {
    expect(applicableMapping([ofTax, ofMain, ofAny], [main, main])).toBe(ofMain);
  });

  test('else as tables of any account are, and never as those of another', () => {
    expect(applicableMapping([ofTax, ofAny], [main])).toBe(ofAny);
    expect(applicableMapping([ofTax], [main])).toBeNull();
    expect(applicableMapping([ofTax], [stranger])).toBeNull();
  });

  test('of several accounts only as tables of any account are', () => {
    expect(applicableMapping([ofMain, ofAny], [main, other])).toBe(ofAny);
    expect(applicableMapping([ofMain], [main, other])).toBeNull();
  });
});

describe('a table that does not say its account', () => {
  test('is of the one account for which such tables are remembered', () => {
    expect(applicableMapping([ofAny, saysMain], [unnamed])).toBe(saysMain);
  });

  test('asks where there are several, or none', () => {
    expect(applicableMapping([saysTax, saysMain], [unnamed])).toBeNull();
    expect(applicableMapping([ofMain], [unnamed])).toBeNull();
  });
});

test('a table of which nothing could be read is read by the only one there is', () => {
  expect(applicableMapping([saysMain], [])).toBe(saysMain);
  expect(applicableMapping([saysMain, ofTax], [])).toBeNull();
});
