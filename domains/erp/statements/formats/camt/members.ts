import type { ParsedRow } from '../../parsed-statement.ts';
import { DecimalSum } from '../amounts.ts';
import type { CamtNode } from './elements.ts';
import type { Owner } from './party.ts';
import { detailOf, type EntryHead, readTransaction, type Transaction } from './transaction.ts';
import type { Warning } from './values.ts';

/** Members of a batch that are kept; the sum is over all. */
export const MAX_MEMBERS = 100_000;

/** The transactions of one entry (`TxDtls`), each read as it comes: a batch may have very many. */
export class Members {
  readonly head: EntryHead;
  readonly #owner: Owner;
  readonly #details: ParsedRow['details'] = [];
  #sum: DecimalSum | null = null;
  #first: Transaction | null = null;
  #isSummable = true;
  count = 0;
  /** What of the transactions could not be read. */
  readonly warnings: Warning[] = [];

  /** `head` is the entry's, `owner` the account's. */
  constructor(head: EntryHead, owner: Owner) {
    this.head = head;
    this.#owner = owner;
  }

  add(node: CamtNode): void {
    const transaction = readTransaction(node, this.head, this.#owner, this.warnings);
    this.count++;
    if (this.#first === null) {
      this.#first = transaction;
      return;
    }
    if (this.count === 2) this.#keep(this.#first);
    this.#keep(transaction);
  }

  #keep(transaction: Transaction): void {
    if (this.#details.length < MAX_MEMBERS) this.#details.push(detailOf(transaction));
    const { booked, direction } = this.head;
    if (transaction.money?.currency !== booked.currency) this.#isSummable = false;
    else {
      this.#sum ??= new DecimalSum();
      this.#sum.add(transaction.money.amount, transaction.direction !== direction);
    }
  }

  /** The transaction, where there is just one. */
  get only(): Transaction | null {
    return this.count === 1 ? this.#first : null;
  }

  /** Of several transactions; of one, it is the entry itself. */
  get details(): ParsedRow['details'] {
    return this.#details;
  }

  /** Sum of a batch's members less its entry, signed; null where it is zero or cannot be known. */
  difference(): string | null {
    if (this.#sum === null || !this.#isSummable) return null;
    const difference = new DecimalSum();
    difference.add(this.#sum.toString());
    difference.add(this.head.booked.amount, true);
    return difference.isZero() ? null : difference.toString();
  }
}
