import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { AmpersandGuard, STAND_IN } from './ampersand.ts';
import { meaningOf, XML_LIMITS, type XmlFault } from './faults.ts';
import { isBlank, OpenPart, XmlNode } from './node.ts';
import { SourceWindow } from './source-window.ts';
import { localName, TagNames } from './tag-names.ts';

/** Receives a file element by element. `Name`: the names of elements that it reads. */
export type XmlHandler<Name extends string = string> = {
  /** Whether to go into the element and give its children one by one, rather than take it whole. */
  enter(name: string, attributes: Readonly<Record<string, string>>, line: number): boolean;
  /** The end of an element that was entered. */
  leave(line: number): void;
  /** An element that was taken whole. */
  part(node: XmlNode<Name>): void;
  /** An element within a part, once it is whole; true when it need not be held. */
  member(node: XmlNode<Name>, part: XmlNode<Name>): boolean;
  fault(fault: XmlFault): void;
};

const OPTIONS = {
  xmlns: false,
  position: false,
  defaultXMLVersion: '1.0',
  forceXMLVersion: true,
} as const;

/** Reads XML 1.0 piece by piece and holds no more of it than the element that is being taken. No entity is expanded. */
export class XmlReader<Name extends string = string> {
  readonly #handler: XmlHandler<Name>;
  readonly #names: TagNames;
  readonly #parser = new SaxesParser(OPTIONS);
  readonly #ampersands = new AmpersandGuard();
  readonly #window = new SourceWindow();
  #depth = 0;
  #part: OpenPart<Name> | null = null;
  /** The depth of the element that nothing reads and that is being passed over; 0 for none. */
  #skipped = 0;
  #nodes = 0;
  #faults = 0;
  #stopped = false;
  /** Characters since the parser last reported a text or tag. */
  #quiet = 0;

  /** `read`: the names of the elements to give within parts; of others nothing is kept. Without it, all. */
  constructor(handler: XmlHandler<Name>, read: ReadonlySet<Name> | null = null) {
    this.#handler = handler;
    this.#names = new TagNames(read);
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
    const isOpen = this.#part !== null || this.#skipped > 0;
    const source = isOpen ? this.#window.source() : this.#window.source(this.#parser.position);
    return this.#ampersands.hasStandIn ? source.replaceAll(STAND_IN, '&') : source;
  }

  #take(text: string): void {
    if (this.#stopped || text === '') return;
    this.#window.add(text);
    this.#quiet += text.length;
    this.#parser.write(text);
    if (this.#quiet > XML_LIMITS.token)
      this.#stop('xml.tooLong', 'A text or tag is longer than any message has.');
  }

  #open(tag: SaxesTagPlain): void {
    this.#quiet = 0;
    if (this.#stopped) return;
    if (++this.#depth > XML_LIMITS.depth) {
      this.#stop('xml.tooDeep', `Elements lie more than ${XML_LIMITS.depth} levels deep in each other.`);
      return;
    }
    if (this.#skipped > 0) return;
    const { line } = this.#parser;
    const part = this.#part;
    if (part === null) {
      if (this.#handler.enter(localName(tag.name), tag.attributes, line)) return;
      this.#window.open(this.#parser.position);
      this.#nodes = 0;
    }
    if (++this.#nodes > XML_LIMITS.nodes) {
      this.#stop('xml.tooLarge', 'An element has more parts than any message.');
      return;
    }
    const name = this.#names.enter(tag.name) as Name | null;
    if (name === null) {
      this.#skipped = this.#depth;
      if (part !== null) part.node.size++;
    } else if (part === null) this.#part = new OpenPart(new XmlNode(name, null, tag.attributes, line));
    else part.node = new XmlNode(name, part.node, tag.attributes, line);
  }

  #close(): void {
    this.#quiet = 0;
    if (this.#stopped) return;
    this.#depth--;
    const part = this.#part;
    if (this.#skipped > 0) {
      if (this.#depth >= this.#skipped) return;
      this.#skipped = 0;
      this.#names.leave();
      if (part === null) this.#window.close();
    } else if (part === null) this.#handler.leave(this.#parser.line);
    else this.#closeNode(part);
  }

  #closeNode(part: OpenPart<Name>): void {
    const { root, node } = part;
    const { parent } = node;
    this.#names.leave();
    if (parent === null) {
      this.#part = null;
      if (this.#isClosedBy(node.name)) this.#handler.part(node);
      this.#window.close();
      return;
    }
    part.node = parent;
    if (this.#handler.member(node, root)) this.#nodes -= node.size;
    else parent.append(node);
  }

  /** Whether the tag that ends here is this element's own: saxes closes an element, too, by a tag of another name. */
  #isClosedBy(name: string): boolean {
    const { position } = this.#parser;
    if (this.#window.hasEndTag(name, position)) return true;
    const tag = this.#window.tagBefore(position);
    return tag.endsWith('/>') || localName(tag.slice(2, -1).trimEnd()) === name;
  }

  #text(text: string, isCdata: boolean): void {
    this.#quiet = 0;
    if (this.#part === null || this.#skipped > 0 || this.#stopped) return;
    const { node } = this.#part;
    if (node.text === '' && isBlank(text)) return;
    let plain = text;
    if (this.#ampersands.hasStandIn && text.includes(STAND_IN)) {
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
    if (meaning?.isFatal) this.#stop('xml.malformed', meaning.message);
    else if (meaning) this.#fault('xml.text', meaning.message);
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
