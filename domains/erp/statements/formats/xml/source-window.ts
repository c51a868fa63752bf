import { XML_LIMITS } from './faults.ts';

/**
 * The text that is being parsed, and as much of what came before as is needed: the beginning of the open element, and
 * of a tag that the text goes on with.
 */
export class SourceWindow {
  #text = '';
  /** Characters before the text. */
  #start = 0;
  /** What came before the text, from its last "<" on. */
  #begun = '';
  /** Of the open element, what came before the text. */
  #before = '';
  /** Where the open element begins, or goes on, in the text; −1 when none is open. */
  #from = -1;

  /** The next text. */
  add(text: string): void {
    if (this.#from >= 0 && this.#before.length < XML_LIMITS.source)
      this.#before += this.#text.slice(this.#from);
    if (this.#from >= 0) this.#from = 0;
    const last = this.#text.lastIndexOf('<');
    this.#begun = last < 0 ? this.#begun + this.#text : this.#text.slice(last);
    this.#start += this.#text.length;
    this.#text = text;
  }

  /** An element is open whose first tag ends at this position. */
  open(position: number): void {
    const tag = this.#tagStart(position);
    this.#before = tag < 0 ? this.#begun : '';
    this.#from = Math.max(0, tag);
  }

  close(): void {
    this.#from = -1;
  }

  /** The source of the open element up to a position, by default as far as it has come; as much of it as is kept. */
  source(position = this.#start + this.#text.length): string {
    if (this.#from < 0) return '';
    const rest = this.#text.slice(this.#from, position - this.#start);
    return (this.#before === '' ? rest : this.#before + rest).slice(0, XML_LIMITS.source);
  }

  /** The tag that ends at this position. */
  tagBefore(position: number): string {
    const tag = this.#tagStart(position);
    const end = Math.max(0, position - this.#start);
    return tag < 0 ? this.#begun + this.#text.slice(0, end) : this.#text.slice(tag, end);
  }

  /** Whether "</name>" ends at this position, without a prefix or blanks; false also where it began before. */
  hasEndTag(name: string, position: number): boolean {
    const from = position - this.#start - name.length - 1;
    return from >= 2 && this.#text.startsWith(name, from) && this.#text.startsWith('</', from - 2);
  }

  /** Where the tag begins in the text; −1 when it began before. */
  #tagStart(position: number): number {
    const end = position - this.#start;
    return end > 0 ? this.#text.lastIndexOf('<', end - 1) : -1;
  }
}
