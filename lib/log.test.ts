import { DrizzleQueryError } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { NexusError } from './errors.ts';
import { describeError, log, logConsole } from './log.ts';

const EMAIL = 'ada.klein@halden.example';
const IBAN = 'DE89370400440532013000';

/** An error as postgres.js makes it: what belongs to the query is there to read, but not enumerable. */
function databaseError(fields: Record<string, string>): Error {
  const error = new postgres.PostgresError({ severity: 'ERROR', ...fields } as never);
  return Object.defineProperties(error, {
    query: { value: `INSERT INTO users (email) VALUES ('${EMAIL}')` },
    parameters: { value: [EMAIL, IBAN] },
    args: { value: [EMAIL, [IBAN]] },
    types: { value: [25] },
  });
}

const uniqueViolation = () =>
  databaseError({
    message: 'duplicate key value violates unique constraint "users_email"',
    code: '23505',
    detail: `Key (tenant_id, email)=(…, ${EMAIL}) already exists.`,
    where: `COPY users, line 1: "${EMAIL}"`,
    constraint_name: 'users_email',
    table_name: 'users',
    routine: '_bt_check_unique',
  });

const inDrizzle = (cause: Error) =>
  new DrizzleQueryError('insert into "users" ("email") values ($1)', [EMAIL, IBAN], cause);

const written = (error: unknown) => JSON.stringify(describeError(error));

describe('an error in the log', () => {
  test.each([
    ['of postgres.js', uniqueViolation()],
    ['of Drizzle', inDrizzle(uniqueViolation())],
    [
      'nested in others',
      new Error('outer', {
        cause: new NexusError('conflict', 'Look again.', { cause: inDrizzle(uniqueViolation()) }),
      }),
    ],
    [
      'whose wrapper repeats a value',
      new Error(`Nobody is called ${EMAIL}`, { cause: inDrizzle(uniqueViolation()) }),
    ],
    [
      'that quotes what could not be read',
      databaseError({ code: '22P02', message: `invalid input syntax for type uuid: "${EMAIL}"` }),
    ],
    [
      'that quotes a value which was no parameter',
      databaseError({ code: '22007', message: 'invalid date: "31.02.2026 Klein"' }),
    ],
  ])('%s says nothing of the values', (_, error) => {
    expect(written(error)).not.toMatch(/ada|klein|halden|DE8937/i);
  });

  test('still says what broke, and where', () => {
    expect(describeError(inDrizzle(uniqueViolation()))).toMatchObject({
      message: 'Failed query: insert into "users" ("email") values ($1)',
      stack: expect.arrayContaining([expect.stringMatching(/^\s+at .*log\.test\.ts/)]),
      cause: {
        name: 'PostgresError',
        code: '23505',
        message: 'duplicate key value violates unique constraint "users_email"',
        constraint_name: 'users_email',
        table_name: 'users',
        routine: '_bt_check_unique',
      },
    });
  });

  test('lines of a value that look like frames are not taken for frames', () => {
    const value = `hello\n    at ${EMAIL}:1:1`;
    expect(written(new DrizzleQueryError('select $1', [value], new Error('gone')))).not.toContain('ada');
    expect(describeError(new Error(`first\n    at ${EMAIL}`)).stack?.join()).not.toContain(EMAIL);
  });

  test('causes that go in circles come to an end, and what is no error is cut short', () => {
    const error = new Error('round');
    error.cause = error;
    expect(written(error).match(/round/g)).toHaveLength(6);
    expect(describeError('x'.repeat(1_000)).message).toHaveLength(200);
    expect(describeError(undefined)).toEqual({ message: 'undefined' });
    expect(describeError({ message: 'gone', query: EMAIL })).toEqual({ message: 'gone' });
  });
});

describe('what libraries say on the console', () => {
  const { error, warn, info, log: plain } = console;
  afterEach(() => void Object.assign(console, { error, warn, info, log: plain }));

  test('is a line of the log, without the values of the errors in it', () => {
    const line = vi.spyOn(log(), 'error');
    logConsole();
    console.error(' ⨯', inDrizzle(uniqueViolation()));
    expect(line).toHaveBeenCalledWith({ error: expect.objectContaining({ name: 'Error' }) }, ' ⨯');
    console.error(inDrizzle(uniqueViolation()).message);
    expect(JSON.stringify(line.mock.calls)).not.toMatch(/ada|DE8937/i);
  });
});
