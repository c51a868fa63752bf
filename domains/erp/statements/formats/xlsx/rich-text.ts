import type { XmlNode } from '../xml/node.ts';

/** "_x000D_" for a character that XML cannot have, or that is to be kept (ECMA-376 part 1, section 22.9.2.19). */
const ESCAPE = /_x([0-9A-Fa-f]{4})_/g;

export function unescaped(text: string): string {
  return text.includes('_x')
    ? text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** The text of a string item (`si` or `is`): its own, or that of its runs; how it is pronounced (`rPh`) is left out. */
export function richText(item: XmlNode): string {
  let text = '';
  for (let child = item.first; child !== null; child = child.next) {
    if (child.name === 't') text += plainText(child);
    else if (child.name === 'r') text += richText(child);
  }
  return item.name === 'r' ? text : unescaped(text);
}

/** A text that has elements in it is damaged: what stands before and behind them is not one number. */
const plainText = (node: XmlNode) => (node.size > 1 ? `${node.text}\ufffd` : node.text);
