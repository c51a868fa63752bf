import { NativeSelect, Table } from '@mantine/core';
import type { FilePreview, TableView } from '#domains/erp/statements/preview/preview-file.ts';
import { formatDate } from '#lib/dates.ts';
import { Amount } from '../../ui/amount.tsx';
import { Dot } from '../../ui/status.tsx';
import { TwoLines } from '../../ui/text.tsx';
import { roleOptions, roleValue } from './column-roles.ts';
import classes from './preview.module.css';

const SHOWN = 20;

export type SourceTableProps = {
  readonly preview: FilePreview & { readonly table: TableView };
  readonly assign: (column: number, value: string) => void;
};

/** The first lines of a table beside what Nexus reads of each, every column under what it holds. */
export function SourceTable({ preview, assign }: SourceTableProps) {
  const { table } = preview;
  const body = table.records.slice(table.headerIndex + 1, table.headerIndex + 1 + SHOWN);
  const named = (header: string, index: number) => header || `Column ${index + 1}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reached by keyboard.
    <section className={classes.frame} aria-label="First lines of the table" tabIndex={0} data-scrolls>
      <Table className={classes.table}>
        <thead>
          <tr>
            <th colSpan={4} scope="colgroup" className={classes.read}>
              As Nexus reads it
            </th>
            {table.columns.map(({ index, header }) => (
              <th key={index} scope="col">
                {named(header, index)}
              </th>
            ))}
          </tr>
          <tr>
            <th scope="col">Line</th>
            <th scope="col">Booked</th>
            <th scope="col">Text and party</th>
            <th scope="col" data-align="end" className={classes.read}>
              Amount
            </th>
            {table.columns.map((column) => (
              <td key={column.index} className={classes.role}>
                <NativeSelect
                  size="xs"
                  aria-label={`What “${named(column.header, column.index)}” holds`}
                  data={roleOptions(column)}
                  value={roleValue(column.roles)}
                  data-unused={column.roles.length === 0 || undefined}
                  onChange={({ currentTarget: { value } }) => assign(column.index, value)}
                />
              </td>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((record) => (
            <tr key={record.line}>
              <td className={classes.line}>{record.line}</td>
              <ReadCells preview={preview} line={record.line} />
              {table.columns.map(({ index, roles }) => (
                <td key={index} className={classes.source} data-unused={roles.length === 0 || undefined}>
                  <div>{record.cells[index] ?? ''}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** What was read of one line: its row, why there is none, or nothing while it is not known how to read it. */
function ReadCells({ preview, line }: { preview: FilePreview; line: number }) {
  const [row, ...more] = preview.rows.filter((one) => one.line === line);
  const problem = preview.problems.find((one) => one.line === line && one.code !== 'account.missing');
  if (!row) {
    const isOpen = (preview.table?.choices.length ?? 0) > 0;
    const tone = problem?.severity === 'error' ? 'bad' : 'warn';
    const why = isOpen ? 'Read once all is chosen' : (problem?.message ?? 'No row');
    return (
      <td colSpan={3} className={`${classes.why} ${classes.read}`}>
        {!isOpen && problem && <Dot tone={tone} />}
        {why}
      </td>
    );
  }
  const { bookingDate, counterparty, description, amount, currency } = row;
  const text = counterparty ? description : null;
  return (
    <>
      <td>{formatDate(bookingDate)}</td>
      <td className={classes.text}>
        <TwoLines main={counterparty ?? description} detail={problem?.message ?? text} />
      </td>
      <td data-align="end" className={classes.read}>
        <Amount amount={amount} currency={currency} signed />
        {more.map((fee) => (
          <div key={`${fee.amount} ${fee.description}`}>
            <Amount amount={fee.amount} currency={fee.currency} signed />
          </div>
        ))}
      </td>
    </>
  );
}
