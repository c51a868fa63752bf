import { z } from 'zod';
import { catalogueOf, defineEvent, eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { exchangeRates } from '#db/schema/platform.ts';
import type { Scope } from '#db/tenancy.ts';
import { addDays } from '#lib/dates.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import type { Commit, EventLog } from '../../commit.ts';
import { EVENTS } from '../../events.ts';
import { PROJECTORS } from '../../projectors.ts';
import { metadataOf } from '../../run.ts';

// A log for tests of the spine: an event with a personal field, and a projector with constraints to run into.

const RateNoted = defineEvent({
  type: 'RateNoted',
  schema: z.object({ day: z.int().nonnegative(), cents: z.int(), by: z.string(), person: z.uuid() }),
  personal: ['by'],
  subject: (data) => data.person,
});

/** Writes the rate of each day, and into `quote` the three letters of who noted it. `factor` stands for code that changes. */
export function ratesProjector(codeVersion = 1, factor = 1): Projector {
  return {
    name: 'rates',
    codeVersion,
    async project(tx, events) {
      // A day's first note before its second: what the database refuses, it refuses however the events are cut into batches.
      const notes = Map.groupBy(notedOf(events), ({ streamVersion }) => streamVersion);
      for (const [, batch] of [...notes].sort(([a], [b]) => a - b)) {
        await insertRows(
          tx,
          exchangeRates,
          batch.map((event) => rateRow(event, factor)),
          `ON CONFLICT (tenant_id, id) DO UPDATE
             SET rate = excluded.rate, quote = excluded.quote, updated_at = excluded.updated_at`,
        );
      }
    },
  };
}

const notedOf = (events: readonly RecordedEvent[]) => eventsOf(events, RateNoted);
type Noted = ReturnType<typeof notedOf>[number];

function rateRow({ data, stream, tenantId, recordedAt }: Noted, factor: number) {
  return {
    tenantId,
    id: stream.id,
    date: addDays('2026-01-01', data.day),
    base: 'EUR',
    quote: data.by.slice(0, 3).toUpperCase().padEnd(3, 'X'),
    rate: `${data.cents * factor}e-2`,
    source: 'entered',
    createdAt: recordedAt,
    updatedAt: recordedAt,
  };
}

/** The events and projectors that there are, and those of the rates. */
export function ratesLog(projector = ratesProjector()): EventLog {
  return { catalogue: catalogueOf([...EVENTS.values(), RateNoted]), projectors: [...PROJECTORS, projector] };
}

export const personId = (by: string): Id => derivedId('person', by);

type Note = { day: number; cents?: number; by?: string; version?: number };

/** A commit that notes the rate of a day whose stream is at `version`. A rate of zero breaks a constraint. */
export function noteRate(scope: Scope, { day, cents = 110, by = 'Ada', version = 0 }: Note): Commit {
  const stream = { type: 'rate', id: derivedId(scope.tenantId, 'rate', day) };
  const events = [{ type: RateNoted.type, data: { day, cents, by, person: personId(by) } }];
  return {
    scope,
    streams: [{ stream, expectedVersion: version, events }],
    metadata: metadataOf(scope, 'noteRate'),
    jobs: [],
    also: null,
  };
}
