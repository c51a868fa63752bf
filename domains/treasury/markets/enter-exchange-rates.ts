import { z } from 'zod';
import { isCurrency } from '#lib/currency.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { tryDecimal } from '#lib/decimal.ts';
import { defineCommand } from '../../command.ts';
import { ExchangeRatesEntered } from './events.ts';

const currency = z.string().refine(isCurrency, 'Choose an ISO 4217 currency.');

const rate = z
  .string()
  .trim()
  .regex(/^\d{1,12}(\.\d{1,8})?$/, 'Write a rate such as 1.0873, with up to 8 decimals.')
  .refine((text) => (tryDecimal(text)?.coefficient ?? 0n) > 0n, 'A rate is more than zero.');

/** Puts down what currencies were worth: 1 base = rate quote. A rate entered again for a day replaces the older one. */
export const enterExchangeRates = defineCommand({
  type: 'enterExchangeRates',
  input: z.object({
    source: z.enum(['illustrative', 'entered']).default('entered'),
    rates: z
      .array(
        z
          .object({
            date: z.string().refine(isCalendarDate, 'Write a date such as 2026-03-02.'),
            base: currency,
            quote: currency,
            rate,
          })
          .refine((entry) => entry.base !== entry.quote, 'The two currencies are the same.'),
      )
      .min(1)
      .max(2_000),
  }),
  describe: (input) => `Enter ${input.rates.length} exchange rates`,
  async handle({ input, newId }) {
    const stream = { type: 'exchange-rates', id: newId() };
    return {
      result: undefined,
      streams: [{ stream, expectedVersion: 0, events: [{ type: ExchangeRatesEntered.type, data: input }] }],
    };
  },
});
