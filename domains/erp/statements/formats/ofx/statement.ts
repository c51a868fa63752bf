import type {
  StatementAccount,
  StatementStart,
  StatementSummary,
  TypedBalance,
} from '../../parsed-statement.ts';
import { asBic, parseAccount } from '../account-number.ts';
import { DecimalSum, decimalsOf, signed } from '../amounts.ts';
import type { ProblemReporter } from '../problems.ts';
import { LIMITS } from '../reader.ts';
import { addField } from './elements.ts';
import { currencyOf } from './row.ts';
import { ofxAmount, ofxDate } from './values.ts';

/** So many identifiers of rows are remembered (as copies: a slice would keep its chunk), to tell those used again. */
const MOST_IDENTIFIERS = 200_000;

/** A statement (STMTRS, CCSTMTRS) that is being read. */
export class OpenStatement {
  readonly index: number;
  readonly line: number;
  readonly #fields = new Map<string, string>();
  readonly #balances: TypedBalance[] = [];
  readonly #identifiers = new Set<string>();
  readonly #sum = new DecimalSum();
  announced = false;
  rowCount = 0;
  unreadRows = 0;
  /** Rows whose identifier (FITID) an earlier row has. */
  reusedIdentifiers = 0;
  /** Rows whose type says the opposite of their sign. */
  contradictions = 0;
  firstRaw = '';
  lastRaw = '';

  constructor(index: number, line: number) {
    this.index = index;
    this.line = line;
  }

  /** An element of the statement itself, or of one of its aggregates as "BANKACCTFROM.ACCTID". The first one counts. */
  set(name: string, value: string): void {
    addField(this.#fields, name, value);
  }

  get currency(): string | null {
    return currencyOf(this.#fields.get('CURDEF') ?? null);
  }

  get hasAccount(): boolean {
    const { iban, other } = this.#account();
    return iban !== null || other !== null;
  }

  get closing(): TypedBalance | null {
    return this.#balances.find(({ type }) => type === 'closingBooked') ?? null;
  }

  count(amount: string, negative: boolean, identifier: string | null): void {
    this.#sum.add(amount, negative);
    if (identifier === null) return;
    if (this.#identifiers.has(identifier)) this.reusedIdentifiers++;
    else if (this.#identifiers.size < MOST_IDENTIFIERS) {
      this.#identifiers.add(Buffer.from(identifier).toString());
    }
  }

  /** A balance aggregate is complete: LEDGERBAL and AVAILBAL, or a BAL of the list that is an amount of money. */
  addBalance(
    aggregate: 'LEDGERBAL' | 'AVAILBAL' | 'BAL',
    fields: ReadonlyMap<string, string>,
    line: number,
    problems: ProblemReporter,
  ): void {
    const kind = fields.get('BALTYPE')?.toUpperCase() ?? 'DOLLAR';
    if (aggregate === 'BAL' && kind !== 'DOLLAR') return;
    const currency = currencyOf(fields.get('CURSYM') ?? null) ?? this.currency;
    const text = fields.get(aggregate === 'BAL' ? 'VALUE' : 'BALAMT') ?? '';
    const raw = `<${aggregate}> ${[...fields.values()].join(' ')}`;
    if (currency === null) {
      problems.error(line, 'currency.missing', 'The currency of the balance is not known.', raw);
      return;
    }
    const amount = ofxAmount(text, decimalsOf(currency));
    if ('code' in amount) {
      problems.error(line, 'balance.invalid', amount.message, raw);
      return;
    }
    const asOf = fields.get('DTASOF') ?? '';
    const date = ofxDate(asOf);
    if (asOf !== '' && (date === null || date.adjusted)) {
      problems.warn(line, 'date.adjusted', `The date of the balance, “${asOf}”, does not exist.`, raw);
    }
    if (this.#balances.length >= LIMITS.balancesPerStatement) return;
    this.#balances.push({
      type:
        aggregate === 'LEDGERBAL' ? 'closingBooked' : aggregate === 'AVAILBAL' ? 'closingAvailable' : 'other',
      code: aggregate === 'BAL' ? (fields.get('NAME') ?? aggregate) : aggregate,
      amount: signed(amount.amount, amount.negative),
      currency,
      date: date?.date ?? null,
    });
  }

  start(): StatementStart {
    const end = ofxDate(this.#fields.get('DTEND') ?? '')?.date ?? null;
    return {
      kind: 'endOfDay',
      account: this.#account(),
      statementId: null,
      sequenceNumber: null,
      asOf: end === this.closing?.date ? null : end,
      openingBalance: null,
    };
  }

  end(): StatementSummary {
    const { closing } = this;
    return {
      ...this.start(),
      closingBalance: closing && { amount: closing.amount, currency: closing.currency, date: closing.date },
      balances: this.#balances,
      balanceCheck: 'unverifiable',
      balanceDifference: null,
    };
  }

  /** What two statements have in common only when one repeats the other. */
  identity(): string {
    const fields = [...this.#fields.entries()].map((entry) => entry.join('='));
    return [
      ...fields,
      JSON.stringify(this.#balances),
      this.rowCount,
      this.#sum,
      this.firstRaw,
      this.lastRaw,
    ].join('|');
  }

  #account(): StatementAccount {
    const get = (name: string) =>
      this.#fields.get(`BANKACCTFROM.${name}`) ?? this.#fields.get(`CCACCTFROM.${name}`) ?? '';
    const account = parseAccount(get('ACCTID'));
    return {
      ...account,
      bic: account.bic ?? asBic(get('BANKID')),
      currency: this.currency ?? account.currency,
    };
  }
}
