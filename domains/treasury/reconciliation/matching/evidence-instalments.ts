import type { Context } from './context.ts';
import { criterion } from './criterion.ts';
import type { Draft } from './hypothesis.ts';
import type { PreparedRow } from './prepare-row.ts';
import { isRounding } from './settlements.ts';
import type { Criterion } from './types.ts';
import type { Units } from './units.ts';

/** "2/3": the second of three. */
const COUNTED = /(?<![\d/])(\d{1,2}) ?\/ ?(\d{1,2})(?![\d/])/g;
const MAX_INSTALMENTS = 12;

/**
 * Which of several equal instalments: the one that the text counts ("2/3"), else the one that is due first. A text that counts
 * another one speaks against the answer.
 */
export function instalmentEvidence(row: PreparedRow, draft: Draft, context: Context): Criterion[] {
  const { index, policy, ledger } = context;
  if (draft.fit.kind !== 'equal' && draft.fit.kind !== 'sum' && draft.fit.kind !== 'charged') return [];
  const chosen = new Set(draft.parts.map(({ item }) => item.position));
  const next = draft.parts.flatMap(({ item: { position } }) => {
    const all = index.instalments.get(position) ?? [];
    const open = ledger.open[position] ?? 0n;
    // The last instalment often is a cent more: where a charge is in between, that makes no difference.
    const isAlike = (other: Units) =>
      other === open || (draft.fit.kind === 'charged' && isRounding(other, open, policy));
    const equal = all.filter(
      (other) => other === position || (isAlike(ledger.open[other] ?? 0n) && !chosen.has(other)),
    );
    const isNext = equal.length > 1 && equal[0] === position;
    return isNext ? [criterion('instalment.next', placeOf(position, all), 3)] : [];
  });
  return [...countedEvidence(row, draft, context), ...next];
}

/** What the count in the text says, as long as only one document can be meant. */
function countedEvidence(row: PreparedRow, { parts }: Draft, { index }: Context): Criterion[] {
  const counted = row.texts.flatMap((text) =>
    [...text.matchAll(COUNTED)].filter(([, number, count]) => isCount(Number(number), Number(count))),
  );
  const [first] = counted;
  const documents = new Set(parts.flatMap(({ item }) => index.instalments.get(item.position)?.[0] ?? []));
  if (!first || documents.size > 1) return [];
  const named = parts.flatMap(({ item: { position } }) => {
    const all = index.instalments.get(position) ?? [];
    const place = placeOf(position, all);
    return counted.some(([, number, count]) => `${number}/${count}` === place) ? [place] : [];
  });
  if (named[0] !== undefined) return [criterion('instalment.named', named[0], 4)];
  return [criterion('instalment.other', first[0], -4)];
}

function isCount(number: number, count: number): boolean {
  return number >= 1 && number <= count && count >= 2 && count <= MAX_INSTALMENTS;
}

function placeOf(position: number, all: readonly number[]): string {
  return `${all.indexOf(position) + 1}/${all.length}`;
}
