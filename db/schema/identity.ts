import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
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
import { bytes, instant, tenantKey, timestamps } from './columns.ts';
import { tenants } from './platform.ts';

export const users = pgTable(
  'users',
  {
    ...tenantKey(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    status: text('status').notNull(),
    entities: text('entities').array(),
    version: integer('version').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId], foreignColumns: [tenants.id] }),
    unique('users_email').on(t.tenantId, t.email),
    check('users_role', sql`${t.role} IN ('owner', 'admin', 'treasurer', 'analyst', 'auditor', 'system')`),
    check('users_status', sql`${t.status} IN ('active', 'suspended', 'system')`),
  ],
);

export const passkeys = pgTable(
  'passkeys',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    credentialId: text('credential_id').notNull(),
    coseKey: bytes('cose_key').notNull(),
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    deviceType: text('device_type').notNull(),
    backedUp: boolean('backed_up').notNull(),
    relyingPartyId: text('relying_party_id').notNull(),
    name: text('name').notNull(),
    lastUsedAt: instant('last_used_at'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    unique('passkeys_credential').on(t.tenantId, t.credentialId),
    index('passkeys_user').on(t.tenantId, t.userId),
    check('passkeys_device_type', sql`${t.deviceType} IN ('singleDevice', 'multiDevice')`),
  ],
);

export const sessions = pgTable(
  'sessions',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    passkeyId: uuid('passkey_id').notNull(),
    tokenHash: text('token_hash').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    stepUpLevel: text('step_up_level').notNull(),
    stepUpUntil: instant('step_up_until'),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    index('sessions_user').on(t.tenantId, t.userId),
    index('sessions_expires_at').on(t.tenantId, t.expiresAt),
    check('sessions_step_up_level', sql`${t.stepUpLevel} IN ('standard', 'elevated')`),
  ],
);

export const invitations = pgTable(
  'invitations',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    email: text('email').notNull(),
    name: text('name').notNull(),
    role: text('role').notNull(),
    tokenHash: text('token_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
    check('invitations_role', sql`${t.role} IN ('owner', 'admin', 'treasurer', 'analyst', 'auditor')`),
  ],
);

/** A challenge is consumed once, by one conditional UPDATE; that is the only guard against replay. */
export const webauthnChallenges = pgTable(
  'webauthn_challenges',
  {
    id: uuid('id').primaryKey(),
    purpose: text('purpose').notNull(),
    challenge: bytes('challenge').notNull(),
    tenantId: uuid('tenant_id'),
    userId: uuid('user_id'),
    approves: text('approves'),
    expiresAt: instant('expires_at').notNull(),
    consumedAt: instant('consumed_at'),
  },
  (t) => [
    check('webauthn_challenges_purpose', sql`${t.purpose} IN ('register', 'signIn', 'stepUp')`),
    index('webauthn_challenges_expires_at').on(t.expiresAt),
  ],
);

/** The stored assertion behind a stepped-up command: enough to check the signature again years later. */
export const approvals = pgTable(
  'approvals',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    sessionId: uuid('session_id').notNull(),
    passkeyId: uuid('passkey_id').notNull(),
    clientData: text('client_data').notNull(),
    authenticatorData: text('authenticator_data').notNull(),
    signature: text('signature').notNull(),
    coseKey: bytes('cose_key').notNull(),
    displayedText: text('displayed_text'),
    command: text('command'),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.userId], foreignColumns: [users.tenantId, users.id] }),
  ],
);

/** One row per command, with the range of its events. */
export const auditLog = pgTable(
  'audit_log',
  {
    ...tenantKey(),
    userId: uuid('user_id').notNull(),
    actorKind: text('actor_kind').notNull(),
    actorId: text('actor_id'),
    action: text('action').notNull(),
    resource: text('resource').notNull(),
    resourceId: uuid('resource_id'),
    metadata: jsonb('metadata').notNull(),
    ipAddress: text('ip_address'),
    sessionId: uuid('session_id'),
    requestId: text('request_id'),
    firstPosition: bigint('first_position', { mode: 'number' }).notNull(),
    lastPosition: bigint('last_position', { mode: 'number' }).notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('audit_log_user').on(t.tenantId, t.userId, t.lastPosition.desc().nullsFirst()),
    index('audit_log_action').on(t.tenantId, t.action, t.lastPosition.desc().nullsFirst()),
    index('audit_log_actor').on(t.tenantId, t.actorKind, t.actorId, t.lastPosition.desc().nullsFirst()),
    index('audit_log_resource_kind').on(t.tenantId, t.resource, t.lastPosition.desc().nullsFirst()),
    index('audit_log_resource').on(t.tenantId, t.resourceId, t.lastPosition.desc().nullsFirst()),
    index('audit_log_created_at').on(t.tenantId, t.createdAt),
    index('audit_log_position').on(t.tenantId, t.lastPosition.desc().nullsFirst()),
  ],
);
