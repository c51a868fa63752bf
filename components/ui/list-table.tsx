import { Table } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';
import classes from './list-table.module.css';

export type Column<Row> = {
  /** Also the sort key in the URL when `sortable`. */
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Grey words under the cell on narrow lists only: what the columns that fell away would have said. */
  readonly narrow?: (row: Row) => ReactNode;
  /** Numbers stand at the end. */
  readonly align?: 'start' | 'end';
  /** 1 never falls away; 2 below 600 px of list, 3 below 800 px, 4 below 960 px, 5 below 1120 px. Default 1. */
  readonly priority?: 1 | 2 | 3 | 4 | 5;
  readonly sortable?: boolean;
  /** Takes what width is left and cuts its text with an ellipsis. */
  readonly grow?: boolean;
  readonly quiet?: boolean;
  /** Holds the link that the whole row follows. */
  readonly linked?: boolean;
};

export type ListSort = {
  readonly key: string;
  readonly descending: boolean;
  /** The list's address sorted otherwise. */
  readonly href: (key: string, descending: boolean) => string;
};

export type ListTableProps<Row> = {
  /** What the list is, for screen readers. */
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly rowHref?: (row: Row) => string | null;
  readonly rowTone?: (row: Row) => 'bad' | 'warn' | 'done' | undefined;
  readonly sort?: ListSort;
  /** Shown instead of the table when there are no rows. */
  readonly empty?: ReactNode;
};

/**
 * A list as one table of plain cells: sort links in a header that stays in sight, columns that fall away by
 * importance, rows that are links as a whole and that `ListKeys` walks through.
 */
export function ListTable<Row>(props: ListTableProps<Row>) {
  const { label, columns, rows, rowKey, sort, empty } = props;
  if (rows.length === 0 && empty) return <>{empty}</>;
  const cells = columns.map((column) => ({ column, attributes: cellAttributes(column, columns) }));
  return (
    <div className={classes.frame}>
      <Table className={classes.table} aria-label={label}>
        <thead>
          <tr>
            {cells.map(({ column, attributes }) => (
              <HeaderCell key={column.key} column={column} sort={sort} attributes={attributes} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className={classes.row} {...toneOf(props.rowTone?.(row))}>
              {cells.map(({ column, attributes }) => (
                <td key={column.key} {...attributes}>
                  <Cell column={column} row={row} href={column.linked ? props.rowHref?.(row) : null} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

const toneOf = (tone: string | undefined) => tone && { 'data-tone': tone };

type CellProps<Row> = { column: Column<Row>; row: Row; href: string | null | undefined };

function Cell<Row>({ column, row, href }: CellProps<Row>) {
  const content = href ? (
    <Link href={href} prefetch={false} className={classes.link} data-row-link>
      {column.cell(row)}
    </Link>
  ) : (
    column.cell(row)
  );
  if (!column.narrow) return content;
  return (
    <>
      {content}
      <div className={classes.narrow}>{column.narrow(row)}</div>
    </>
  );
}

type HeaderProps<Row> = {
  column: Column<Row>;
  sort: ListSort | undefined;
  attributes: ReturnType<typeof cellAttributes>;
};

function HeaderCell<Row>({ column, sort, attributes }: HeaderProps<Row>) {
  const active = sort?.key === column.key;
  const order = active ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <th scope="col" aria-sort={order} {...attributes}>
      {column.sortable && sort ? (
        <Link
          href={sort.href(column.key, active && !sort.descending)}
          prefetch={false}
          replace
          scroll={false}
          className={classes.sort}
        >
          {column.header}
          <span aria-hidden className={classes.arrow}>
            {active ? (sort.descending ? '↓' : '↑') : ''}
          </span>
        </Link>
      ) : (
        column.header
      )}
    </th>
  );
}

const LEVELS = [1, 2, 3, 4];

function cellAttributes<Row>(column: Column<Row>, columns: readonly Column<Row>[]) {
  // A column that is the first or last one left once others have fallen away keeps the list's outer margin.
  const isLeft = (level: number) => (other: Column<Row>) => (other.priority ?? 1) <= level;
  const firstAt = LEVELS.filter((level) => columns.find(isLeft(level)) === column);
  const lastAt = LEVELS.filter((level) => columns.findLast(isLeft(level)) === column);
  // What is not said is left out: every cell of the page carries these, undefined ones too.
  return {
    ...(column.align === 'end' && { 'data-align': 'end' }),
    ...(column.priority && column.priority > 1 && { 'data-priority': column.priority }),
    ...(firstAt.length > 0 && { 'data-first': firstAt.join(' ') }),
    ...(lastAt.length > 0 && { 'data-last': lastAt.join(' ') }),
    ...(column.grow && { 'data-grow': true }),
    ...(column.quiet && { 'data-quiet': true }),
  };
}
