import type { Problem } from './errors.ts';

/**
 * The first text within a value that neither PostgreSQL nor the record can hold, U+0000 or half a surrogate pair, with its place; null when all
 * can be stored. Keys are texts, too.
 */
export function unstorableText(value: unknown): Problem | null {
  if (typeof value === 'string') return problemOf(value);
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return null;
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      const problem = unstorableText(value[index]);
      if (problem) return under(String(index), problem);
    }
    return null;
  }
  for (const [key, item] of Object.entries(value)) {
    const problem = problemOf(key);
    if (problem) return problem;
    const inside = unstorableText(item);
    if (inside) return under(key, inside);
  }
  return null;
}

function under(key: string, problem: Problem): Problem {
  return { ...problem, pointer: `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}${problem.pointer}` };
}

function problemOf(text: string): Problem | null {
  if (text.includes('\u0000')) return { pointer: '', code: 'text.nul', message: 'The text holds U+0000.' };
  if (text.isWellFormed()) return null;
  return { pointer: '', code: 'text.surrogate', message: 'The text holds half a surrogate pair.' };
}

/** Whether a text has at most `max` characters and nothing that cannot be stored; one that is not there is. */
export function isStorableText(text: string | null, max: number): boolean {
  return text === null || (text.length <= max && problemOf(text) === null);
}

/** The text as it can be stored: at most `max` characters of it, with U+FFFD for what cannot. */
export function storableText(text: string, max: number): string {
  return isStorableText(text, max) ? text : text.slice(0, max).replaceAll('\u0000', '\ufffd').toWellFormed();
}
