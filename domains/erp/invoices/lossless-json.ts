import { parse } from 'lossless-json';
import { NexusError } from '#lib/errors.ts';
import { unstorableText } from '#lib/storable-text.ts';

/** Deeper nesting than any document needs is refused before the parser recurses into it. */
export const MAX_DEPTH = 20;

/**
 * Reads a JSON body without losing a digit: every number arrives as the text that stands in it. Throws a NexusError `invalid` with one problem
 * for what is no UTF-8, no JSON, too deep, repeats a key, or holds U+0000 or half a surrogate pair.
 */
export function parseLosslessJson(body: Uint8Array): unknown {
  const text = decodeUtf8(body);
  refuseDepth(text);
  let value: unknown;
  try {
    value = parse(text, undefined, (digits) => digits);
  } catch (cause) {
    throw malformed('json.malformed', cause instanceof Error ? cause.message : 'The body is not JSON.');
  }
  const unstorable = unstorableText(value);
  if (unstorable) throw malformed(unstorable.code, unstorable.message, unstorable.pointer);
  return value;
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformed('encoding.invalid', 'The body is not valid UTF-8.');
  }
}

function refuseDepth(text: string): void {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (inString) {
      if (code === 0x5c) index++;
      else if (code === 0x22) inString = false;
    } else if (code === 0x22) inString = true;
    else if (code === 0x7b || code === 0x5b) {
      if (++depth > MAX_DEPTH) throw malformed('json.depth', `The body is nested deeper than ${MAX_DEPTH}.`);
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
}

function malformed(code: string, message: string, pointer = ''): NexusError {
  return new NexusError('invalid', message, {
    problems: [{ pointer, code, message }],
    details: { malformed: true },
  });
}
