import type { ProblemReporter } from '../problems.ts';
import type { XmlNode } from '../xml/node.ts';
import { ElementReader } from './elements.ts';
import type { Package } from './package.ts';

export type PartReading = {
  /** The elements that are taken whole, by local name. */
  elements: readonly string[];
  /** What is kept of what lies in these; by default all. */
  within?: readonly string[];
  take(node: XmlNode, parent: string): void;
  /** The line that a fault is said of: of a sheet its row. */
  line?: () => number | null;
  /** Whether no more of the part is needed. */
  isOver?: () => boolean;
};

/** Reads an XML part and says what is wrong with it. False when it is not in the file. */
export function readPart(
  name: string,
  { elements, within, take, line = () => null, isOver = () => false }: PartReading,
  parts: Package,
  problems: ProblemReporter,
): boolean {
  const isDone = () => isOver() || parts.isFull;
  const reader = new ElementReader({
    names: new Set(elements),
    read: within ? new Set([...elements, ...within]) : null,
    take: (...element) => {
      if (!isDone()) take(...element);
    },
    fault: ({ isFatal, code, message }) => {
      if (isFatal) problems.error(line(), code, `${name}: ${message}`);
      else problems.warn(line(), code, `${name}: ${message}`);
    },
  });
  const isEnough = () => reader.stopped || isDone();
  if (!parts.unpack(name, (bytes) => reader.write(bytes), isEnough)) return false;
  if (!reader.end() && !isDone())
    problems.error(line(), 'xml.truncated', `${name} ends before its last element is closed.`);
  if (reader.isDamaged)
    problems.warn(null, 'encoding.damaged', `${name} has bytes that are no text; “\ufffd” stands for them.`);
  return true;
}

/** An attribute by its local name. */
export function attribute(node: XmlNode, name: string): string | null {
  const own = node.attributes[name];
  if (own !== undefined) return own;
  const suffix = `:${name}`;
  const key = Object.keys(node.attributes).find((candidate) => candidate.endsWith(suffix));
  return key === undefined ? null : (node.attributes[key] ?? null);
}

/** A boolean attribute: "1", "true" or "on" (ST_OnOff). */
export const isOn = (value: string | null | undefined) => value === '1' || value === 'true' || value === 'on';
