import { z } from 'zod';
import { addSeconds } from '#lib/clock.ts';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { verifyAssertion } from '../webauthn/assertion.ts';
import { assertionResponse } from '../webauthn/input.ts';
import { evolve, noSession, stepUp } from './decide.ts';
import { StepUpAuthorized } from './events.ts';
import { STEP_UP_S } from './session-state.ts';

/** Makes the session count as freshly proved for five minutes, and keeps the assertion. `challenge` was consumed for this attempt. */
export const authoriseStepUp = defineCommand({
  type: 'authoriseStepUp',
  input: z.object({ challenge: z.string(), response: assertionResponse }),
  describe: () => 'Confirm with a passkey',
  async handle({ scope, tx, input, now, newId }) {
    const { userId, sessionId } = scope;
    if (!sessionId) throw new NexusError('forbidden', 'Only a person who is signed in can confirm.');
    const proof = await verifyAssertion(tx, userId, input.challenge, input.response);
    const loaded = await loadStream(tx, { type: 'session', id: sessionId });
    const until = addSeconds(now, STEP_UP_S);
    const { clientDataJSON, authenticatorData, signature } = input.response.response;
    const events = stepUp(loaded.events.reduce(evolve, noSession), userId, {
      type: StepUpAuthorized.type,
      data: {
        approvalId: newId(),
        ...proof,
        until,
        clientData: clientDataJSON,
        authenticatorData,
        signature,
        displayedText: null,
        command: null,
      },
    });
    return {
      result: { until },
      streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }],
    };
  },
});
