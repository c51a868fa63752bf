import type { XmlFault } from '../xml/faults.ts';
import type { XmlNode } from '../xml/node.ts';
import { XmlReader } from '../xml/reader.ts';

/** Bytes that are decoded at a time. */
const PIECE = 65_536;

/** The elements that are taken whole, by local name; `take` gets each with the name of the element around it. */
export type ElementHandler = {
  names: ReadonlySet<string>;
  /** The names of what is kept of them, themselves included; null for all. */
  read: ReadonlySet<string> | null;
  take(node: XmlNode, parent: string): void;
  fault(fault: XmlFault): void;
};

/**
 * Reads one part of a workbook, element by element, whatever its prefixes and namespaces: the strict ones of ISO/IEC 29500
 * name the same elements as the transitional ones.
 */
export class ElementReader {
  readonly #xml: XmlReader;
  readonly #around: string[] = [];
  #decoder: TextDecoder | null = null;
  #damaged = false;

  constructor({ names, read, take, fault }: ElementHandler) {
    this.#xml = new XmlReader(
      {
        enter: (name) => {
          if (names.has(name)) return false;
          this.#around.push(name);
          return true;
        },
        leave: () => {
          this.#around.pop();
        },
        part: (node) => take(node, this.#around.at(-1) ?? ''),
        member: () => false,
        fault,
      },
      read,
    );
  }

  get stopped(): boolean {
    return this.#xml.stopped;
  }

  /** Whether the part had bytes that are not of its character set. */
  get isDamaged(): boolean {
    return this.#damaged;
  }

  write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length && !this.#xml.stopped; at += PIECE)
      this.#take(this.#decode(bytes.subarray(at, at + PIECE)));
  }

  /** False when the part ends within an element. */
  end(): boolean {
    this.#take(this.#decoder?.decode() ?? '');
    this.#xml.end();
    return !this.#xml.isOpen || this.#xml.stopped;
  }

  #decode(bytes: Uint8Array): string {
    this.#decoder ??= new TextDecoder(encodingOf(bytes));
    return this.#decoder.decode(bytes, { stream: true });
  }

  #take(text: string): void {
    if (text.includes('\ufffd')) this.#damaged = true;
    this.#xml.write(text);
  }
}

/** Parts are in UTF-8 or UTF-16 (ECMA-376 part 2, section 8.1.4), the latter with a byte order mark. */
function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
}
