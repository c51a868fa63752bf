import Link from 'next/link';
import type { AnswerLine } from '#domains/treasury/reconciliation/answer.ts';
import { type CalendarDate, formatDate, formatShortDate } from '#lib/dates.ts';
import { addDecimals, formatDecimal, negateDecimal, parseDecimal } from '#lib/decimal.ts';
import { formatAge } from '../ui/age.ts';
import { Amount } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import classes from './answer-table.module.css';

export type AnswerTableProps = {
  readonly label: string;
  readonly lines: readonly AnswerLine[];
  readonly today: CalendarDate;
  /** Whether the lines have been settled already. */
  readonly settled?: boolean;
  /** Without a frame of its own, within one. */
  readonly bare?: boolean;
};

/** The open items of an answer: what is open, what the row settles of it, what stays. */
export function AnswerTable({ label, lines, today, settled = false, bare = false }: AnswerTableProps) {
  const day = (date: string) =>
    date.slice(0, 4) === today.slice(0, 4) ? formatShortDate(date) : formatDate(date);
  return (
    <div className={classes.frame} data-bare={bare || undefined}>
      <table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Document</th>
            <th scope="col" data-level="2">
              Partner
            </th>
            <th scope="col" data-level="3">
              Date
            </th>
            <th scope="col" data-level="2">
              Due
            </th>
            <th scope="col" data-end data-level="4">
              Original
            </th>
            <th scope="col" data-end data-level="1">
              Open
            </th>
            <th scope="col" data-end>
              {settled ? 'Settled' : 'Proposed'}
            </th>
            <th scope="col" data-end>
              Rest
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.openItemId} line={line} day={day} today={today} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

type LineProps = { line: AnswerLine; day: (date: string) => string; today: CalendarDate };

function Line({ line, day, today }: LineProps) {
  const amount = (value: string) => <Amount amount={value} currency={line.currency} code={false} />;
  return (
    <>
      <tr>
        <td>
          <Link href={`/documents/${line.invoiceId}`} prefetch={false} className={classes.number}>
            {line.number}
          </Link>
          {line.instalment > 1 && <div className={classes.two}>instalment {line.instalment}</div>}
          {line.isCreditNote && <div className={classes.two}>credit note</div>}
          <div className={`${classes.two} ${classes.narrow}`}>
            {line.partner}
            {line.dueDate && ` · due ${day(line.dueDate)}`}
          </div>
        </td>
        <td data-level="2" className={classes.partner}>
          {line.partner}
        </td>
        <td data-level="3">{line.documentDate && day(line.documentDate)}</td>
        <td data-level="2">
          {line.dueDate && (
            <>
              {day(line.dueDate)}
              <div className={classes.two}>{dueInWords(line.dueDate, today)}</div>
            </>
          )}
        </td>
        <td data-end data-level="4" className={classes.quiet}>
          {amount(line.original)}
        </td>
        <td data-end data-level="1">
          {amount(line.open)}
        </td>
        <td data-end>
          {amount(cashOf(line))}
          {line.rate && (
            <div className={classes.two}>
              {formatAmount(line.cash, line.currency)} at {line.rate.replace(/0+$/, '')}
            </div>
          )}
        </td>
        <td data-end>{amount(line.rest)}</td>
      </tr>
      {line.differences.map((difference) => (
        <tr key={difference.reason} className={classes.difference}>
          <td className={classes.spill}>
            <span>
              {DIFFERENCES[difference.reason] ?? difference.reason}
              <span className={classes.wide}>, settled without cash</span>
            </span>
          </td>
          <td data-level="2" />
          <td data-level="3" />
          <td data-level="2" />
          <td data-level="4" />
          <td data-level="1" />
          <td data-end>{amount(difference.amount)}</td>
          <td />
        </tr>
      ))}
    </>
  );
}

/** What is settled without cash, by its reason. */
export const DIFFERENCES: Readonly<Record<string, string>> = {
  discount: 'Discount',
  discountLate: 'Discount, taken late',
  bankCharge: 'Bank charge',
  rounding: 'Rounding',
  conversion: 'Conversion',
  withholdingTax: 'Withholding tax',
};

/** What of the item is settled by cash, in the item's currency. */
function cashOf({ proposed, differences }: AnswerLine): string {
  const others = differences.map(({ amount }) => negateDecimal(parseDecimal(amount)));
  return formatDecimal(others.reduce(addDecimals, parseDecimal(proposed)));
}

function dueInWords(due: CalendarDate, today: CalendarDate): string {
  if (due === today) return 'today';
  return due < today ? `${formatAge(due, today)} ago` : formatAge(due, today);
}
