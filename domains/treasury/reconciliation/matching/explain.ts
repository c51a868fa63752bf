import type { Criterion } from './types.ts';

/** A criterion in a few words. `for` speaks for the answer, `against` against it, `caution` is a thing to look at. */
export type Explanation = { readonly words: string; readonly tone: 'for' | 'against' | 'caution' };

/** What a criterion means, short enough for a tag: "number found", "name similar 0.93", "discount 5 days late". */
export function explain({ evidence, value }: Criterion): Explanation {
  switch (evidence) {
    case 'reference.exact':
    case 'reference.core':
      return speaks('number found');
    case 'reference.part':
      return speaks('part of the number found');
    case 'reference.order':
      return speaks('order number found');
    case 'reference.uncited':
      return warns(/^\d{1,2}$/.test(value) ? `${value} not cited` : `also cites ${value}`);
    case 'reference.other':
      return contradicts(`cites ${value}, which is not known`);
    case 'reference.settled':
      return contradicts(`cites ${value}, which is settled`);
    case 'amount.equal':
      return speaks('amount equal');
    case 'amount.sum':
      return speaks('amounts add up');
    case 'amount.partial':
      return warns('less than open');
    case 'amount.excess':
      return warns(`${value} more than open`);
    case 'amount.rounding':
      return speaks(`rounding ${value}`);
    case 'amount.mirrored':
      return speaks('same amount on the other account');
    case 'charge.abroad':
      return warns(`bank charge ${value}, from abroad`);
    case 'charge.named':
      return warns(`bank charge ${value}, named in the text`);
    case 'instalment.next':
      return speaks(`instalment ${value} is due next`);
    case 'instalment.named':
      return speaks(`instalment ${value} named`);
    case 'instalment.other':
      return contradicts(`counts ${value}, which this is not`);
    case 'discount.inTerms':
      return speaks(`discount ${value} %`);
    case 'discount.grace':
    case 'discount.late':
      return warns(`discount ${days(value)} late`);
    case 'account.known':
      return speaks('account known');
    case 'account.shared':
      return speaks('account known, shared with others');
    case 'account.other':
      return contradicts("another partner's account");
    case 'account.own':
      return speaks('own account');
    case 'partner.number':
      return speaks(`partner number ${value} found`);
    case 'name.similar':
      return speaks(value === '1.00' ? 'name equal' : `name similar ${value}`);
    case 'name.inText':
      return speaks('name in the text');
    case 'name.different':
      return contradicts('name differs');
    case 'name.other':
      return contradicts("another partner's name");
    case 'entity.other':
      return warns(value ? `belongs to ${value}` : 'belongs to another entity');
    case 'currency.other':
      return warns(`document in ${value}`);
    case 'item.onHold':
      return warns('on hold');
    case 'item.laterThanRow':
      return warns('document is later than the payment');
    case 'row.rival':
      return warns(value === '1' ? 'another row wants it' : `${value} other rows want it`);
    case 'transfer.text':
      return speaks('text says transfer');
    case 'reversal.flag':
      return speaks('reversed by the bank');
    case 'reversal.reference':
      return speaks('same reference');
    case 'reversal.party':
      return speaks('same party');
    case 'category.code':
      return speaks(`bank code ${value}`);
    case 'category.text':
      return speaks(`text says ${value}`);
    default:
      return evidence satisfies never;
  }
}

function speaks(words: string): Explanation {
  return { words, tone: 'for' };
}

function contradicts(words: string): Explanation {
  return { words, tone: 'against' };
}

function warns(words: string): Explanation {
  return { words, tone: 'caution' };
}

function days(count: string): string {
  return count === '1' ? '1 day' : `${count} days`;
}
