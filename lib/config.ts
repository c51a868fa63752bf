import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { NexusError } from './errors.ts';

/** What an operator can set, as the rest of the program sees it. Paths are absolute. */
export type Config = {
  port: number;
  host: string;
  /** Database, files, keys and logs of an installation that brings everything along. */
  home: string;
  files: string;
  /** As `nexus_app`; undefined until a database is known. */
  databaseUrl: string | undefined;
  /** As the owner of the schema, for migrations. */
  databaseAdminUrl: string | undefined;
  /** As `nexus_replay`, for verify and rebuild. */
  databaseReplayUrl: string | undefined;
  /** The public origin, without a slash at its end: passkeys are bound to its host name. */
  url: string;
  /** Addresses and CIDR ranges whose forwarded headers are believed. */
  trustedProxies: string[];
  /** Who reads `/metrics` from another machine carries it as a bearer token. */
  metricsToken: string | undefined;
  /** Where the worker answers `/metrics`, on this machine alone; undefined for nowhere. */
  workerMetricsPort: number | undefined;
  /** The folder in which banks lay down files; undefined for none. */
  inbox: string | undefined;
  /** So long a file in the inbox has not changed before it is read. */
  inbox_s: number;
  /** 32 bytes that seal secrets. Throws 'unavailable' while there is no key. */
  readonly masterKey: Buffer;
};

const empty = (value: unknown) => (value === '' ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(empty, schema.optional());

const mustBe = {
  port: 'must be a whole number from 1 to 65535',
  database: 'must look like postgres://user:password@host:5432/database',
  url: 'must be an origin such as https://treasury.example.com: https (http only for localhost), a host name instead of an IP address, no path',
  proxies: 'must be IP addresses or CIDR ranges, separated by commas',
  key: 'must be 32 bytes in base64',
  token: 'must be at least 20 characters without spaces',
  seconds: 'must be a whole number of seconds from 1 to 3600',
};

const databaseUrl = optional(
  z.string().refine((text) => /^postgres(ql)?:$/.test(URL.parse(text)?.protocol ?? ''), mustBe.database),
);

const port = z
  .string()
  .regex(/^\d{1,5}$/, mustBe.port)
  .transform(Number)
  .refine(isPort, mustBe.port);

const environment = z.object({
  PORT: z.preprocess(empty, port.default(3000)),
  HOST: z.preprocess(empty, z.string().default('127.0.0.1')),
  NEXUS_HOME: z.preprocess(empty, z.string().default('.nexus')),
  NEXUS_FILES: optional(z.string()),
  DATABASE_URL: databaseUrl,
  DATABASE_ADMIN_URL: databaseUrl,
  DATABASE_REPLAY_URL: databaseUrl,
  NEXUS_URL: optional(z.string().refine(isOrigin, mustBe.url)),
  NEXUS_TRUSTED_PROXIES: optional(
    z
      .string()
      .transform((text) => text.split(',').map((part) => part.trim()))
      .refine((parts) => parts.every(isRange), mustBe.proxies),
  ),
  NEXUS_METRICS_TOKEN: optional(z.string().regex(/^\S{20,}$/, mustBe.token)),
  NEXUS_WORKER_METRICS_PORT: optional(port),
  NEXUS_INBOX: optional(z.string()),
  NEXUS_INBOX_SECONDS: z.preprocess(
    empty,
    z
      .string()
      .regex(/^\d{1,4}$/, mustBe.seconds)
      .transform(Number)
      .refine((seconds) => seconds >= 1 && seconds <= 3_600, mustBe.seconds)
      .default(5),
  ),
  NEXUS_MASTER_KEY: optional(
    z.string().refine((text) => Buffer.from(text, 'base64').length === 32, mustBe.key),
  ),
});

const secret = new Set([
  'DATABASE_URL',
  'DATABASE_ADMIN_URL',
  'DATABASE_REPLAY_URL',
  'NEXUS_METRICS_TOKEN',
  'NEXUS_MASTER_KEY',
]);

let parsed: Config | undefined;

/** The configuration of this process, read from the environment at the first call. Errors as `parseConfig`. */
export function config(): Config {
  parsed ??= parseConfig(process.env);
  return parsed;
}

/** Makes the next `config()` read the environment again: for who has just found or started the database. */
export function forgetConfig(): void {
  parsed = undefined;
}

/** Throws 'invalid' with one sentence for each wrong value; passwords and keys are not repeated in it. */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const result = environment.safeParse(env);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return { pointer: `/${name}`, code: 'invalid', message: sentence(name, message, env[name]) };
    });
    throw new NexusError('invalid', problems.map(({ message }) => message).join('\n'), { problems });
  }
  const values = result.data;
  const home = resolve(values.NEXUS_HOME);
  return {
    port: values.PORT,
    host: values.HOST,
    home,
    files: values.NEXUS_FILES ? resolve(values.NEXUS_FILES) : join(home, 'files'),
    databaseUrl: values.DATABASE_URL,
    databaseAdminUrl: values.DATABASE_ADMIN_URL,
    databaseReplayUrl: values.DATABASE_REPLAY_URL,
    url: values.NEXUS_URL ? new URL(values.NEXUS_URL).origin : `http://localhost:${values.PORT}`,
    trustedProxies: values.NEXUS_TRUSTED_PROXIES ?? [],
    metricsToken: values.NEXUS_METRICS_TOKEN,
    workerMetricsPort: values.NEXUS_WORKER_METRICS_PORT,
    inbox: values.NEXUS_INBOX && resolve(values.NEXUS_INBOX),
    inbox_s: values.NEXUS_INBOX_SECONDS,
    get masterKey() {
      const key = Buffer.from(values.NEXUS_MASTER_KEY ?? keyFile(home), 'base64');
      Object.defineProperty(this, 'masterKey', { value: key });
      return key;
    },
  };
}

/** Where `npm start` keeps the key that seals secrets, as base64. */
export const masterKeyPath = (home: string) => join(home, 'keys', 'master.key');

function keyFile(home: string): string {
  const path = masterKeyPath(home);
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const text = `There is no master key: set NEXUS_MASTER_KEY, or let npm start make ${path}.`;
    throw new NexusError('unavailable', text, { cause });
  }
}

const sentence = (name: string, mustBe: string, value: string | undefined) =>
  `${name} ${mustBe}${secret.has(name) ? '' : `, and is "${value}"`}.`;

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}

function isOrigin(text: string): boolean {
  const url = URL.parse(text);
  if (url?.pathname !== '/' || url.search || url.hash || url.username) return false;
  if (isIP(url.hostname.replace(/^\[|\]$/g, ''))) return false;
  const local = url.hostname === 'localhost' || url.hostname.endsWith('.localhost');
  return url.protocol === 'https:' || (url.protocol === 'http:' && local);
}

function isRange(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
