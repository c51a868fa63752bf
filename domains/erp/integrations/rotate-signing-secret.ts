import { z } from 'zod';
import { addSeconds } from '#lib/clock.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../../identity/load-stream.ts';
import { evolve, rotate } from './decide.ts';
import { keepSigningSecret, newSigningSecret } from './signing-secrets.ts';

const MAX_OVERLAP_H = 7 * 24;

/** Gives a sender a new signing secret; the one before it counts for `overlap_h` hours more (0: not at all). */
export const rotateSigningSecret = defineCommand({
  type: 'rotateSigningSecret',
  input: z.object({ integrationId: z.uuid(), overlap_h: z.int().min(0).max(MAX_OVERLAP_H).default(24) }),
  stepUp: 'session',
  describe: ({ overlap_h }) => `Make a new signing secret; the old one counts for ${overlap_h} hours more`,
  async handle({ tx, input, now, newId }) {
    const { integrationId } = input;
    const loaded = await loadStream(tx, { type: 'integration', id: integrationId });
    const secretId = newId();
    const secret = newSigningSecret();
    const previousRetiresAt = addSeconds(now, input.overlap_h * 3600);
    const events = rotate(loaded.events.reduce(evolve, 'none'), { secretId, previousRetiresAt });
    const kept = { id: secretId, integrationId, bytes: secret.bytes, now, othersRetireAt: previousRetiresAt };
    return {
      result: { secret: secret.text, previousRetiresAt },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
      also: (committing) => keepSigningSecret(committing, kept),
    };
  },
});
