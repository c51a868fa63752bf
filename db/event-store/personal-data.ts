import type { TransactionSql } from 'postgres';
import type { Instant } from '#lib/clock.ts';
import { config } from '#lib/config.ts';
import type { Id } from '#lib/ids.ts';
import { newKey, open, seal } from '#lib/seal.ts';
import { arrayLiteral } from '../insert.ts';

/** What a personal field reads as once the person's key is destroyed. Every schema and projector accepts it. */
export const ERASED = 'erased';

/** The stored form of a personal field: whose key, and base64(nonce ‖ ciphertext ‖ tag). */
export type Sealed = { readonly $s: Id; readonly $c: string };

/** The keys of some subjects; null where the key was destroyed, missing where there never was one. */
export type SubjectKeys = Map<Id, Uint8Array | null>;

export function sealField(keys: SubjectKeys, subject: Id, plain: string): Sealed {
  const key = keys.get(subject);
  if (key === undefined) throw new Error(`The key of subject ${subject} was not loaded.`);
  // With a destroyed key nothing new may become readable: seal with a key that nobody keeps.
  const sealed = seal(key ?? newKey(), Buffer.from(plain));
  return { $s: subject, $c: Buffer.from(sealed).toString('base64') };
}

export function openField(keys: SubjectKeys, value: unknown): unknown {
  if (!isSealed(value)) return value;
  const key = keys.get(value.$s);
  if (!key) return ERASED;
  return Buffer.from(open(key, Buffer.from(value.$c, 'base64'))).toString();
}

export function isSealed(value: unknown): value is Sealed {
  return typeof value === 'object' && value !== null && '$s' in value && '$c' in value;
}

type KeyRow = { id: Id; wrapped: Uint8Array | null };

/** Reads the keys of these subjects of the transaction's tenant. */
export async function loadKeys(
  sql: TransactionSql,
  tenantId: Id,
  subjects: Iterable<Id>,
): Promise<SubjectKeys> {
  const ids = [...new Set(subjects)];
  const keys: SubjectKeys = new Map();
  if (ids.length === 0) return keys;
  const rows = await sql.unsafe<KeyRow[]>(
    'SELECT id, wrapped FROM subject_keys WHERE tenant_id = $1 AND id = ANY ($2::text::uuid[])',
    [tenantId, arrayLiteral(ids)],
  );
  for (const row of rows) keys.set(row.id, row.wrapped && open(config().masterKey, row.wrapped));
  return keys;
}

/** Makes the keys that `keys` lacks, and puts them in. The caller holds the tenant's head, so nobody else makes them. */
export async function makeMissingKeys(
  sql: TransactionSql,
  tenantId: Id,
  keys: SubjectKeys,
  subjects: Iterable<Id>,
  now: Instant,
): Promise<void> {
  const missing = [...new Set(subjects)].filter((id) => !keys.has(id));
  if (missing.length === 0) return;
  const fresh = missing.map((id) => ({ id, key: newKey() }));
  const wrapped = fresh.map(({ key }) => seal(config().masterKey, key));
  await sql.unsafe(
    `INSERT INTO subject_keys (tenant_id, id, wrapped, created_at)
     SELECT $1, k.id, k.wrapped, $2 FROM unnest($3::text::uuid[], $4::text::bytea[]) AS k(id, wrapped)`,
    [
      tenantId,
      now,
      arrayLiteral(missing),
      arrayLiteral(wrapped.map((bytes) => `\\x${Buffer.from(bytes).toString('hex')}`)),
    ],
  );
  for (const { id, key } of fresh) keys.set(id, key);
}

let destroyed = 0;

/** How many keys this process has destroyed: keys that were read before the last one may be gone. */
export const destroyedKeys = () => destroyed;

/**
 * Destroys a person's key: what was sealed with it reads as `erased` from now on, while the chain stays whole. To be called beside a commit, whose
 * moved head tells other processes that what they remember of the tenant is old.
 */
export async function destroyKey(
  sql: TransactionSql,
  tenantId: Id,
  subject: Id,
  now: Instant,
): Promise<void> {
  destroyed++;
  await sql.unsafe(
    'UPDATE subject_keys SET wrapped = NULL, destroyed_at = $3 WHERE tenant_id = $1 AND id = $2',
    [tenantId, subject, now],
  );
}
