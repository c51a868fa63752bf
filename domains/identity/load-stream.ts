import { driverOf } from '#db/client.ts';
import type { RecordedEvent, StreamName } from '#db/event-store/event.ts';
import { readStreams } from '#db/event-store/read.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { EVENTS } from '../events.ts';

/** A stream as it stands, and the version that an append to it must expect (0: it does not exist). */
export type LoadedStream = {
  readonly stream: StreamName;
  readonly events: readonly RecordedEvent[];
  readonly version: number;
};

/** Loads one stream of the transaction's tenant. */
export async function loadStream(tx: TenantTx, stream: StreamName): Promise<LoadedStream> {
  const events = await readStreams(driverOf(tx), EVENTS, tx.scope.tenantId, [stream]);
  return { stream, events, version: events.at(-1)?.streamVersion ?? 0 };
}
