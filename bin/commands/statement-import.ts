import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { config } from '#lib/config.ts';
import { hasCode, NexusError } from '#lib/errors.ts';
import { type Outcome, outcomeOf } from '../import/outcome.ts';
import { type Receipt, type Server, send, stateOf } from '../import/server.ts';
import { type Found, walk } from '../import/walk.ts';

export const summary = 'Send bank statement files to a running Nexus, and say what became of each';

export const usage = `statement import [--key KEY] [--account ACCOUNT] [--url URL] FILE|FOLDER...

  --key KEY          an API key for uploadStatement and viewStatements (default: NEXUS_API_KEY)
  --account ACCOUNT  the account of what in the files names none
  --url URL          where Nexus is (default: NEXUS_URL, else this machine)

Folders are sent with all that is in and below them, but for names that begin with a point.
What is here already is not taken in twice: after a break, run the same line again.
Exit code 0 when every file is imported or was before, 1 when one waits, is refused or did not arrive.`;

const options = {
  key: { type: 'string' },
  account: { type: 'string' },
  url: { type: 'string' },
} as const;

/** Files on their way at once: while one is read, the next are sent. */
const AT_ONCE = 4;
const FIRST_LOOK_ms = 100;
const LAST_LOOK_ms = 2_000;
/** A file that does not get on for so long is left to the server. */
const PATIENCE_ms = 15 * 60_000;

/** Sends the files and prints a line for each, in their order. 0 when each is imported, else 1. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (positionals.length === 0) throw new NexusError('invalid', 'No file is named.');
  const server: Server = {
    url: originOf(values.url ?? config().url),
    key: values.key ?? process.env.NEXUS_API_KEY ?? '',
    account: values.account,
  };
  if (server.key === '') {
    throw new NexusError('invalid', 'No API key is given: make one by nexus key create, and pass --key.');
  }
  let failed = false;
  let sent = 0;
  const say = async (line: Promise<Line>) => {
    const { path, outcome, stop } = await line;
    if (stop) throw stop;
    sent++;
    failed ||= !outcome.done;
    console.log(`${path}: ${outcome.sentence}`);
  };
  const onTheirWay: Promise<Line>[] = [];
  for await (const found of walk(positionals)) {
    onTheirWay.push(bring(server, found));
    if (onTheirWay.length === AT_ONCE) await say(onTheirWay.shift() as Promise<Line>);
  }
  for (const line of onTheirWay) await say(line);
  if (sent === 0) console.log('There is no file in these folders.');
  return failed ? 1 : 0;
}

/** What became of a file; `stop` when no other can fare better. */
type Line = { readonly path: string; readonly outcome: Outcome; readonly stop?: NexusError };

/** Never throws: what goes wrong with one file is its line. */
async function bring(server: Server, { path, problem }: Found): Promise<Line> {
  if (problem !== undefined) return { path, outcome: notSent(problem) };
  try {
    const receipt = await send(server, path);
    return { path, outcome: await ending(server, receipt) };
  } catch (error) {
    const outcome = notSent((error as Error).message);
    const general = ['unauthenticated', 'forbidden', 'unavailable'] as const;
    return general.some((code) => hasCode(error, code))
      ? { path, outcome, stop: error as NexusError }
      : { path, outcome };
  }
}

const notSent = (why: string): Outcome => ({ done: false, sentence: `not sent: ${why}` });

/** Asks until the file has ended, at first often, then every two seconds. */
async function ending(server: Server, receipt: Receipt): Promise<Outcome> {
  const known = receipt.outcome === 'known' ? receipt.filename : null;
  let before = '';
  let since = performance.now();
  for (let pause_ms = FIRST_LOOK_ms; ; pause_ms = Math.min(pause_ms * 1.5, LAST_LOOK_ms)) {
    const file = await stateOf(server, receipt);
    const outcome = outcomeOf(file, known);
    if (outcome) return outcome;
    const now = JSON.stringify([file.status, file.progress]);
    if (now !== before) since = performance.now();
    before = now;
    if (performance.now() - since > PATIENCE_ms) {
      return { done: false, sentence: 'still on its way: run the same line again to see what becomes of it' };
    }
    await sleep(pause_ms);
  }
}

function originOf(text: string): string {
  const url = URL.parse(text);
  if (url && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, '');
  throw new NexusError('invalid', `--url "${text}" is not an address such as https://treasury.example.com.`);
}
