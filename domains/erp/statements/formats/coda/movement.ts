import type { ParsedRow } from '../../parsed-statement.ts';
import { asBic } from '../account-number.ts';
import { field, given } from '../fixed-fields.ts';
import type { TextLine } from '../text-lines.ts';
import { counterpartyAccount } from './account.ts';
import { type Communication, readCommunication } from './communication.ts';

/** Information records (3.x) that one movement may have; the standard has a handful. */
const MAX_INFORMATION = 50;

/** A movement (2.1) with what belongs to it (2.2, 2.3) and the information behind it (3.1 to 3.3). */
export class Movement {
  readonly line: number;
  readonly record: string;
  readonly #version: string;
  #second = '';
  #third = '';
  readonly #information: { text: string; isStructured: boolean }[] = [];

  constructor({ text, number }: TextLine, version: string) {
    this.line = number;
    this.record = text;
    this.#version = version;
  }

  /** "0150": what stands behind a simple amount (0), a total (1 to 3) or a detail of one (5 to 9). */
  get type(): string {
    return this.record.charAt(53);
  }

  /** The details of a total share its continuous sequence number. */
  get sequence(): string {
    return this.record.slice(2, 6);
  }

  get transactionCode(): string | null {
    return given(field(this.record, 54, 61));
  }

  /** False when the record has no place here. */
  add(record: string): boolean {
    const kind = record.slice(0, 2);
    if (kind === '22') this.#second = record;
    else if (kind === '23') this.#third = record;
    else return this.#inform(kind, record);
    return true;
  }

  #inform(kind: string, record: string): boolean {
    if (kind === '31') {
      if (this.#information.length >= MAX_INFORMATION) return false;
      this.#information.push({ text: record.slice(40, 113).padEnd(73), isStructured: record[39] === '1' });
      return true;
    }
    const open = this.#information.at(-1);
    if (!open || open.text.length > 1_000) return false;
    open.text += kind === '32' ? record.slice(10, 115).padEnd(105) : record.slice(10, 100).padEnd(90);
    return true;
  }

  /** What movement and information say together. */
  get remarks(): Communication {
    const { record } = this;
    const text =
      record.slice(62, 115).padEnd(53) +
      this.#second.slice(10, 63).padEnd(53) +
      (this.#version === '1' ? '' : this.#third.slice(82, 125));
    const own = readCommunication(text, record.charAt(61) === '1');
    const others = this.#information.map((item) => readCommunication(item.text, item.isStructured));
    const all = [own, ...others];
    return {
      text: all
        .map((part) => part.text)
        .filter((part) => part !== '')
        .join(' '),
      unstructured: own.unstructured,
      structured: all.flatMap((part) => part.structured),
      mandateId: all.find((part) => part.mandateId !== null)?.mandateId ?? null,
      counterpartyName: all.find((part) => part.counterpartyName !== null)?.counterpartyName ?? null,
    };
  }

  get endToEndId(): string | null {
    const reference = given(field(this.#second, 64, 98));
    return reference !== null && /^NOT ?PROVIDED$/.test(reference) ? null : reference;
  }

  counterparty(name: string | null): ParsedRow['counterparty'] {
    const written = this.#version === '1' ? field(this.#third, 48, 73) : field(this.#third, 48, 82);
    return {
      name: written || name,
      account: counterpartyAccount(this.#third),
      bic: asBic(field(this.#second, 99, 109)),
    };
  }

  /** The ISO reason of a rejected, returned, refunded or reversed payment. */
  get returnReason(): ParsedRow['returnReason'] {
    const code = field(this.#second, 114, 117);
    return /^[A-Z]{2}[0-9A-Z]{2}$/.test(code) ? { code, text: null } : null;
  }
}
