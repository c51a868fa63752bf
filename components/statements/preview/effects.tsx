import type { StatementEffect } from '#domains/erp/statements/preview/effects.ts';
import { formatDate, formatShortDate } from '#lib/dates.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { Amount } from '../../ui/amount.tsx';
import { SumLine } from '../../ui/sum-line.tsx';
import { BalanceCheck } from '../balance-check.tsx';
import { counted, formatLabel } from '../words.ts';
import classes from './preview.module.css';

const SHOWN = 6;

/** What importing the statements of a file would do to the balances of their accounts. */
export function Effects({ statements }: { statements: readonly StatementEffect[] }) {
  return (
    <>
      {statements.slice(0, SHOWN).map((statement, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: statements have no name of their own, and their order is the file's.
        <Effect key={index} statement={statement} />
      ))}
      {statements.length > SHOWN && (
        <p className={classes.more}>And {counted(statements.length - SHOWN, 'more statement')}.</p>
      )}
    </>
  );
}

function Effect({ statement }: { statement: StatementEffect }) {
  const { account, written, currency, opening, closing, check, difference, fromDate, toDate } = statement;
  const moved = addDecimals(
    parseDecimal(statement.creditTotal),
    negateDecimal(parseDecimal(statement.debitTotal)),
  );
  const computed = formatDecimal(addDecimals(parseDecimal(opening?.amount ?? '0'), moved));
  const days = fromDate && toDate && fromDate !== toDate ? `${formatShortDate(fromDate)} to ` : '';
  return (
    <div className={classes.effect}>
      <p className={classes.account}>
        <b>{account?.name ?? written ?? 'No account'}</b>
        <span>
          {currency}
          {toDate && ` · ${days}${formatDate(toDate)}`}
        </span>
        <BalanceCheck check={check} difference={difference} currency={currency} />
      </p>
      <SumLine
        currency={currency}
        opening={{ label: opening ? 'Opening' : 'Opening not given', amount: opening?.amount ?? '0' }}
        moneyIn={{ label: `In, ${counted(statement.creditCount, 'row')}`, amount: statement.creditTotal }}
        moneyOut={{ label: `Out, ${counted(statement.debitCount, 'row')}`, amount: statement.debitTotal }}
        computed={{ label: 'Computed', amount: computed }}
        closing={closing && { label: 'Closing', amount: closing.amount }}
        holds={check !== 'discrepancy'}
      />
      {account && <CashLine statement={statement} />}
    </div>
  );
}

/** What the account's cash becomes, and why it does not where it stays. */
function CashLine({ statement: { account, cash, currency } }: { statement: StatementEffect }) {
  if (!account || !cash) return null;
  const { before, after, leading } = cash;
  const figure = (one: { amount: string; date: string }) => (
    <>
      <Amount amount={one.amount} currency={currency} /> on {formatDate(one.date)}
    </>
  );
  if (leading) {
    return (
      <p className={classes.cash}>
        {formatLabel(leading)} leads for these days: rows that it brought come in once, differences are
        listed, and the cash of {account.name} stays {before && figure(before)}.
      </p>
    );
  }
  if (!after)
    return <p className={classes.cash}>Without a closing balance, {account.name} gets no cash balance.</p>;
  if (before && before.date === after.date && before.amount === after.amount) {
    return (
      <p className={classes.cash}>
        The cash of {account.name} stays {figure(before)}.
      </p>
    );
  }
  return (
    <p className={classes.cash}>
      The cash of {account.name} becomes {figure(after)}
      {before && <>; now it is {figure(before)}</>}.
    </p>
  );
}
