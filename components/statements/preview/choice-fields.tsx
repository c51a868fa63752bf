import { NativeSelect } from '@mantine/core';
import type { FilePreview, TableView } from '#domains/erp/statements/preview/preview-file.ts';
import type { TableChoice } from '#domains/erp/statements/table-mappings/choice.ts';
import classes from './preview.module.css';

/** Undefined has it recognised again. */
export type Changes = Partial<Record<keyof TableChoice, unknown>>;

export type ChoiceFieldsProps = {
  readonly preview: FilePreview & { readonly table: TableView };
  readonly accounts: readonly { readonly identifier: string; readonly label: string }[];
  readonly currencies: readonly string[];
  readonly choose: (changes: Changes) => void;
};

const DATES = {
  dayFirst: 'Day first: 02/03 is 2 March',
  monthFirst: 'Month first: 02/03 is 3 February',
  yearFirst: 'Year first: 2026/03/02',
};
const DECIMALS = { '.': 'Point: 1,190.00', ',': 'Comma: 1.190,00' };
const SIGNS = { asGiven: 'Plus is money in', inverted: 'Plus is money out' };
const DELIMITERS = { ';': 'Semicolon', ',': 'Comma', '\t': 'Tab', '|': 'Vertical bar' };
const ENCODINGS = ['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'cp850', 'cp852', 'utf-16le'];
const HEADER_LINES = 12;

/** How a table is written, where it matters: as recognised, or as a person says. What has to be said is marked with the reason. */
export function ChoiceFields({ preview, accounts, currencies, choose }: ChoiceFieldsProps) {
  const { table, choice, statements } = preview;
  const reason = (...codes: readonly string[]) =>
    table.choices.find(({ code }) => codes.some((start) => code.startsWith(start)))?.message;
  const has = (role: string) =>
    table.columns.some(({ roles }) => (roles as readonly string[]).includes(role));
  const dates = reason('date.');
  const decimals = reason('decimal.');
  const currency = reason('currency.');
  const written = table.account.iban ?? table.account.other;
  const isNamed = written !== null || choice.account !== undefined || statements.some((one) => one.written);
  const isOwnSign = has('amount') && !has('mark') && !has('debit') && table.signs !== 'fromBalance';
  const field = { choose, choice };

  return (
    <div className={classes.fields}>
      {!has('account') && <AccountField {...field} accounts={accounts} written={written} isNamed={isNamed} />}
      {(currency || choice.currency || table.currency) && (
        <Choice
          {...field}
          name="currency"
          label="Currency"
          recognised={table.currency}
          reason={currency}
          options={Object.fromEntries(currencies.map((code) => [code, code]))}
        />
      )}
      {(dates || choice.dateOrder || table.dateOrder) && (
        <Choice
          {...field}
          name="dateOrder"
          label="Dates"
          recognised={table.dateOrder}
          reason={dates}
          options={DATES}
        />
      )}
      <Choice
        {...field}
        name="decimalSign"
        label="Decimal sign"
        recognised={table.decimalSign}
        reason={decimals}
        options={DECIMALS}
      />
      {isOwnSign && <Choice {...field} name="signs" label="Sign" recognised={table.signs} options={SIGNS} />}
      {(table.serialDates || choice.serialDates) && (
        <Choice
          {...field}
          name="serialDates"
          label="Days are counted from"
          recognised={table.serialDates}
          options={{ '1900': '1900', '1904': '1904' }}
        />
      )}
      <Choice
        {...field}
        name="headerLine"
        label="Header"
        recognised={table.records[table.headerIndex]?.line ?? 0}
        options={headerLines(table)}
        read={Number}
      />
      {table.delimiter !== null && (
        <Choice
          {...field}
          name="delimiter"
          label="Columns are parted by"
          recognised={table.delimiter}
          options={DELIMITERS}
          // Other columns have other roles.
          also={{ columns: undefined, headerLine: undefined }}
        />
      )}
      {table.encoding !== null && (
        <Choice
          {...field}
          name="encoding"
          label="Character set"
          recognised={table.encoding}
          options={Object.fromEntries(ENCODINGS.map((name) => [name, name]))}
        />
      )}
    </div>
  );
}

export type AccountFieldProps = Pick<ChoiceFieldsProps, 'accounts' | 'choose'> & {
  readonly choice: TableChoice;
  /** As the file writes it. */
  readonly written: string | null;
  readonly isNamed: boolean;
};

/** The account that a file is of. */
export function AccountField({ accounts, isNamed, written, ...field }: AccountFieldProps) {
  return (
    <Choice
      {...field}
      name="account"
      label="Account"
      recognised={written}
      reason={isNamed ? undefined : 'The file does not say of which account it is; choose it.'}
      options={Object.fromEntries(accounts.map(({ identifier, label }) => [identifier, label]))}
    />
  );
}

type ChoiceProps = Pick<ChoiceFieldsProps, 'choose'> & {
  readonly choice: TableChoice;
  readonly name: keyof TableChoice;
  readonly label: string;
  readonly recognised: string | number | null;
  readonly options: Readonly<Record<string, string>>;
  /** Why it has to be chosen. */
  readonly reason?: string | undefined;
  readonly read?: (value: string) => unknown;
  readonly also?: Partial<Record<keyof TableChoice, undefined>>;
};

function Choice({ choice, choose, name, label, recognised, options, reason, read, also }: ChoiceProps) {
  const chosen = choice[name];
  const known = recognised === null ? null : (options[String(recognised)] ?? String(recognised));
  const first = reason ? 'Choose…' : known && chosen === undefined ? `Recognised: ${known}` : 'As recognised';
  return (
    <NativeSelect
      label={label}
      value={chosen === undefined ? '' : String(chosen)}
      error={reason}
      data={[
        { value: '', label: first },
        ...Object.entries(options).map(([value, text]) => ({ value, label: text })),
      ]}
      onChange={({ currentTarget: { value } }) =>
        choose({ ...also, [name]: value === '' ? undefined : read ? read(value) : value })
      }
    />
  );
}

/** The first lines, any of which may name the columns. */
function headerLines({ records }: TableView): Record<string, string> {
  const lines = records.slice(0, HEADER_LINES).map(({ line, cells }) => {
    const words = cells.filter((cell) => cell.trim() !== '').join(' · ');
    return [String(line), `Line ${line}: ${words.slice(0, 60)}`];
  });
  return { '0': 'No header', ...Object.fromEntries(lines) };
}
