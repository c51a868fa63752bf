import type { StatementAccount } from '../../parsed-statement.ts';
import type { SourceRecord } from './columns.ts';
import { MAX_PREAMBLE } from './columns-by-header.ts';
import type { Layout } from './layout.ts';
import { accountOfPreamble } from './preamble.ts';
import type { TableRow } from './row.ts';

/**
 * Accounts below each other in one file: lines that name another account, and the header once more. The rows that follow are
 * of that account, where they do not name one themselves.
 */
export class AccountBlocks {
  #lines: SourceRecord[] = [];
  #account: StatementAccount | null = null;

  /** A line between rows. */
  between(record: SourceRecord): void {
    if (this.#lines.length < MAX_PREAMBLE) this.#lines.push(record);
  }

  /** What was read of a record, of the account whose block it stands in. */
  ofAccount(read: TableRow | readonly TableRow[], layout: Layout): TableRow | readonly TableRow[] {
    if (this.#lines.length > 0) this.#begin(layout);
    const account = this.#account;
    if (account === null) return read;
    const own = (row: TableRow) => (row.account === layout.account ? { ...row, account } : row);
    return 'amount' in read ? own(read) : read.map(own);
  }

  #begin({ header }: Layout): void {
    const lines = this.#lines;
    this.#lines = [];
    const words = header.join('|');
    if (words === '' || !lines.some(({ cells }) => cells.join('|') === words)) return;
    const account = accountOfPreamble(lines);
    if (account.iban !== null || account.other !== null) this.#account = account;
  }
}
