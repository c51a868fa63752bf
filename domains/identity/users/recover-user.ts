import { z } from 'zod';
import { addSeconds } from '#lib/clock.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { keepRecoveryLink, newLinkToken, RECOVERY_LIFE_S } from '../setup-links/setup-links.ts';
import { evolve, nobody, startRecovery } from './decide.ts';

/** Makes a one-time link, good for a day, by which somebody who lost every passkey makes a new one. */
export const recoverUser = defineCommand({
  type: 'recoverUser',
  input: z.object({ userId: z.uuid() }),
  describe: () => 'Make a recovery link for a person',
  async handle({ scope, tx, input, now, newId }) {
    const { tenantId } = scope;
    const loaded = await loadStream(tx, { type: 'user', id: input.userId });
    const linkId = newId();
    const expiresAt = addSeconds(now, RECOVERY_LIFE_S);
    const events = startRecovery(loaded.events.reduce(evolve, nobody), { linkId, expiresAt });
    const { token, tokenHash } = newLinkToken(linkId);
    const link = { id: linkId, tenantId, userId: input.userId, tokenHash, createdAt: now, expiresAt };
    return {
      result: { token, expiresAt },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
      also: (committing) => keepRecoveryLink(committing, link),
    };
  },
});
