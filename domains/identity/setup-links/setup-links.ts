import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { and, eq, gt, isNull, lt } from 'drizzle-orm';
import { database, type Transaction } from '#db/client.ts';
import { setupLinks } from '#db/schema/platform.ts';
import { addSeconds, type Instant } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';

export type SetupLink =
  | { readonly id: Id; readonly purpose: 'signUp' }
  | { readonly id: Id; readonly purpose: 'recover'; readonly tenantId: Id; readonly userId: Id };

export const SIGN_UP_LIFE_S = 30 * 24 * 60 * 60;
export const RECOVERY_LIFE_S = 24 * 60 * 60;

/** The token of a link, and the hash of it that is kept. */
export function newLinkToken(id: Id): { token: string; tokenHash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${id}.${secret}`, tokenHash: hashOf(secret) };
}

/** Replaces the link for the first sign-up by a new one and returns its token: only the newest one works. */
export async function replaceSignUpLink(id: Id, now: Instant): Promise<string> {
  const { token, tokenHash } = newLinkToken(id);
  await database().drizzle.transaction(async (tx) => {
    await tx.delete(setupLinks).where(and(eq(setupLinks.purpose, 'signUp'), isNull(setupLinks.consumedAt)));
    const expiresAt = addSeconds(now, SIGN_UP_LIFE_S);
    await tx.insert(setupLinks).values({ id, purpose: 'signUp', tokenHash, createdAt: now, expiresAt });
  });
  return token;
}

/** Keeps a recovery link, in the transaction that records its making. */
export async function keepRecoveryLink(
  tx: Transaction,
  link: { id: Id; tenantId: Id; userId: Id; tokenHash: string; createdAt: Instant; expiresAt: Instant },
): Promise<void> {
  await tx.insert(setupLinks).values({ ...link, purpose: 'recover' });
}

/** The link behind a token from outside; null when it is unknown, used or too old. */
export async function findSetupLink(token: string, now: Instant): Promise<SetupLink | null> {
  const [id = '', secret = ''] = token.split('.', 2);
  if (!isId(id)) return null;
  const [row] = await database()
    .drizzle.select()
    .from(setupLinks)
    .where(and(eq(setupLinks.id, id), isNull(setupLinks.consumedAt), gt(setupLinks.expiresAt, now)));
  if (!row || !timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(row.tokenHash))) return null;
  if (row.purpose === 'signUp') return { id, purpose: 'signUp' };
  if (!row.tenantId || !row.userId) return null;
  return { id, purpose: 'recover', tenantId: row.tenantId, userId: row.userId };
}

/** Uses the link up, in the transaction of what it permits. Throws a NexusError `conflict` for the second one who tries. */
export async function consumeSetupLink(tx: Transaction, id: Id, now: Instant): Promise<void> {
  const used = await tx
    .update(setupLinks)
    .set({ consumedAt: now })
    .where(and(eq(setupLinks.id, id), isNull(setupLinks.consumedAt), gt(setupLinks.expiresAt, now)))
    .returning({ id: setupLinks.id });
  if (used.length === 0) throw new NexusError('conflict', 'This link was used already, or is too old.');
}

/** Forgets links that nobody can use any more. */
export async function sweepSetupLinks(now: Instant): Promise<void> {
  await database().drizzle.delete(setupLinks).where(lt(setupLinks.expiresAt, now));
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
