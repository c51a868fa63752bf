import type { ParseArgsConfig, parseArgs } from 'node:util';
import {
  COLUMN_ROLES,
  type ReaderOptions,
  type TableMapping,
} from '#domains/erp/statements/formats/reader.ts';
import { isEncoding } from '#domains/erp/statements/formats/text-encoding.ts';
import { isCurrency } from '#lib/currency.ts';
import { NexusError } from '#lib/errors.ts';

/** What a command line may say about how files are read. */
export const readingOptions = {
  'date-order': { type: 'string' },
  'decimal-sign': { type: 'string' },
  delimiter: { type: 'string' },
  column: { type: 'string', multiple: true },
  account: { type: 'string' },
  currency: { type: 'string' },
  encoding: { type: 'string' },
} as const satisfies ParseArgsConfig['options'];

type Values = ReturnType<typeof parseArgs<{ options: typeof readingOptions }>>['values'];

/** The options of `readingOptions` as readers take them. Throws a NexusError `invalid` that names the one which is not understood. */
export function readerOptions({
  delimiter,
  column,
  account,
  currency,
  encoding,
  ...values
}: Values): ReaderOptions {
  const dateOrder = oneOf(['dayFirst', 'monthFirst', 'yearFirst'], '--date-order', values['date-order']);
  const decimalSign = oneOf(['.', ','], '--decimal-sign', values['decimal-sign']);
  if (currency !== undefined && !isCurrency(currency)) {
    throw new NexusError('invalid', `--currency "${currency}" is not an ISO 4217 currency.`);
  }
  if (encoding !== undefined && !isEncoding(encoding)) {
    throw new NexusError('invalid', `--encoding "${encoding}" is not a character set that is known here.`);
  }
  return {
    table: {
      ...(dateOrder && { dateOrder }),
      ...(decimalSign && { decimalSign }),
      ...(delimiter !== undefined && { delimiter: delimiter === '\\t' ? '\t' : delimiter }),
      ...(account !== undefined && { account }),
      ...(currency !== undefined && { currency }),
      ...(column && { columns: columnsOf(column) }),
    },
    ...(encoding !== undefined && { encoding }),
  };
}

function oneOf<const Known extends string>(
  known: readonly Known[],
  option: string,
  text: string | undefined,
): Known | undefined {
  const found = known.find((one) => one === text);
  if (found !== undefined || text === undefined) return found;
  const listed = known.map((one) => (/^\w/.test(one) ? one : `"${one}"`));
  throw new NexusError(
    'invalid',
    `${option} "${text}" is not ${listed.slice(0, -1).join(', ')} or ${listed.at(-1)}.`,
  );
}

/** "ROLE=COLUMN" texts as a mapping; several columns of one role keep their order. */
function columnsOf(given: readonly string[]): NonNullable<TableMapping['columns']> {
  const columns: NonNullable<TableMapping['columns']> = {};
  for (const text of given) {
    const [name = '', ...rest] = text.split('=');
    const role = COLUMN_ROLES.find((known) => known === name);
    if (!role) {
      throw new NexusError('invalid', `--column "${text}": "${name}" is none of ${COLUMN_ROLES.join(', ')}.`);
    }
    const column = rest.join('=');
    const next = /^\d+$/.test(column) ? Number(column) : column;
    columns[role] = [columns[role] ?? [], next].flat();
  }
  return columns;
}
