import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { parseArgs } from 'node:util';
import { createReader } from '#domains/erp/statements/formats/detect.ts';
import type { ReaderOptions } from '#domains/erp/statements/formats/reader.ts';
import { NexusError } from '#lib/errors.ts';
import { fileProblem, walk } from '../import/walk.ts';
import { JsonDocument } from '../parse/json-document.ts';
import { Overview } from '../parse/overview.ts';
import { readerOptions, readingOptions } from '../parse/reader-options.ts';

export const summary = 'Read bank statement files and print what is in them, without a database';

export const usage = `statement parse [--json] [options] FILE|FOLDER...

Of a folder all files in and below it are read.

  --json                  one JSON document per file, one per line, in the order given
  --date-order ORDER      dayFirst, monthFirst or yearFirst, where a table (CSV, XLSX) does not tell
  --decimal-sign SIGN     "." or ",", where a table (CSV, XLSX) does not tell
  --delimiter SIGN        what parts the columns of a CSV file
  --column ROLE=COLUMN    the column (header, or number from 0) of a role such as bookingDate or amount; repeatable
  --account ACCOUNT       the account, where a table does not say
  --currency CODE         the currency, where a table does not say
  --encoding NAME         the character set, instead of recognising it

Exit code 1 when a file has a problem of severity "error".`;

const CHUNK_BYTES = 1 << 20;

/** Reads each file and prints it. 0 when none has an error, else 1. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: { json: { type: 'boolean' }, ...readingOptions },
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new NexusError('invalid', 'No file is named.');
  const reading = readerOptions(values);
  let failed = false;
  for await (const { path: file, problem } of walk(positionals)) {
    if (problem !== undefined) {
      console.error(`${file}: ${problem}`);
      failed = true;
      continue;
    }
    const document = values.json ? new JsonDocument(file) : new Overview(file);
    const isRead = await read(file, document, reading);
    failed ||= !isRead || document.problems.some(({ severity }) => severity === 'error');
  }
  return failed ? 1 : 0;
}

/** Reads a file into its document and prints that as it comes. False when it cannot be read: standard error says why. */
async function read(
  file: string,
  document: JsonDocument | Overview,
  reading: ReaderOptions,
): Promise<boolean> {
  const hash = createHash('sha256');
  const reader = createReader(document, reading);
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      hash.update(chunk);
      reader.write(chunk);
      await print(document.take());
    }
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    console.error(`${file}: ${fileProblem(error)}`);
    return false;
  }
  document.end({ ...reader.end(), sha256: hash.digest('hex') });
  await print(document.take());
  return true;
}

async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
