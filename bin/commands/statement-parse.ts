import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseStatementFile } from '#domains/erp/statements/formats/collect.ts';
import {
  COLUMN_ROLES,
  type ReaderOptions,
  type TableMapping,
} from '#domains/erp/statements/formats/reader.ts';
import { isEncoding } from '#domains/erp/statements/formats/text-encoding.ts';
import type { ParsedBalance, ParsedFile, ParsedStatement } from '#domains/erp/statements/parsed-statement.ts';
import { isCurrency } from '#lib/currency.ts';
import { NexusError } from '#lib/errors.ts';

export const summary = 'Read bank statement files and print what is in them, without a database';

export const usage = `statement parse [--json] [options] FILE...

  --json                  one JSON document per file, one per line, in the order given
  --date-order ORDER      dayFirst, monthFirst or yearFirst, where a CSV file does not tell
  --decimal-sign SIGN     "." or ",", where a CSV file does not tell
  --delimiter SIGN        what parts the columns of a CSV file
  --column ROLE=COLUMN    the column (header, or number from 0) of a role such as bookingDate or amount; repeatable
  --account ACCOUNT       the account, where a CSV file does not say
  --currency CODE         the currency, where a CSV file does not say
  --encoding NAME         the character set, instead of recognising it

Exit code 1 when a file has a problem of severity "error".`;

const options = {
  json: { type: 'boolean' },
  'date-order': { type: 'string' },
  'decimal-sign': { type: 'string' },
  delimiter: { type: 'string' },
  column: { type: 'string', multiple: true },
  account: { type: 'string' },
  currency: { type: 'string' },
  encoding: { type: 'string' },
} as const;

/** Reads each file and prints it. 0 when none has an error, else 1. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length === 0) throw new NexusError('invalid', 'No file is named.');
  const reading = readerOptions(values);
  let failed = false;
  for (const file of positionals) {
    const document = await read(file, reading);
    if (document === null) {
      failed = true;
      continue;
    }
    failed ||= document.problems.some(({ severity }) => severity === 'error');
    for (const text of values.json ? jsonOf(document) : [overviewOf(document)]) await print(text);
  }
  return failed ? 1 : 0;
}

type Values = {
  'date-order'?: string;
  'decimal-sign'?: string;
  delimiter?: string;
  column?: string[];
  account?: string;
  currency?: string;
  encoding?: string;
};

function readerOptions(values: Values): ReaderOptions {
  const table: TableMapping = {};
  const order = values['date-order'];
  if (order !== undefined) {
    if (order !== 'dayFirst' && order !== 'monthFirst' && order !== 'yearFirst') {
      throw new NexusError('invalid', `--date-order "${order}" is not dayFirst, monthFirst or yearFirst.`);
    }
    table.dateOrder = order;
  }
  const sign = values['decimal-sign'];
  if (sign !== undefined) {
    if (sign !== '.' && sign !== ',')
      throw new NexusError('invalid', `--decimal-sign "${sign}" is not "." or ",".`);
    table.decimalSign = sign;
  }
  if (values.delimiter !== undefined) table.delimiter = values.delimiter === '\\t' ? '\t' : values.delimiter;
  if (values.account !== undefined) table.account = values.account;
  if (values.currency !== undefined) {
    if (!isCurrency(values.currency)) {
      throw new NexusError('invalid', `--currency "${values.currency}" is not an ISO 4217 currency.`);
    }
    table.currency = values.currency;
  }
  if (values.column !== undefined) table.columns = columnsOf(values.column);
  if (values.encoding !== undefined && !isEncoding(values.encoding)) {
    throw new NexusError(
      'invalid',
      `--encoding "${values.encoding}" is not a character set that is known here.`,
    );
  }
  return { table, ...(values.encoding === undefined ? {} : { encoding: values.encoding }) };
}

function columnsOf(given: readonly string[]): NonNullable<TableMapping['columns']> {
  const columns: NonNullable<TableMapping['columns']> = {};
  for (const text of given) {
    const [name = '', ...rest] = text.split('=');
    const role = COLUMN_ROLES.find((known) => known === name);
    if (!role)
      throw new NexusError('invalid', `--column "${text}": "${name}" is none of ${COLUMN_ROLES.join(', ')}.`);
    const column = rest.join('=');
    const before = columns[role];
    const next = /^\d+$/.test(column) ? Number(column) : column;
    columns[role] = before === undefined ? next : [...(Array.isArray(before) ? before : [before]), next];
  }
  return columns;
}

/** The document of a file, or null when it cannot be opened: that is said on standard error. */
async function read(file: string, reading: ReaderOptions): Promise<ParsedFile | null> {
  try {
    return await parseStatementFile(file, createReadStream(file, { highWaterMark: 1 << 20 }), reading);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    console.error(`${file}: ${error.message}`);
    return null;
  }
}

/** The document as one line of JSON, in pieces: a large file is longer than a string can be. */
function* jsonOf(document: ParsedFile): Generator<string> {
  const { statements, problems, ...head } = document;
  yield `${JSON.stringify(head).slice(0, -1)},"statements":[`;
  for (const [index, { rows, ...statement }] of statements.entries()) {
    yield `${index === 0 ? '' : ','}${JSON.stringify(statement).slice(0, -1)},"rows":[`;
    for (let start = 0; start < rows.length; start += 1000) {
      yield (start === 0 ? '' : ',') + JSON.stringify(rows.slice(start, start + 1000)).slice(1, -1);
    }
    yield ']}';
  }
  yield `],"problems":${JSON.stringify(problems)}}\n`;
}

function overviewOf(document: ParsedFile): string {
  const { file, format, encoding, statements, problems } = document;
  const what =
    format === null ? 'not read' : `${format}, ${encoding}, ${count(statements.length, 'statement')}`;
  return `${[
    `${file}: ${what}`,
    ...statements.map(lineOf),
    ...problems.map(
      ({ severity, line, code, message }) =>
        `  ${severity}${line === null ? '' : ` in line ${line}`}: ${message} (${code})`,
    ),
  ].join('\n')}\n`;
}

function lineOf(statement: ParsedStatement): string {
  const { account, statementId, rows, openingBalance, closingBalance, balanceCheck, balanceDifference } =
    statement;
  const check = balanceCheck === 'discrepancy' ? `differs by ${balanceDifference}` : balanceCheck;
  return [
    `  ${account.iban ?? account.other ?? 'account not named'}`,
    ...(statementId === null ? [] : [`no. ${statementId}`]),
    `opening ${balance(openingBalance)}`,
    count(rows.length, 'row'),
    `closing ${balance(closingBalance)}`,
    check,
  ].join(', ');
}

function balance(value: ParsedBalance | null): string {
  return value === null
    ? 'not given'
    : `${value.amount} ${value.currency}${value.date ? ` (${value.date})` : ''}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

async function print(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}
