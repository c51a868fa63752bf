import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, currencyShape, instant, rate, tenantKey, timestamps } from './columns.ts';

/** The companies that run on this database. The one projection that is read before the tenant is known. */
export const tenants = pgTable(
  'tenants',
  {
    id: uuid('id').primaryKey(),
    name: text('name').notNull(),
    slug: text('slug').notNull(),
    region: text('region'),
    defaultCurrency: text('default_currency').notNull(),
    timeZone: text('time_zone').notNull(),
    defaultPaymentTermsDays: integer('default_payment_terms_days').notNull(),
    status: text('status').notNull(),
    settings: jsonb('settings').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    unique('tenants_slug').on(t.slug),
    check('tenants_status', sql`${t.status} IN ('active', 'suspended')`),
    currencyShape('tenants_default_currency', t.defaultCurrency),
  ],
);

/** The group's companies. `code` is the `entity_id` of documents and accounts. */
export const entities = pgTable(
  'entities',
  {
    ...tenantKey(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    country: text('country'),
    vatIds: text('vat_ids').array().notNull(),
    baseCurrency: text('base_currency').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    unique('entities_code').on(t.tenantId, t.code),
    currencyShape('entities_base_currency', t.baseCurrency),
  ],
);

/** What a currency is worth on a day, entered or illustrative: 1 base = rate quote. */
export const exchangeRates = pgTable(
  'exchange_rates',
  {
    ...tenantKey(),
    date: date('date').notNull(),
    base: text('base').notNull(),
    quote: text('quote').notNull(),
    rate: rate('rate').notNull(),
    source: text('source').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    unique('exchange_rates_pair_date').on(t.tenantId, t.base, t.quote, t.date),
    currencyShape('exchange_rates_base', t.base),
    currencyShape('exchange_rates_quote', t.quote),
    check('exchange_rates_rate', sql`${t.rate} > 0`),
    check('exchange_rates_source', sql`${t.source} IN ('illustrative', 'entered')`),
  ],
);

/** A sender of documents. Its signing secrets are in `secrets`, when it was last seen in `activity`. */
export const integrations = pgTable(
  'integrations',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    scopes: text('scopes').array().notNull(),
    status: text('status').notNull(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    unique('integrations_name').on(t.tenantId, t.name),
    check(
      'integrations_source',
      sql`${t.source} IN ('sap', 'oracle', 'netsuite', 'businesscentral', 'generic', 'einvoice')`,
    ),
    check('integrations_status', sql`${t.status} IN ('active', 'paused')`),
  ],
);

/** A script's key: only the SHA-256 of its random part is kept. */
export const apiKeys = pgTable(
  'api_keys',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    name: text('name').notNull(),
    tokenHash: text('token_hash').notNull(),
    role: text('role').notNull(),
    scopes: text('scopes').array().notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    check('api_keys_role', sql`${t.role} IN ('admin', 'treasurer', 'analyst', 'auditor')`),
  ],
);

/** Every verified webhook as received, with the answer that it got. */
export const inboundMessages = pgTable(
  'inbound_messages',
  {
    ...tenantKey(),
    integrationId: uuid('integration_id').notNull(),
    messageId: text('message_id').notNull(),
    bodySha256: text('body_sha256').notNull(),
    body: bytes('body'),
    responseStatus: integer('response_status').notNull(),
    responseBody: text('response_body').notNull(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    unique('inbound_messages_message').on(t.tenantId, t.integrationId, t.messageId),
    index('inbound_messages_received_at').on(t.tenantId, t.receivedAt),
  ],
);

/** Signing secrets, wrapped by the master key (AES-256-GCM). */
export const secrets = pgTable(
  'secrets',
  {
    ...tenantKey(),
    ownerId: uuid('owner_id').notNull(),
    wrapped: bytes('wrapped').notNull(),
    createdAt: instant('created_at').notNull(),
    retiresAt: instant('retires_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('secrets_owner').on(t.tenantId, t.ownerId)],
);

/** Each person's key for their personal fields, wrapped by the master key. Destroying it makes them unreadable. */
export const subjectKeys = pgTable(
  'subject_keys',
  {
    ...tenantKey(),
    wrapped: bytes('wrapped'),
    createdAt: instant('created_at').notNull(),
    destroyedAt: instant('destroyed_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** When a session, an integration or an API key was last seen. */
export const activity = pgTable(
  'activity',
  { ...tenantKey(), kind: text('kind').notNull(), lastSeenAt: instant('last_seen_at').notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check('activity_kind', sql`${t.kind} IN ('session', 'integration', 'apiKey')`),
  ],
);

/** How far the parsing of a file is; only for the eye, never replayed. */
export const parseProgress = pgTable(
  'parse_progress',
  {
    ...tenantKey(),
    phase: text('phase').notNull(),
    bytesTotal: bigint('bytes_total', { mode: 'number' }).notNull(),
    bytesRead: bigint('bytes_read', { mode: 'number' }).notNull(),
    rows: integer('rows').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** How far the loading of the sample company is; its id is the tenant's. Only for the eye, never replayed. */
export const loadProgress = pgTable(
  'load_progress',
  {
    ...tenantKey(),
    phase: text('phase').notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    check(
      'load_progress_phase',
      sql`${t.phase} IN ('company', 'documents', 'statements', 'matching', 'decisions', 'done', 'failed')`,
    ),
  ],
);

/** When the record was last verified, and what came out. */
export const verifications = pgTable(
  'verifications',
  {
    ...tenantKey(),
    position: bigint('position', { mode: 'number' }).notNull(),
    hash: text('hash').notNull(),
    clean: boolean('clean').notNull(),
    findings: jsonb('findings').notNull(),
    verifiedAt: instant('verified_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('verifications_verified_at').on(t.tenantId, t.verifiedAt.desc().nullsFirst()),
  ],
);

/** Up to where each projector has come, and by which code. */
export const projectionVersions = pgTable(
  'projection_versions',
  {
    tenantId: uuid('tenant_id').notNull(),
    projector: text('projector').notNull(),
    lastPosition: bigint('last_position', { mode: 'number' }).notNull(),
    codeVersion: integer('code_version').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.projector] })],
);

/** Fixed-window counters. They count before anybody is known, so they belong to no tenant. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    key: text('key').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (t) => [primaryKey({ columns: [t.key, t.windowStart] })],
);

/** One row per background process: when it last said that it lives. */
export const heartbeats = pgTable('heartbeats', {
  name: text('name').primaryKey(),
  beatAt: instant('beat_at').notNull(),
});

/** One-time links that an operator prints: the first sign-up, and the recovery of a person. */
export const setupLinks = pgTable(
  'setup_links',
  {
    id: uuid('id').primaryKey(),
    purpose: text('purpose').notNull(),
    tenantId: uuid('tenant_id'),
    userId: uuid('user_id'),
    tokenHash: text('token_hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    consumedAt: instant('consumed_at'),
  },
  (t) => [check('setup_links_purpose', sql`${t.purpose} IN ('signUp', 'recover')`)],
);
