import type { Scope } from '#db/tenancy.ts';
import { newId } from '#lib/ids.ts';
import { commit } from '../../commit.ts';
import { metadataOf } from '../../run.ts';
import { AccessRefused } from './events.ts';

/** Puts on record that somebody tried what they may not do. */
export async function recordRefusal(scope: Scope, action: string): Promise<void> {
  const stream = { type: 'refusal', id: newId() };
  const events = [{ type: AccessRefused.type, data: { action, role: scope.role } }];
  await commit({
    scope,
    streams: [{ stream, expectedVersion: 0, events }],
    metadata: metadataOf(scope, action),
    jobs: [],
    also: null,
  });
}
