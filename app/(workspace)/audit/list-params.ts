import { z } from 'zod';
import { addressText } from '#app/address-text.ts';
import type { RawParams } from '#components/ui/list-url.ts';
import type { CommandFilter, CommandPlace, Who } from '#domains/identity/audit/list-commands.ts';
import { startOfDayIn } from '#lib/clock.ts';
import { parseCursor } from '#lib/cursor.ts';
import { addDays, isCalendarDate } from '#lib/dates.ts';
import { isId } from '#lib/ids.ts';

const only = (accepts: (text: string) => boolean) =>
  addressText.transform((text) => (text && accepts(text) ? text : null));
const name = only((text) => /^[A-Za-z-]{1,60}$/.test(text));
/** No command is older than computers; and the day after must be one, too. */
const day = only((text) => isCalendarDate(text) && text >= '1970-01-02' && text < '9999');
const position = addressText.transform((text) => {
  const value = Number(parseCursor(text, 1)?.[0]);
  return Number.isSafeInteger(value) && value > 0 ? value : null;
});

const params = z.object({
  who: addressText.transform(whoOf),
  what: name,
  resource: name,
  id: only(isId),
  from: day,
  to: day,
  after: position,
  before: position,
});

/** The parameters that are filters, as the address names them. */
export const FILTERS = ['who', 'what', 'resource', 'id', 'from', 'to'] as const;

/** Reads filter and place from the address of the audit list or of its export; days are those of the company. */
export function commandParams(
  raw: RawParams,
  timeZone: string,
): { readonly filter: CommandFilter; readonly place: CommandPlace } {
  const { who, what, resource, id, from, to, after, before } = params.parse(raw);
  return {
    filter: {
      who,
      action: what,
      resource,
      resourceId: id,
      from: from && startOfDayIn(timeZone, from),
      until: to && startOfDayIn(timeZone, addDays(to, 1)),
    },
    place: { after, before },
  };
}

/** "system", "operator", "user:<id>" or "integration:<id>". */
function whoOf(text: string | undefined): Who | null {
  if (text === 'system' || text === 'operator') return { kind: text };
  const [kind, id = ''] = (text ?? '').split(':');
  return (kind === 'user' || kind === 'integration') && isId(id) ? { kind, id } : null;
}
