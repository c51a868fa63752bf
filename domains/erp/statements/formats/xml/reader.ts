import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AmpersandGuard, STAND_IN } from './ampersand.ts';
import { meaningOf, XML_LIMITS, type XmlFault } from './faults.ts';
import { XmlNode } from './node.ts';

/** Receives a file element by element. */
export type XmlHandler = {
  /** Whether to go into the element and give its children one by one, rather than take it whole. */
  enter(name: string, attributes: Readonly<Record<string, string>>, line: number): boolean;
  /** The end of an element that was entered. */
  leave(line: number): void;
  /** An element that was taken whole. */
  part(node: XmlNode): void;
  /** An element within a part, once it is whole; true when it need not be held. */
  member(node: XmlNode, part: XmlNode): boolean;
  fault(fault: XmlFault): void;
};

const OPTIONS = {
  xmlns: false,
  position: false,
  defaultXMLVersion: '1.0',
  forceXMLVersion: true,
} as const;

/** Reads XML 1.0 piece by piece and holds no more of it than the element that is being taken. No entity is expanded. */
export class XmlReader {
  readonly #handler: XmlHandler;
  readonly #parser = new SaxesParser(OPTIONS);
  readonly #ampersands = new AmpersandGuard();
  #depth = 0;
  /** The element that is being taken, from the part itself down to the innermost open one. */
  readonly #path: XmlNode[] = [];
  #nodes = 0;
  #faults = 0;
  #stopped = false;
  /** Characters since the parser last reported a text or tag. */
  #quiet = 0;
  /** The text from where the open part begins, or may begin. */
  #window = '';
  #windowStart = 0;
  #partStart = -1;
  /** The beginning of the open part, where it is longer than what is kept of it. */
  #partSource: string | null = null;

  constructor(handler: XmlHandler) {
    this.#handler = handler;
    const parser = this.#parser;
    // With eight handlers V8 keeps the parser's fields in a dictionary, and all of it becomes four times slower.
    parser.on('opentag', (tag) => this.#open(tag));
    parser.on('text', (text) => this.#text(text, false));
    parser.on('cdata', (text) => this.#text(text, true));
    parser.on('closetag', () => this.#close());
    parser.on('doctype', () => this.#doctype());
    parser.on('error', ({ message }) => this.#error(message));
  }

  /** A fault ended the reading. */
  get stopped(): boolean {
    return this.#stopped;
  }

  /** Whether the text ended within an element. */
  get isOpen(): boolean {
    return this.#depth > 0;
  }

  get line(): number {
    return this.#parser.line;
  }

  write(text: string): void {
    this.#take(this.#ampersands.write(text));
  }

  end(): void {
    this.#take(this.#ampersands.end());
  }

  /** The source of the part that is being given or is open, as far as it is kept. */
  source(): string {
    if (this.#partStart < 0) return '';
    const end = this.#path.length === 0 ? this.#parser.position - this.#windowStart : this.#window.length;
    const source = this.#partSource ?? this.#window.slice(this.#partStart - this.#windowStart, end);
    return source.slice(0, XML_LIMITS.source).replaceAll(STAND_IN, '&');
  }

  #take(text: string): void {
    if (this.#stopped || text === '') return;
    this.#keep(text);
    this.#quiet += text.length;
    this.#parser.write(text);
    if (this.#quiet > XML_LIMITS.token)
      this.#stop('xml.tooLong', 'A text or tag is longer than any message has.');
  }

  /** Adds to the window, and lets go of what lies before the open part or, without one, before the last tag. */
  #keep(text: string): void {
    const window = this.#window;
    const start = this.#partStart < 0 ? -1 : this.#partStart - this.#windowStart;
    if (start >= 0 && this.#partSource === null && window.length - start > XML_LIMITS.source)
      this.#partSource = window.slice(start, start + XML_LIMITS.source);
    let from = start >= 0 && this.#partSource === null ? start : window.lastIndexOf('<');
    if (from < 0) from = window.length;
    this.#window = (from === 0 ? window : window.slice(from)) + text;
    this.#windowStart += from;
  }

  #open(tag: SaxesTagPlain): void {
    this.#quiet = 0;
    if (this.#stopped) return;
    this.#depth++;
    if (this.#depth > XML_LIMITS.depth) {
      this.#stop('xml.tooDeep', `Elements lie more than ${XML_LIMITS.depth} levels deep in each other.`);
      return;
    }
    const name = localName(tag.name);
    const { line } = this.#parser;
    if (this.#path.length === 0) {
      if (this.#handler.enter(name, tag.attributes, line)) return;
      const end = this.#parser.position - this.#windowStart;
      this.#partStart = this.#windowStart + Math.max(0, this.#window.lastIndexOf('<', end - 1));
      this.#partSource = null;
      this.#nodes = 0;
    }
    this.#nodes++;
    if (this.#nodes > XML_LIMITS.nodes)
      this.#stop('xml.tooLarge', 'An element has more parts than any message.');
    else this.#path.push(new XmlNode(name, tag.attributes, line));
  }

  #close(): void {
    this.#quiet = 0;
    if (this.#stopped) return;
    this.#depth--;
    const node = this.#path.pop();
    if (!node) {
      this.#handler.leave(this.#parser.line);
      return;
    }
    const parent = this.#path[this.#path.length - 1];
    if (!parent) {
      if (this.#isClosedBy(node.name)) this.#handler.part(node);
      this.#partStart = -1;
    } else if (this.#handler.member(node, this.#path[0] as XmlNode)) this.#nodes -= sizeOf(node);
    else parent.append(node);
  }

  /** Whether the tag that ends here is this element's own: saxes closes an element, too, by a tag of another name. */
  #isClosedBy(name: string): boolean {
    const end = this.#parser.position - this.#windowStart;
    const tag = this.#window.slice(this.#window.lastIndexOf('<', end - 1), end);
    return tag.endsWith('/>') || localName(tag.slice(2, -1).trimEnd()) === name;
  }

  #text(text: string, isCdata: boolean): void {
    this.#quiet = 0;
    const node = this.#path[this.#path.length - 1];
    if (!node || this.#stopped || (node.text === '' && isBlank(text))) return;
    let plain = text;
    if (text.includes(STAND_IN)) {
      plain = text.replaceAll(STAND_IN, '&');
      if (!isCdata)
        this.#fault('xml.ampersand', 'The text has an ampersand that is not written as XML wants it.');
    }
    node.text = node.text === '' ? plain : node.text + plain;
  }

  #doctype(): void {
    this.#stop('xml.doctype', 'The file has a DOCTYPE, which no bank message has: it is not read.');
  }

  #error(error: string): void {
    const meaning = this.#stopped ? null : meaningOf(error);
    if (meaning === null) return;
    if (meaning.isFatal) this.#stop('xml.malformed', meaning.message);
    else this.#fault('xml.text', meaning.message);
  }

  #fault(code: string, message: string): void {
    this.#faults++;
    if (this.#faults <= XML_LIMITS.faults) {
      this.#handler.fault({ isFatal: false, line: this.#parser.line, code, message });
    } else this.#stop('xml.faults', 'There are too many faults in the XML.');
  }

  #stop(code: string, message: string): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#handler.fault({ isFatal: true, line: this.#parser.line, code, message });
  }
}

function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function isBlank(text: string): boolean {
  return text.charCodeAt(0) <= 32 && text.trim() === '';
}

/** How many elements it is, itself included. */
function sizeOf(node: XmlNode): number {
  let size = 1;
  for (const child of node.children) size += sizeOf(child);
  return size;
}
