import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

/** What currencies were worth on some days: 1 base = rate quote. Its stream is `exchange-rates/<id>`, one per entry. */
export const ExchangeRatesEntered = defineEvent({
  type: 'ExchangeRatesEntered',
  schema: z.object({
    source: z.enum(['illustrative', 'entered']),
    rates: z
      .array(
        z.object({
          date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
          base: z.string().length(3),
          quote: z.string().length(3),
          rate: z.string().regex(/^\d{1,12}(\.\d{1,8})?$/),
        }),
      )
      .min(1)
      .max(2_000),
  }),
});

export const marketEvents = [ExchangeRatesEntered];
