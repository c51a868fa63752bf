import { eventsOf } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { insertRows } from '#db/insert.ts';
import { exchangeRates } from '#db/schema/platform.ts';
import { derivedId } from '#lib/ids.ts';
import { ExchangeRatesEntered } from './events.ts';

/** The rate of each pair and day; the last one entered holds. */
export const marketsProjector: Projector = {
  name: 'markets',
  codeVersion: 1,
  async project(tx, events) {
    const rows = new Map<string, typeof exchangeRates.$inferInsert>();
    for (const { tenantId, data, recordedAt } of eventsOf(events, ExchangeRatesEntered)) {
      for (const entry of data.rates) {
        const id = derivedId(tenantId, 'exchange-rate', entry.base, entry.quote, entry.date);
        const earlier = rows.get(id);
        rows.set(id, {
          tenantId,
          id,
          ...entry,
          source: data.source,
          createdAt: earlier?.createdAt ?? recordedAt,
          updatedAt: recordedAt,
        });
      }
    }
    await insertRows(
      tx,
      exchangeRates,
      [...rows.values()],
      'ON CONFLICT (tenant_id, id) DO UPDATE SET rate = excluded.rate, source = excluded.source, updated_at = excluded.updated_at',
    );
  },
};
