/** A statement as a test reads it: amounts signed, in minor units of a currency with two decimals. */
export type ReadStatement = {
  id: string;
  currency: string;
  date: string;
  opening: bigint;
  closing: bigint;
  rows: { mark: string; amount: bigint; text: string }[];
  unreadable: string[];
  /** Opening + rows − closing. */
  difference: bigint;
};

const ENTRY = /^:61:\d{10}(R?[CD])(\d+,\d*)N[A-Z]{3}/;
const BALANCE = /^([CD])(\d\d)(\d\d)(\d\d)([A-Z]{3})(\d+,\d*)$/;

/**
 * The least of a reader of MT940, only for what the sample writes: so that the writer is not judged by itself, nor by
 * the reader of Nexus, which is held to the files of others. Pages of one statement are joined.
 */
export function readBack(file: string): ReadStatement[] {
  const statements: ReadStatement[] = [];
  const messages = file.split(/^-\}?\r\n/m).filter((message) => message.includes(':20:'));
  for (const message of messages) {
    const fields = message.split(/\r\n(?=:\d\d[A-Z]?:)/);
    const contentOf = (tag: string) =>
      fields
        .find((field) => field.startsWith(tag))
        ?.slice(tag.length)
        .trim();
    const opening = contentOf(':60F:');
    if (opening !== undefined) {
      const { currency, amount } = balanceOf(opening);
      statements.push({
        id: contentOf(':25:') ?? '',
        currency,
        date: '',
        opening: amount,
        closing: 0n,
        rows: [],
        unreadable: [],
        difference: 0n,
      });
    }
    const statement = statements.at(-1);
    if (!statement) throw new Error('A page came before its statement.');
    readEntries(statement, fields);
    const closing = contentOf(':62F:');
    if (closing !== undefined) close(statement, closing);
  }
  return statements;
}

function readEntries(statement: ReadStatement, fields: readonly string[]): void {
  fields.forEach((field, index) => {
    if (!field.startsWith(':61:')) return;
    const match = ENTRY.exec(field);
    if (!match) {
      statement.unreadable.push(field);
      return;
    }
    const mark = match[1] ?? '';
    const isMoneyIn = mark === 'C' || mark === 'RD';
    const amount = minorOf(match[2] ?? '');
    statement.rows.push({
      mark,
      amount: isMoneyIn ? amount : -amount,
      text: `${field}${fields[index + 1]}`,
    });
  });
}

function close(statement: ReadStatement, closing: string): void {
  const { amount, date } = balanceOf(closing);
  statement.closing = amount;
  statement.date = date;
  statement.difference = statement.rows.reduce((sum, row) => sum + row.amount, statement.opening) - amount;
}

function balanceOf(text: string): { amount: bigint; currency: string; date: string } {
  const match = BALANCE.exec(text);
  if (!match) throw new Error(`“${text}” is no balance.`);
  const [, mark, year, month, day, currency = '', amount = ''] = match;
  const unsigned = minorOf(amount);
  return { amount: mark === 'C' ? unsigned : -unsigned, currency, date: `20${year}-${month}-${day}` };
}

function minorOf(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split(',');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

/** A file's bytes as text. */
export function textOf(file: { bytes: Uint8Array } | undefined): string {
  return new TextDecoder().decode(file?.bytes);
}

/** A decimal string with all its decimals as minor units. */
export function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
