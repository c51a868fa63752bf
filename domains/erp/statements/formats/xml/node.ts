/** An element by its local name, whatever its prefix or namespace. `Name`: the names that are read. */
export class XmlNode<Name extends string = string> {
  readonly name: Name;
  readonly attributes: Readonly<Record<string, string>>;
  /** Source line, from 1. */
  readonly line: number;
  text = '';
  /** How many elements it is, itself included and those in it that nothing reads. */
  size = 1;
  /** The lengths of its elements' names, as bits: most names that are asked for are of none of them. */
  lengths = 0;
  /** Its elements are a chain: an array for each would take several times the room. */
  first: XmlNode<Name> | null = null;
  next: XmlNode<Name> | null = null;
  #last: XmlNode<Name> | null = null;
  /** The element that it stands in; null for the outermost that is held. */
  readonly parent: XmlNode<Name> | null;

  constructor(
    name: Name,
    parent: XmlNode<Name> | null,
    attributes: Readonly<Record<string, string>>,
    line: number,
  ) {
    this.name = name;
    this.parent = parent;
    this.attributes = attributes;
    this.line = line;
  }

  append(child: XmlNode<Name>): void {
    this.size += child.size;
    this.lengths |= 1 << child.name.length;
    if (this.#last === null) this.first = child;
    else this.#last.next = child;
    this.#last = child;
  }

  get children(): readonly XmlNode<Name>[] {
    const children: XmlNode<Name>[] = [];
    for (let child = this.first; child !== null; child = child.next) children.push(child);
    return children;
  }
}

/**
 * An element that is being taken, with the innermost open one in it. Each element has one of its own, which lives as
 * briefly: what lives long takes V8 more time to put something new into.
 */
export class OpenPart<Name extends string> {
  readonly root: XmlNode<Name>;
  node: XmlNode<Name>;

  constructor(root: XmlNode<Name>) {
    this.root = root;
    this.node = root;
  }
}

/** The first child of this name, then that one's child of the next name, and so on; null where there is none. */
export function at<Name extends string>(
  node: XmlNode<Name> | null,
  first: NoInfer<Name>,
  second?: NoInfer<Name>,
  third?: NoInfer<Name>,
): XmlNode<Name> | null {
  let found = childOf(node, first);
  if (second !== undefined) found = childOf(found, second);
  return third === undefined ? found : childOf(found, third);
}

function childOf<Name extends string>(node: XmlNode<Name> | null, name: Name): XmlNode<Name> | null {
  if (node === null || (node.lengths & (1 << name.length)) === 0) return null;
  let child = node.first;
  while (child !== null && child.name !== name) child = child.next;
  return child;
}

const NONE: readonly never[] = [];

/** All children of this name. */
export function all<Name extends string>(
  node: XmlNode<Name> | null,
  name: NoInfer<Name>,
): readonly XmlNode<Name>[] {
  let found: XmlNode<Name>[] | null = null;
  for (let child = childOf(node, name); child !== null; child = child.next) {
    if (child.name !== name) continue;
    if (found === null) found = [child];
    else found.push(child);
  }
  return found ?? NONE;
}

/** The text of an element without blanks around it and with single blanks inside; null when there is none. */
export function textOf(node: { readonly text: string } | null): string | null {
  if (node === null || node.text === '') return null;
  if (isTidy(node.text)) return node.text;
  const text = node.text.trim();
  if (text === '') return null;
  return UNTIDY.test(text) ? text.replace(/\s+/g, ' ') : text;
}

/** Whether there is nothing in it but blanks, as between most tags. */
export function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 32) return code > 127 && text.trim() === '';
  }
  return true;
}

const UNTIDY = /[\r\n\t]|\s\s/;
const SHORT = 70;

/** A short text of letters and signs with single blanks inside, as most are: to look is faster than to search. */
function isTidy(text: string): boolean {
  if (text.length > SHORT) return false;
  let before = 32;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 32 && (code !== 32 || before === 32)) return false;
    // Other blanks are U+00A0 and some that come after all letters of Europe’s languages in Latin script.
    if (code > 126 && (code < 0xa1 || code > 0x24f)) return false;
    before = code;
  }
  return before !== 32;
}

/** The text of what `at` finds. */
export function textAt<Name extends string>(
  node: XmlNode<Name> | null,
  first: NoInfer<Name>,
  second?: NoInfer<Name>,
  third?: NoInfer<Name>,
): string | null {
  return textOf(at(node, first, second, third));
}
