/** An element by its local name, whatever its prefix or namespace. */
export class XmlNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Source line, from 1. */
  readonly line: number;
  text = '';
  children: readonly XmlNode[] = NONE;

  constructor(name: string, attributes: Readonly<Record<string, string>>, line: number) {
    this.name = name;
    this.attributes = attributes;
    this.line = line;
  }

  append(child: XmlNode): void {
    if (this.children === NONE) this.children = [child];
    else (this.children as XmlNode[]).push(child);
  }
}

const NONE: readonly XmlNode[] = [];

/** The first child of this name, then that one's child of the next name, and so on; null where there is none. */
export function at(node: XmlNode | null, first: string, second?: string, third?: string): XmlNode | null {
  let found = childOf(node, first);
  if (second !== undefined) found = childOf(found, second);
  return third === undefined ? found : childOf(found, third);
}

function childOf(node: XmlNode | null, name: string): XmlNode | null {
  if (node === null) return null;
  for (const child of node.children) if (child.name === name) return child;
  return null;
}

/** All children of this name. */
export function all(node: XmlNode | null, name: string): readonly XmlNode[] {
  if (node === null) return NONE;
  let found: XmlNode[] | null = null;
  for (const child of node.children) {
    if (child.name !== name) continue;
    if (found === null) found = [child];
    else found.push(child);
  }
  return found ?? NONE;
}

/** The text of an element without blanks around it and with single blanks inside; null when there is none. */
export function textOf(node: XmlNode | null): string | null {
  if (node === null) return null;
  const text = node.text.trim();
  if (text === '') return null;
  return UNTIDY.test(text) ? text.replace(/\s+/g, ' ') : text;
}

const UNTIDY = /[\r\n\t]|\s\s/;

/** The text of what `at` finds. */
export function textAt(node: XmlNode | null, first: string, second?: string, third?: string): string | null {
  return textOf(at(node, first, second, third));
}
