import { DecimalSum } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import type { StatementSink } from '../reader.ts';
import { Accounts, tooLong } from './accounts.ts';
import { checkControlTotal, checkCount, readControlTotal } from './control.ts';
import { type GroupHeader, isTaken, readGroupHeader, readVersion } from './header.ts';
import type { LogicalRecord } from './logical-record.ts';
import type { OpenAccount } from './open-account.ts';
import { directionOf, makeRow } from './row.ts';
import { readTransaction } from './transaction.ts';

/** What a group or a file adds up until its trailer. */
type Level = { line: number; control: DecimalSum; members: number; records: number };
type Group = Level & { header: GroupHeader; taken: boolean };

/** The file, the group and the account that are open, and what the records do to them. */
export class Hierarchy {
  readonly #sink: StatementSink;
  readonly #problems: ProblemReporter;
  readonly #decode: (latin1: string) => string;
  readonly #accounts: Accounts;
  #file: Level | null = null;
  #group: Group | null = null;
  #account: OpenAccount | null = null;
  version: string | null = null;

  constructor(sink: StatementSink, problems: ProblemReporter, decode: (latin1: string) => string) {
    this.#sink = sink;
    this.#problems = problems;
    this.#decode = decode;
    this.#accounts = new Accounts(sink, problems);
  }

  record(record: LogicalRecord): void {
    if (record.code === '01') this.#fileHeader(record);
    else if (record.code === '02') this.#groupHeader(record);
    else this.#counted(record);
  }

  /** The source has ended. */
  end(): void {
    if (this.#account) {
      const { line, rowCount } = this.#account;
      const rows = `${rowCount} row${rowCount === 1 ? '' : 's'}`;
      const message = `The file ends inside this account, after ${rows}: its trailer (49) is missing.`;
      this.#problems.error(line, 'statement.truncated', message);
      this.#closeAccount(null);
    }
    if (this.#group) this.#missingTrailer(this.#group, 'group', 98);
    else this.#missingTrailer(this.#file, 'file', 99);
  }

  misplaced(line: number, raw: string): void {
    const message = 'This record stands outside the file, group or account that it belongs to.';
    this.#problems.error(line, 'record.misplaced', message, this.#decode(raw));
  }

  /** A record inside a file: it counts for the file, and for the group and account that are open. */
  #counted(record: LogicalRecord): void {
    if (this.#file) this.#file.records += record.count;
    if (record.code === '99') this.#fileTrailer(record);
    else if (this.#group) {
      this.#group.records += record.count;
      if (record.code === '03') this.#accountHeader(record, this.#group);
      else if (record.code === '98') this.#groupTrailer(record, this.#group);
      else if (!this.#account) this.misplaced(record.line, record.raw);
      else if (record.code === '49') this.#accountTrailer(record, this.#account);
      else this.#transaction(record, this.#account);
    } else this.misplaced(record.line, record.raw);
  }

  #fileHeader(record: LogicalRecord): void {
    this.#closeGroup();
    this.#missingTrailer(this.#file, 'file', 99);
    this.#file = newLevel(record);
    this.version = readVersion(record);
    if (this.version !== null && this.version !== '2' && this.version !== '3') {
      const message = `The file says that it is of version ${this.version}; it is read as version 2.`;
      this.#problems.warn(record.line, 'version.unknown', message, record.raw);
    }
  }

  #groupHeader(record: LogicalRecord): void {
    this.#closeGroup();
    if (this.#file) this.#file.records += record.count;
    else {
      const message =
        'The group stands in no file: a header (01) is missing above it, and what its trailer would count.';
      this.#problems.warn(record.line, 'header.missing', message, record.raw);
    }
    const header = readGroupHeader(record);
    this.#group = { ...newLevel(record), header, taken: isTaken(header, this.#problems) };
  }

  #accountHeader(record: LogicalRecord, group: Group): void {
    this.#closeAccount('account');
    if (record.cut) {
      const message = 'The file ends inside this account identifier (03): the account is not taken in.';
      this.#problems.error(record.line, 'statement.truncated', message, this.#decode(record.raw));
      return;
    }
    this.#account = this.#accounts.open(record, group.header, group.taken, this.#decode);
    this.#account.records = record.count;
  }

  #transaction(record: LogicalRecord, account: OpenAccount): void {
    account.records += record.count;
    if (record.overlong) this.#problems.error(record.line, 'record.tooLong', tooLong());
    const transaction = readTransaction(record, account, this.#problems, this.#decode);
    if (!transaction || account.index === null) return;
    const { raw } = record;
    account.rowCount++;
    if (account.firstRaw === '') account.firstRaw = raw;
    account.lastRaw = raw;
    if (transaction.typeCode.kind !== 'information') {
      account.count(transaction.amount.amount, directionOf(transaction));
    }
    const row = makeRow(transaction, account.rowCount, account.date, account.currency);
    this.#sink.row(row, account.index, this.#decode(raw));
  }

  #accountTrailer(record: LogicalRecord, account: OpenAccount): void {
    const total = readControlTotal(record.next());
    const read = account.control.toString();
    const { currency: code, decimals } = account;
    checkControlTotal(this.#problems, record, 'account', total, read, { code, decimals });
    const count = account.records + record.count;
    checkCount(this.#problems, record, 'account', 'records', record.next(), count);
    this.#closeAccount(null, total);
  }

  #groupTrailer(record: LogicalRecord, group: Group): void {
    this.#closeAccount('account');
    const total = readControlTotal(record.next());
    checkControlTotal(this.#problems, record, 'group', total, group.control.toString(), null);
    checkCount(this.#problems, record, 'group', 'accounts', record.next(), group.members);
    checkCount(this.#problems, record, 'group', 'records', record.next(), group.records);
    this.#closeLevel(total ?? group.control.toString());
  }

  #fileTrailer(record: LogicalRecord): void {
    this.#closeGroup();
    const file = this.#file;
    if (!file) {
      this.misplaced(record.line, record.raw);
      return;
    }
    const total = readControlTotal(record.next());
    checkControlTotal(this.#problems, record, 'file', total, file.control.toString(), null);
    checkCount(this.#problems, record, 'file', 'groups', record.next(), file.members);
    checkCount(this.#problems, record, 'file', 'records', record.next(), file.records);
    this.#file = null;
  }

  /** The account is complete; `total` is its control total by its trailer. */
  #closeAccount(missing: 'account' | null, total: string | null = null): void {
    const account = this.#account;
    if (!account) return;
    this.#account = null;
    if (missing !== null) this.#missingTrailer(account, missing, 49);
    if (this.#group) {
      this.#group.members++;
      this.#group.control.add(total ?? account.control.toString());
    }
    this.#accounts.close(account);
  }

  /** A group that has no trailer. */
  #closeGroup(): void {
    this.#closeAccount('account');
    if (!this.#group) return;
    this.#missingTrailer(this.#group, 'group', 98);
    this.#closeLevel(this.#group.control.toString());
  }

  #closeLevel(total: string): void {
    this.#group = null;
    if (!this.#file) return;
    this.#file.members++;
    this.#file.control.add(total);
  }

  #missingTrailer(level: { line: number } | null, name: string, code: number): void {
    if (!level) return;
    const message = `The ${name} has no trailer (${code}): what it counts can not be checked.`;
    this.#problems.warn(level.line, 'trailer.missing', message);
  }
}

function newLevel(record: LogicalRecord): Level {
  return { line: record.line, control: new DecimalSum(), members: 0, records: record.count };
}
