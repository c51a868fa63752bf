import pino, { type Logger } from 'pino';

let logger: Logger | undefined;

/** The process's log: one JSON object a line, on standard output. */
export function log(): Logger {
  logger ??= pino({ level: process.env.NODE_ENV === 'test' ? 'silent' : 'info', base: undefined });
  return logger;
}

/** Logs an error with its causes. A database error carries its parameters, and so perhaps personal data: only what names the fault stays. */
export function reportError(error: unknown, facts: Record<string, unknown> = {}): void {
  log().error({ ...facts, error: describe(error) }, 'failed');
}

const KEPT = ['code', 'constraint_name', 'table_name', 'routine'] as const;
const MAX_CAUSES = 5;

function describe(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) };
  const kept = Object.fromEntries(
    KEPT.flatMap((key) => (key in error ? [[key, error[key as keyof Error]]] : [])),
  );
  return {
    name: error.name,
    // Drizzle writes the whole query with its parameters into the message.
    message: error.message.split('\nparams:')[0]?.slice(0, 500),
    stack: error.stack
      ?.split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 8),
    ...kept,
    ...(error.cause && depth < MAX_CAUSES ? { cause: describe(error.cause, depth + 1) } : {}),
  };
}
