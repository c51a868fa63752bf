import { describe, expect, test } from 'vitest';
import type { StatementProblem } from './parsed-statement.ts';
import { type Findings, LOOK_AT_TABLE, refusalOf } from './refusal.ts';
import type { SurveyedStatement } from './survey.ts';

const statement = { account: { id: 'a' }, currency: 'EUR' } as unknown as SurveyedStatement;
const stranger = {
  account: null,
  currency: 'EUR',
  named: { iban: 'DE02120300000000202051', other: null },
} as unknown as SurveyedStatement;

const problem = (code: string, severity: StatementProblem['severity'] = 'error'): StatementProblem => ({
  ...{ severity, line: 3, code, message: `About ${code}.`, raw: null },
});

const table: Findings = {
  ...{ format: 'csv', statements: [statement], problems: [] },
  ...{ isTable: true, preview: true, accepted: false, remembered: false },
};
const message: Findings = { ...table, format: 'mt940', isTable: false };
const reasonOf = (findings: Findings) => {
  const step = refusalOf(findings);
  return step?.kind === 'hold' ? step.held.reason : step?.kind;
};

describe('a table that somebody wants to see first', () => {
  test('is held until a person accepts it, or one like it was accepted', () => {
    expect(reasonOf(table)).toBe(LOOK_AT_TABLE);
    expect(refusalOf({ ...table, accepted: true })).toBeNull();
    expect(refusalOf({ ...table, remembered: true })).toBeNull();
  });

  test('is held as well when what is remembered leaves something out', () => {
    const found = { ...table, remembered: true, problems: [problem('amount.invalid')] };
    expect(reasonOf(found)).toMatch(/could not be read/);
    expect(refusalOf({ ...found, problems: [problem('balance.gap', 'warning')] })).toBeNull();
  });
});

describe('what a script sends', () => {
  test('is taken in as it is', () => {
    expect(refusalOf({ ...table, preview: false })).toBeNull();
    expect(refusalOf({ ...message, preview: false, problems: [problem('amount.invalid')] })).toBeNull();
  });

  test('waits where only a person can decide', () => {
    const found = { ...table, preview: false, problems: [problem('sign.ambiguous')] };
    expect(reasonOf(found)).toBe('About sign.ambiguous.');
    expect(refusalOf({ ...found, accepted: true })).toBeNull();
  });
});

describe('another file that somebody wants to see first', () => {
  test('is held only where something of it could not be read', () => {
    expect(refusalOf(message)).toBeNull();
    const found = { ...message, problems: [problem('amount.invalid')] };
    expect(reasonOf(found)).toMatch(/could not be read/);
    expect(refusalOf({ ...found, accepted: true })).toBeNull();
  });
});

describe('a file without a statement', () => {
  test('is refused with its first problem', () => {
    const found = { ...message, statements: [], problems: [problem('format.notStatement')] };
    expect(refusalOf(found)).toMatchObject({
      kind: 'reject',
      rejected: { errorMessage: 'About format.notStatement.' },
    });
  });

  test.each(['currency.missing', 'columns.notFound', 'date.inconsistent', 'decimal.ambiguous'])(
    'waits when it is a table and a person can help with %s',
    (code) => {
      const found = { ...table, accepted: true, statements: [], problems: [problem(code)] };
      expect(reasonOf(found)).toBe(`About ${code}.`);
    },
  );

  test('is refused when it is no table, whatever columns it lacks', () => {
    expect(reasonOf({ ...message, statements: [], problems: [problem('columns.notFound')] })).toBe('reject');
  });
});

test('an account that nobody knows is asked for before anything else is looked at', () => {
  const step = refusalOf({ ...table, statements: [stranger], problems: [problem('x', 'warning')] });
  expect(step).toMatchObject({
    kind: 'hold',
    held: {
      reason: expect.stringContaining('DE02120300000000202051 (EUR)'),
      problems: [{ code: 'account.unknown', raw: 'DE02120300000000202051 (EUR)' }, { code: 'x' }],
    },
  });
  expect(reasonOf({ ...table, accepted: true, statements: [stranger] })).toMatch(/does not know/);
});

test('a file that names no account says so, rather than that nobody knows it', () => {
  const account = { iban: null, other: null };
  const unnamed = { ...stranger, named: account } as unknown as SurveyedStatement;
  expect(reasonOf({ ...table, statements: [unnamed] })).toBe('The file does not say of which account it is.');
});
