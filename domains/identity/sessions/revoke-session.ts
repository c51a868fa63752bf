import { z } from 'zod';
import type { StreamAppend } from '#db/event-store/append.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { may } from '../permissions.ts';
import { evolve, noSession, type RevocationReason, revoke } from './decide.ts';

/** Ends a session: one's own, or for whoever looks after people anybody's. */
export const revokeSession = defineCommand({
  type: 'revokeSession',
  input: z.object({ sessionId: z.uuid() }),
  describe: () => 'Sign a session out',
  async handle({ scope, tx, input }) {
    const reason = input.sessionId === scope.sessionId ? 'signedOut' : 'revoked';
    const by = { userId: scope.userId, looksAfterPeople: may(scope.role, 'suspendUser') };
    return { result: null, streams: [await revocation(tx, input.sessionId, by, reason)] };
  },
});

/** The appends that end all these sessions, in sorted order; used where a person is suspended or recovered, or a passkey goes. */
export async function revocations(
  tx: TenantTx,
  sessionIds: readonly Id[],
  reason: RevocationReason,
): Promise<StreamAppend[]> {
  const by = { userId: tx.scope.userId, looksAfterPeople: true };
  const appends: StreamAppend[] = [];
  for (const id of sessionIds.toSorted()) appends.push(await revocation(tx, id, by, reason));
  return appends;
}

async function revocation(
  tx: TenantTx,
  sessionId: Id,
  by: Parameters<typeof revoke>[1],
  reason: RevocationReason,
): Promise<StreamAppend> {
  const loaded = await loadStream(tx, { type: 'session', id: sessionId });
  const events = revoke(loaded.events.reduce(evolve, noSession), by, reason);
  return { stream: loaded.stream, expectedVersion: loaded.version, events };
}
