import Link from 'next/link';
import type { Break } from '#domains/erp/statements/calendar.ts';
import { formatDate } from '#lib/dates.ts';
import { Figure } from '../ui/amount.tsx';
import { formatAmount } from '../ui/format-amount.ts';
import { type Column, ListTable } from '../ui/list-table.tsx';
import { Dot } from '../ui/status.tsx';
import { daysInWords } from './continuity-line.tsx';
import classes from './statements.module.css';

/** Where an account's chain of statements is not whole, and what to look at. */
export function BreakTable({ breaks, currency }: { breaks: readonly Break[]; currency: string }) {
  const columns: Column<Break>[] = [
    {
      key: 'day',
      header: 'Statement',
      linked: true,
      cell: ({ statement }) => (statement.toDate ? formatDate(statement.toDate) : 'No date'),
      narrow: (found) => (
        <div className={classes.wrap}>
          <What found={found} currency={currency} />
        </div>
      ),
    },
    {
      key: 'what',
      header: 'What is not whole',
      grow: true,
      priority: 2,
      cell: (found) => <What found={found} currency={currency} />,
    },
    {
      key: 'previous',
      header: 'Statement before',
      priority: 3,
      quiet: true,
      cell: ({ previous }) => (
        <Link href={`/statements/${previous.id}`} prefetch={false}>
          {previous.toDate ? formatDate(previous.toDate) : 'No date'}
        </Link>
      ),
    },
  ];
  return (
    <ListTable
      label="Gaps and overlaps"
      columns={columns}
      rows={breaks}
      rowKey={({ statement }) => statement.id}
      rowHref={({ statement }) => `/statements/${statement.id}`}
    />
  );
}

function What({ found, currency }: { found: Break; currency: string }) {
  const { differs, missing, overlap, statement, previous } = found;
  const figure = (amount: string | null) => <Figure text={formatAmount(amount ?? '0', currency)} />;
  return (
    <>
      <Dot tone={differs ? 'bad' : 'warn'} />
      <span>
        {overlap && `Both tell of ${formatDate(overlap.from)} to ${formatDate(overlap.to)}. `}
        {missing.length > 0 && `No statement for ${daysInWords(missing)}. `}
        {differs && (
          <>
            Begins at {figure(statement.opening)}, the one before ended at {figure(previous.closing)}.
          </>
        )}
      </span>
    </>
  );
}
