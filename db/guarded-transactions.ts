import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';
import { isPrepared } from './prepared-statements.ts';

type Work = (inner: TransactionSql) => unknown;
type Fate = { over: boolean };

/**
 * Makes transactions of this pool prepare their statements (see `isPrepared`), and refuse what they are asked after their end, be it by a lost
 * connection. postgres 3.4.9 would write such a statement to whatever the connection has become by then: to nothing, of which the process dies,
 * or to its successor, in the middle of somebody else's transaction.
 */
export function guardTransactions(sql: Sql): void {
  const begin = sql.begin.bind(sql) as (...given: unknown[]) => Promise<unknown>;
  const guarded = (...given: unknown[]) => {
    const work = given.pop() as Work;
    const fate: Fate = { over: false };
    const outcome = begin(...given, (inner: TransactionSql) => within(fate, inner, work));
    const end = () => {
      fate.over = true;
    };
    outcome.then(end, end);
    return outcome;
  };
  sql.begin = guarded as typeof sql.begin;
}

/** Once this has failed, the driver writes a rollback; of a transaction that is over it never hears, and its caller knows already. */
async function within(fate: Fate, inner: TransactionSql, work: Work): Promise<unknown> {
  try {
    const result = await work(guard(fate, inner));
    return await (Array.isArray(result) ? Promise.all(result) : result);
  } catch (error) {
    await nextTurn();
    if (fate.over) await new Promise(() => {});
    throw error;
  }
}

function guard(fate: Fate, inner: TransactionSql): TransactionSql {
  return new Proxy(inner, {
    apply(target, self, given) {
      assertGoesOn(fate);
      return Reflect.apply(target, self, given);
    },
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        assertGoesOn(fate);
        if (name === 'unsafe') return Reflect.apply(value, target, preparing(given));
        if (name !== 'savepoint') return Reflect.apply(value, target, given);
        const work = given.pop() as Work;
        return Reflect.apply(value, target, [
          ...given,
          (nested: TransactionSql) => within(fate, nested, work),
        ]);
      };
    },
  });
}

function preparing([text, parameters = [], options]: unknown[]): unknown[] {
  const prepare = isPrepared(text as string, (parameters as unknown[]).length);
  return [text, parameters, { ...(options as object | undefined), prepare }];
}

function assertGoesOn(fate: Fate): void {
  if (!fate.over) return;
  const error = new Error('The transaction is over: nothing can be asked within it any more.');
  throw Object.assign(error, { code: 'CONNECTION_CLOSED' });
}
