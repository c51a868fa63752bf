import { expect, test } from 'vitest';
import { commandParams } from './(workspace)/audit/list-params.ts';
import { documentParams } from './(workspace)/documents/list-params.ts';
import { statementParams } from './(workspace)/statements/list-params.ts';
import { addressText } from './address-text.ts';

test.each([
  ['plain', 'plain'],
  [' trimmed ', 'trimmed'],
  [['first', 'second'], 'first'],
  ['a\u0000b', undefined],
  ['x'.repeat(601), undefined],
  [undefined, undefined],
  [{ toString: 'x' }, undefined],
])('%j is read as %j', (value, text) => {
  expect(addressText.parse(value)).toBe(text);
});

test('whatever an address says, the lists find a filter in it', () => {
  const odd = [
    'x'.repeat(5_000),
    'a\u0000b',
    "' OR 1=1",
    '9999-12-31',
    '0000-00-00',
    '%',
    '__proto__',
    'W10',
  ];
  for (const value of odd) {
    const names = [
      'q',
      'account',
      'check',
      'kind',
      'from',
      'to',
      'sort',
      'after',
      'before',
      'who',
      'what',
      'id',
      'entity',
    ];
    const raw = Object.fromEntries(names.map((name) => [name, value]));
    expect(() => statementParams(raw, 'all')).not.toThrow();
    expect(() => documentParams(raw, 'all')).not.toThrow();
    expect(() => commandParams(raw, 'Pacific/Chatham')).not.toThrow();
  }
});
