/**
 * RFC 8785 (JSON Canonicalization Scheme) for the values that events hold: objects, arrays, strings, booleans, null
 * and integers below 2^53. Throws a TypeError that names the place of anything else, lone surrogates included.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const MAX_DEPTH = 32;

export function canonicalJson(value: unknown, path = '', depth = 0): string {
  if (typeof value === 'string') return canonicalString(value, path);
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === 'number') return canonicalNumber(value, path);
  if (typeof value !== 'object') throw new TypeError(`${path || '/'}: a ${typeof value} has no JSON form`);
  if (depth >= MAX_DEPTH) throw new TypeError(`${path}: nested deeper than ${MAX_DEPTH}`);
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => canonicalJson(item, `${path}/${index}`, depth + 1)).join(',')}]`;
  }
  const record = value as Record<string, unknown>;
  const keys = Object.keys(record).sort();
  let text = '{';
  for (const key of keys) {
    const item = record[key];
    if (item === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${canonicalString(key, path)}:${canonicalJson(item, `${path}/${key}`, depth + 1)}`;
  }
  return `${text}}`;
}

function canonicalString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new TypeError(`${path || '/'}: a lone surrogate has no UTF-8 form`);
  return JSON.stringify(value);
}

function canonicalNumber(value: number, path: string): string {
  if (!Number.isSafeInteger(value)) {
    throw new TypeError(`${path || '/'}: ${value} is no integer below 2^53; decimals are strings`);
  }
  return Object.is(value, -0) ? '0' : String(value);
}
