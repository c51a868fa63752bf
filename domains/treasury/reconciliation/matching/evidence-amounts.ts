import type { Context } from './context.ts';
import { criterion } from './criterion.ts';
import type { Draft } from './hypothesis.ts';
import { amountGroup } from './item-index.ts';
import type { PreparedRow } from './prepare-row.ts';
import type { Criterion } from './types.ts';
import { absUnits, formatShort } from './units.ts';

/** How the amounts meet. */
export function amountEvidence(row: PreparedRow, draft: Draft, { index }: Context): Criterion[] {
  const criteria: Criterion[] = [];
  const currency = row.row.currency;
  const value = formatShort(row.amount);
  const rounding = draft.parts.flatMap(({ differences }) =>
    differences.filter(({ reason }) => reason === 'rounding'),
  )[0];
  const discounts = draft.parts.flatMap(({ discount }) => discount ?? []);
  switch (draft.fit.kind) {
    case 'equal': {
      const same = index.amounts.get(amountGroup(currency, row.flow))?.get(row.amount)?.length ?? 0;
      if (rounding) criteria.push(criterion('amount.rounding', formatShort(rounding.amount), 2.5));
      else if (discounts.length === 0) {
        criteria.push(
          criterion('amount.equal', value, same <= 1 ? 4.5 : same <= 3 ? 3.5 : same <= 10 ? 2.5 : 1.5),
        );
      }
      break;
    }
    case 'sum': {
      const weight = Math.log(draft.fit.distinct / draft.fit.tries);
      criteria.push(criterion('amount.sum', value, Math.max(-3, Math.min(7, weight)) - (rounding ? 1 : 0)));
      if (rounding) criteria.push(criterion('amount.rounding', formatShort(rounding.amount), 0));
      break;
    }
    case 'charged': {
      const charge = draft.parts.flatMap(({ differences }) => differences)[0];
      const kept = formatShort(charge ? absUnits(charge.amount) : 0n);
      if (draft.fit.isAbroad) criteria.push(criterion('charge.abroad', kept, 3));
      if (draft.fit.isNamed) criteria.push(criterion('charge.named', kept, 2));
      break;
    }
    case 'partial':
      criteria.push(criterion('amount.partial', value, draft.parts.length === 1 ? -0.5 : -3));
      break;
    case 'excess':
      criteria.push(criterion('amount.excess', formatShort(draft.rest), -2.5));
      break;
    case 'converted':
      criteria.push(criterion('currency.other', draft.parts[0]?.item.item.currency ?? '', -3));
      break;
    default:
      draft.fit satisfies never;
  }
  for (const { percent, daysLate, isLate } of discounts.slice(0, 3)) {
    const isSingle = draft.fit.kind === 'equal';
    if (isLate) criteria.push(criterion('discount.late', String(daysLate), isSingle ? 0.5 : -2));
    else if (daysLate > 0) criteria.push(criterion('discount.grace', String(daysLate), isSingle ? 3 : -0.5));
    else criteria.push(criterion('discount.inTerms', percent, isSingle ? 4 : 0));
  }
  return criteria;
}
