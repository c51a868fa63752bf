import { wordsOfAccount } from './accounts-in-files.ts';
import type { ImportStep } from './decide.ts';
import type { StatementFormat, StatementProblem } from './parsed-statement.ts';
import type { SurveyedStatement } from './survey.ts';

const MAX_REASON = 1_000;
const MAX_NAMED = 5;
const MAX_ASKED = 100;
const MAX_PROBLEMS = 1_000;

/** What was found in a file, and whether anybody has looked at it. */
export type Findings = {
  readonly format: StatementFormat | null;
  readonly statements: readonly SurveyedStatement[];
  readonly problems: readonly StatementProblem[];
  /** A table by itself, whose columns a person can name. */
  readonly isTable: boolean;
  /** Whoever sent it wants to see it before anything of it is imported. */
  readonly preview: boolean;
  /** It is read as a person said of an earlier table with its header. */
  readonly remembered: boolean;
  /** A person looked at this very file, and had it imported as it is read. */
  readonly accepted: boolean;
};

export const LOOK_AT_TABLE = 'Look at how Nexus reads this table, then import it.';
const LOOK_AT_REST =
  'Some of this file could not be read. Look at what could, then import it or put it aside.';

/**
 * Why a file cannot be taken in as it is: nobody has looked at it who wanted to, it says nothing, or a person must decide something first. Null
 * when it can.
 */
export function refusalOf(findings: Findings): ImportStep | null {
  const { statements, problems, isTable, accepted } = findings;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const open = errors.find(({ code }) => asks(code, isTable));
  if (open && (statements.length === 0 || (isAmbiguous(open.code) && !accepted))) {
    return hold(findings, open.message, problems);
  }
  const unknown = [...new Set(statements.filter((s) => !s.account).map(nameOfAccount))];
  if (statements.length === 0) {
    const errorMessage = problems[0]?.message ?? 'The file has no statement that could be read.';
    const rejected = { errorMessage, format: findings.format, problems: [...problems] };
    return { kind: 'reject', rejected };
  }
  if (unknown.length > 0) {
    const named = unknown.slice(0, MAX_NAMED).join(', ');
    const reason = statements.some(isStranger)
      ? `Nexus does not know ${named}. Add the account, and the file is read again.`
      : 'The file does not say of which account it is.';
    return hold(findings, reason, [...unknown.slice(0, MAX_ASKED).map(asked), ...problems]);
  }
  if (!findings.preview || accepted) return null;
  if (isTable && !findings.remembered) return hold(findings, LOOK_AT_TABLE, problems);
  return errors.length > 0 ? hold(findings, LOOK_AT_REST, problems) : null;
}

const isAmbiguous = (code: string) => code.endsWith('.ambiguous');

/** What only a person can say; of a table they can say which column is which as well. */
function asks(code: string, isTable: boolean): boolean {
  if (isAmbiguous(code)) return true;
  return (
    isTable && (code.endsWith('.inconsistent') || ['currency.missing', 'columns.notFound'].includes(code))
  );
}

function hold(
  { format }: Findings,
  reason: string,
  problems: readonly StatementProblem[],
): Extract<ImportStep, { kind: 'hold' }> {
  const held = { reason: reason.slice(0, MAX_REASON), format, problems: problems.slice(0, MAX_PROBLEMS) };
  return { kind: 'hold', held };
}

const asked = (account: string): StatementProblem => ({
  severity: 'error',
  line: null,
  code: 'account.unknown',
  message: `Nexus does not know ${account}.`,
  raw: account,
});

/** Whether the file names an account that nobody knows. */
const isStranger = ({ account, named }: SurveyedStatement) =>
  account === null && (named.iban ?? named.other) !== null;

const nameOfAccount = ({ named, currency }: SurveyedStatement) => wordsOfAccount(named, currency);
