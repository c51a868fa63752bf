import { z } from 'zod';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import * as passkeys from '../passkeys/decide.ts';
import { newPasskey } from '../passkeys/input.ts';
import { liveSessionsOf } from '../sessions/queries.ts';
import { revocations } from '../sessions/revoke-session.ts';
import { startedSession } from '../sessions/start-session.ts';
import { consumeSetupLink } from '../setup-links/setup-links.ts';
import { evolve, mustBeActive, nobody } from './decide.ts';

/** Gives the person a new passkey in place of all the lost ones, ends their sessions and begins a new one. */
export const redeemRecovery = defineCommand({
  type: 'redeemRecovery',
  input: z.object({ setupLinkId: z.uuid(), passkey: newPasskey }),
  describe: () => 'Begin again with a new passkey',
  async handle({ scope, tx, input, now, newId }) {
    const { tenantId, userId } = scope;
    const loaded = await loadStream(tx, { type: 'user', id: userId });
    mustBeActive(loaded.events.reduce(evolve, nobody));
    const passkeyId = newId();
    const known = loaded.events.reduce(passkeys.evolve, passkeys.noPasskeys);
    const events = passkeys.replaceAll(known, { passkeyId, ...input.passkey });
    const open = await liveSessionsOf(tx, userId, now);
    const { counter, backedUp } = input.passkey;
    const session = startedSession(tenantId, newId(), { userId, passkeyId, counter, backedUp }, now);
    return {
      result: { token: session.token },
      streams: [
        { stream: loaded.stream, expectedVersion: loaded.version, events },
        ...(await revocations(tx, open, 'recovered')),
        session.append,
      ],
      also: (committing) => consumeSetupLink(committing, input.setupLinkId, now),
    };
  },
});
