import { constants, openAsBlob } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { FILE_TOO_LARGE, MAX_FILE_BYTES } from '#domains/erp/statements/upload-limits.ts';
import { attachment } from '#lib/attachment.ts';
import { NexusError } from '#lib/errors.ts';
import type { FileAnswer } from './outcome.ts';

/** Where files are sent, and by whose leave. */
export type Server = { readonly url: string; readonly key: string; readonly account: string | undefined };

/** What a file became on arrival; `known` when the same bytes were here before, as `filename`. */
export type Receipt = {
  readonly statementFileId: string;
  readonly outcome: 'uploaded' | 'known';
  readonly filename: string;
};

const PAUSES_ms = [1_000, 3_000, 10_000];
/** What passes by itself: the server restarts, or asks for patience. */
const PASSING = new Set([429, 502, 503, 504]);

/** Sends a file as it streams from the disk. Errors as `ask`; what the disk says is thrown as it is. */
export async function send(server: Server, path: string): Promise<Receipt> {
  const query = server.account === undefined ? '' : `?account=${encodeURIComponent(server.account)}`;
  await access(path, constants.R_OK);
  const body = await openAsBlob(path);
  if (body.size > MAX_FILE_BYTES) throw new NexusError('tooLarge', FILE_TOO_LARGE);
  return ask(server, `/api/statements${query}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': attachment(basename(path)),
    },
  });
}

/** How far a file is. Errors as `ask`. */
export const stateOf = (server: Server, { statementFileId }: Receipt): Promise<FileAnswer> =>
  ask(server, `/api/statements/${statementFileId}`, {});

/**
 * One question to the server, asked again a few times where that may help. Throws a NexusError: `unauthenticated` or `forbidden` for the key,
 * `unavailable` when nobody answers, `conflict` when the file changed meanwhile, else `invalid` with what the server says of this one file.
 */
async function ask<T>(server: Server, path: string, init: RequestInit): Promise<T> {
  for (let tries = 0; ; tries++) {
    const pause_ms = PAUSES_ms[tries];
    const answer = await fetch(server.url + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), authorization: `Bearer ${server.key}` },
    }).catch((cause) => {
      if (pause_ms === undefined) throw nobody(server, cause);
    });
    if (answer && (pause_ms === undefined || !PASSING.has(answer.status))) return read(answer);
    await answer?.body?.cancel();
    await sleep(pause_ms);
  }
}

async function read<T>(answer: Response): Promise<T> {
  const body = await answer.json().catch(() => null);
  if (answer.ok && body !== null) return body as T;
  const title = (body as { title?: string } | null)?.title ?? `The server answered ${answer.status}.`;
  const code =
    answer.status === 401 ? 'unauthenticated' : answer.status === 403 ? 'forbidden' : ('invalid' as const);
  throw new NexusError(code, title);
}

function nobody({ url }: Server, cause: unknown): NexusError {
  const broken = (cause as { cause?: Error }).cause;
  if (broken?.name === 'NotReadableError') {
    return new NexusError('conflict', 'The file changed while it was sent.', { cause });
  }
  const reason = broken?.message || String(cause);
  return new NexusError('unavailable', `No Nexus answers at ${url}: ${reason}`, { cause });
}
