import type { Row } from './types.ts';

/** A text of the row; free is what people write, the others are references made by machines. */
export type RowText = { readonly text: string; readonly isFree: boolean };

/** The row's texts in which numbers are looked for, without those that another one contains. */
export function textsOf(row: Row): RowText[] {
  const remittances = [row.remittance, ...row.details.map(({ remittance }) => remittance)];
  const free = [
    row.description,
    ...remittances.map((part) => part?.unstructured),
    ...row.details.map(({ description }) => description),
  ];
  const references = [
    row.reference,
    row.endToEndId,
    ...remittances.flatMap((part) => (part?.structured ?? []).map(({ number }) => number)),
    ...row.details.flatMap(({ reference, endToEndId }) => [reference, endToEndId]),
  ];
  const texts: RowText[] = [];
  const put = (text: string | null | undefined, isFree: boolean) => {
    if (text && !texts.some((other) => other.text.includes(text))) texts.push({ text, isFree });
  };
  for (const text of free) put(text, true);
  for (const text of references) put(text, false);
  return texts;
}
