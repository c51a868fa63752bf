import { z } from 'zod';
import { NexusError } from '#lib/errors.ts';
import { defineCommand } from '../../command.ts';
import { loadStream } from '../load-stream.ts';
import { evolve, noSession, stepUp } from './decide.ts';
import { StepUpRejected } from './events.ts';

/** Puts on record that an assertion for a step-up was refused. */
export const rejectStepUp = defineCommand({
  type: 'rejectStepUp',
  input: z.object({ reason: z.string().max(500) }),
  describe: () => 'Refuse a confirmation by passkey',
  async handle({ scope, tx, input }) {
    const { userId, sessionId } = scope;
    if (!sessionId) throw new NexusError('forbidden', 'Only a person who is signed in can confirm.');
    const loaded = await loadStream(tx, { type: 'session', id: sessionId });
    const session = loaded.events.reduce(evolve, noSession);
    const events = stepUp(session, userId, { type: StepUpRejected.type, data: input });
    return { result: null, streams: [{ stream: loaded.stream, expectedVersion: loaded.version, events }] };
  },
});
