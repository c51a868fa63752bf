import pino, { type Logger } from 'pino';

let logger: Logger | undefined;

/** The process's log: one JSON object a line, on standard output. */
export function log(): Logger {
  logger ??= pino({
    level: process.env.NODE_ENV === 'test' ? 'silent' : 'info',
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  });
  return logger;
}

/** Logs an error with its causes. A database error carries its parameters, and so perhaps personal data: only what names the fault stays. */
export function reportError(error: unknown, facts: Record<string, unknown> = {}): void {
  log().error({ ...facts, error: describeError(error) }, 'failed');
}

/**
 * From now on, what libraries say on the console are lines of the log, errors described as by `reportError`: Next says there by
 * itself what a page threw.
 */
export function logConsole(): void {
  for (const level of ['error', 'warn', 'info'] as const) {
    console[level] = (...said: unknown[]) => {
      const error = said.find((part) => part instanceof Error);
      const text = said
        .filter((part) => part !== error)
        .map((part) => messageOf(new Error(String(part)), []));
      log()[level](error ? { error: describeError(error) } : {}, text.join(' '));
    };
  }
  console.log = console.info;
}

/** What of an error may be kept: names, codes, where in the code, and messages without the values that the database was given. */
export type ErrorDescription = {
  readonly message: string;
  readonly name?: string;
  readonly stack?: readonly string[];
  readonly cause?: ErrorDescription;
} & { readonly [Field in (typeof KEPT)[number]]?: unknown };

const KEPT = ['code', 'constraint_name', 'table_name', 'routine'] as const;
const MAX_CAUSES = 5;
const MAX_MESSAGE = 500;
const MAX_FRAMES = 8;
const HIDDEN = '…';

/** The error and up to five causes, as `reportError` logs them. */
export function describeError(error: unknown): ErrorDescription {
  const chain = causesOf(error);
  const secrets = chain.flatMap(valuesOf);
  return chain
    .map((part) => describe(part, secrets))
    .reduceRight((cause, description) => ({ ...description, cause }));
}

function causesOf(error: unknown): unknown[] {
  const chain = [error];
  for (let at = error; at instanceof Error && at.cause != null && chain.length <= MAX_CAUSES; at = at.cause) {
    chain.push(at.cause);
  }
  return chain;
}

function describe(error: unknown, secrets: readonly string[]): ErrorDescription {
  if (!(error instanceof Error)) return { message: hide(textOf(error), secrets).slice(0, 200) };
  const kept = KEPT.flatMap((key) => (key in error ? [[key, error[key as keyof Error]]] : []));
  return {
    name: error.name,
    message: messageOf(error, secrets),
    stack: framesOf(error, secrets),
    ...Object.fromEntries(kept),
  };
}

/** What is thrown need not be an Error: pg-boss hands on plain objects with the message of one. */
function textOf(thrown: unknown): string {
  const { message } = Object(thrown) as { message?: unknown };
  return String(message ?? thrown).split('\nparams:')[0] ?? '';
}

function messageOf(error: Error, secrets: readonly string[]): string {
  // Drizzle writes the whole query with its parameters into the message.
  const message = hide(error.message.split('\nparams:')[0] ?? '', secrets).slice(0, MAX_MESSAGE);
  // PostgreSQL quotes what it could not read (class 22); in other classes it quotes names of columns and constraints.
  const quotesData = /^22/.test(String(field(error, 'code'))) && field(error, 'severity') !== undefined;
  return quotesData ? message.replace(/".*"/s, `"${HIDDEN}"`) : message;
}

/** Frames alone: a message of several lines could look like one, so what comes before the frames is cut off first. */
function framesOf({ stack = '', message }: Error, secrets: readonly string[]): string[] {
  const start = stack.indexOf(message);
  const frames = start < 0 ? stack : stack.slice(start + message.length);
  return hide(frames, secrets)
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MAX_FRAMES);
}

const SHORTEST_SECRET = 4;

/** The values that a query was given: Drizzle keeps them as `params`, postgres.js as `parameters` and `args`. */
function valuesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  return ['params', 'parameters', 'args']
    .flatMap((key) => field(error, key))
    .flat()
    .map((value) => (value instanceof Object ? JSON.stringify(value) : String(value)))
    .filter((value) => value && value.length >= SHORTEST_SECRET);
}

function hide(text: string, secrets: readonly string[]): string {
  return secrets.reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
}

function field(error: Error, name: string): unknown {
  return (error as unknown as Record<string, unknown>)[name];
}
