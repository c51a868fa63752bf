import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres, { type Options, type PostgresType, type Sql, type TransactionSql } from 'postgres';
import { config } from '#lib/config.ts';
import { ARRAY_TYPES } from './array-types.ts';
import { guardTransactions } from './guarded-transactions.ts';
import { openSocket } from './patient-socket.ts';

/** A pool of connections, and Drizzle on top of it. */
export type Database = { readonly sql: Sql; readonly drizzle: PostgresJsDatabase };
/** A Drizzle transaction. */
export type Transaction = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_S = 10;
const LONGEST_SILENCE_ms = 60_000;
/** Seconds for which a pool that lost a connection goes on with what it has begun. */
const LEAVING_S = 30;

type PoolOptions = {
  readonly max?: number;
  /** Called whenever a connection ends. */
  readonly onclose?: () => void;
  /** PostgreSQL ends a transaction that says nothing for so long: whoever holds a lock and hangs must not stop the others. */
  readonly longestSilence_ms?: number;
};

/** Opens a pool on `url`; sessions run in UTC, so that instants read the same everywhere. */
export function connect(url: string, options: PoolOptions = {}): Database {
  const silence = options.longestSilence_ms;
  const { address, socketDir } = readUrl(url);
  const sql = postgres(address, {
    ...(socketDir && { host: socketDir }),
    max: options.max ?? MAX_CONNECTIONS,
    connect_timeout: CONNECT_TIMEOUT_S,
    max_lifetime: null,
    connection: {
      TimeZone: 'UTC',
      application_name: 'nexus',
      ...(silence && { idle_in_transaction_session_timeout: silence }),
    },
    onnotice: () => {},
    onclose: options.onclose,
    socket: openSocket,
    // The driver's own question for them is asked in vain, and unheard, when a connection ends while it begins.
    fetch_types: false,
    types: ARRAY_TYPES,
  } as Options<Record<string, PostgresType>>);
  guardTransactions(sql);
  return { sql, drizzle: drizzle(sql) };
}

let runtime: Database | undefined;

/** The driver does not know libpq's `host` parameter, the folder of a Unix socket. */
function readUrl(url: string): { address: string; socketDir: string | null } {
  const address = new URL(url);
  const socketDir = address.searchParams.get('host');
  address.searchParams.delete('host');
  return { address: address.toString(), socketDir };
}

/** The runtime role's pool, made at first use: `next build` evaluates modules without a database. */
export function database(): Database {
  const { databaseUrl } = config();
  if (!databaseUrl) throw new Error('DATABASE_URL is not set, and no PostgreSQL of our own is running.');
  runtime ??= connectRuntime(databaseUrl);
  return runtime;
}

/** Once a connection was lost, new work gets a new pool: the driver begins its next life with what the last one had not yet sent. */
function connectRuntime(url: string): Database {
  const onclose = () => {
    if (runtime !== opened) return;
    runtime = undefined;
    void opened.sql.end({ timeout: LEAVING_S });
  };
  const opened = connect(url, { onclose, longestSilence_ms: LONGEST_SILENCE_ms });
  return opened;
}

/** Closes the runtime pool, waiting up to `timeout_s` seconds for what runs. */
export async function closeDatabase(timeout_s = 5): Promise<void> {
  const closing = runtime;
  runtime = undefined;
  await closing?.sql.end({ timeout: timeout_s });
}

/** The driver's own transaction beneath Drizzle's: for prepared statements, pipelining and savepoints. */
export function driverOf(tx: Transaction): TransactionSql {
  return (tx as unknown as { session: { client: TransactionSql } }).session.client;
}
