import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readLines, readPolicy } from '#domains/treasury/reconciliation/matching/input.ts';
import { match } from '#domains/treasury/reconciliation/matching/match.ts';
import { defaultPolicy, type Policy } from '#domains/treasury/reconciliation/matching/policy.ts';
import { isCalendarDate } from '#lib/dates.ts';
import { NexusError } from '#lib/errors.ts';

/** So many decisions are written at once. */
const BATCH = 1_000;

export const summary = 'Match bank rows with open items, JSON lines in and out, without a database';

export const usage = `match [--today DATE] [--policy FILE] < input.jsonl > output.jsonl

  --today DATE    rows booked later are not decided automatically (default: the latest booking date)
  --policy FILE   a JSON object of what the company accepts; what it leaves out is as usual

Exit code 2 when a line of the input cannot be used; it is named on standard error.`;

/** Reads items, rows and accounts from standard input and writes one decision per line. 0, or 2 on a bad line. */
export async function run(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { today: { type: 'string' }, policy: { type: 'string' } } });
  const today = values.today ?? null;
  if (today !== null && !isCalendarDate(today)) {
    throw new NexusError('invalid', `--today "${today}" is not a calendar date (YYYY-MM-DD).`);
  }
  const policy = values.policy === undefined ? defaultPolicy : await policyFrom(values.policy);
  const read = await readLines(linesOf(process.stdin));
  if ('problem' in read) {
    const { line, pointer, message } = read.problem;
    process.stderr.write(`Line ${line}, ${pointer || '/'}: ${message}\n`);
    return 2;
  }
  const decisions = match({ ...read.input, today }, policy);
  for (let from = 0; from < decisions.length; from += BATCH) {
    const lines = decisions.slice(from, from + BATCH).map((decision) => `${JSON.stringify(decision)}\n`);
    if (!process.stdout.write(lines.join(''))) await once(process.stdout, 'drain');
  }
  return 0;
}

/** Lines as JSON lines has them, ended by a line feed alone: a JSON text may contain U+2028. */
async function* linesOf(stream: NodeJS.ReadStream): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of stream.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

async function policyFrom(file: string): Promise<Policy> {
  const json = await readFile(file, 'utf8').catch((cause) => {
    throw new NexusError('invalid', `The policy file "${file}" cannot be read.`, { cause });
  });
  const read = readPolicy(json);
  if ('policy' in read) return read.policy;
  const { pointer, message } = read.problem;
  throw new NexusError('invalid', `The policy file "${file}" is not understood.`, {
    problems: [{ pointer, code: 'policy', message }],
  });
}
