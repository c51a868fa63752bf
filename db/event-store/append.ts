import type { EventMetadata, NewEvent, StreamName } from './event.ts';

/** New events of one stream, and the version that it must have (0: it must not exist yet). */
export type StreamAppend = {
  readonly stream: StreamName;
  readonly expectedVersion: number;
  readonly events: readonly NewEvent[];
};

/** What one command appends: over several streams, all or nothing. */
export type Append = { readonly streams: readonly StreamAppend[]; readonly metadata: EventMetadata };
