import type { PostgresType } from 'postgres';

type Element = (text: string) => unknown;

/** The element types whose arrays we use, by the array's OID in pg_type, and how an element is read. */
const ELEMENTS: Readonly<Record<number, Element>> = {
  1000: (text) => text === 't', // bool
  1003: String, // name
  1005: Number, // int2
  1007: Number, // int4
  1009: String, // text
  1016: String, // int8
  2951: String, // uuid
};

/** One-dimensional arrays for the driver, which would otherwise ask the database for its types at each connect. */
export const ARRAY_TYPES: Record<string, PostgresType> = Object.fromEntries(
  Object.entries(ELEMENTS).map(([oid, element]) => [
    `array${oid}`,
    { to: Number(oid), from: [Number(oid)], serialize, parse: (text: string) => parseArray(text, element) },
  ]),
);

function serialize(values: unknown): string {
  if (!Array.isArray(values)) return String(values);
  const items = values.map((value) =>
    value === null || value === undefined ? 'NULL' : `"${String(value).replace(/["\\]/g, '\\$&')}"`,
  );
  return `{${items.join(',')}}`;
}

const ITEM = /"((?:[^"\\]|\\.)*)"|([^",{}]+)/gs;

/** Reads PostgreSQL's text form of a one-dimensional array (manual, section 8.15.6). */
export function parseArray(text: string, element: Element): unknown[] {
  return [...text.matchAll(ITEM)].map(([, quoted, plain = '']) => {
    if (quoted !== undefined) return element(quoted.replace(/\\(.)/gs, '$1'));
    return plain === 'NULL' ? null : element(plain);
  });
}
