/** Bounds on one XML file. A message of ISO 20022 is less than 20 levels deep. */
export const XML_LIMITS = {
  depth: 100,
  /** Characters of a text or tag, and of comments between two of them. */
  token: 1_048_576,
  /** Elements that are held at a time: an entry without its transaction details. */
  nodes: 100_000,
  /** Characters that are kept of an element's source. */
  source: 262_144,
  /** Faults that do not end the reading. */
  faults: 1_000,
} as const;

export type XmlFault = { isFatal: boolean; line: number; code: string; message: string };

/** Errors of saxes that leave the structure intact; `null`: no error where several documents follow each other. */
const HARMLESS: Readonly<Record<string, string | null>> = {
  'an XML declaration must be at the start of the document.': null,
  'the XML declaration must appear at the start of the document.': null,
  'did not expect any more name/value pairs.': null,
  'XML declaration must contain a version.': null,
  'documents may contain only one root.': null,
  'text data outside of root node.': 'There is text outside of the XML document.',
  'disallowed character.': 'The text has a character that XML does not allow.',
  'malformed character entity.': 'A character is referred to that XML does not allow.',
  'the string "]]>" is disallowed in char data.': 'The text has “]]>”, which XML does not allow.',
};

/** A second XML declaration says again what the first one said. */
const REPEATED_DECLARATION = /^expected (?:one of )?(?:version|encoding|standalone)/;

/** What an error of saxes means: null for none, a harmless one in words, or one after which nothing can be trusted. */
export function meaningOf(error: string): { message: string; isFatal: boolean } | null {
  const harmless = REPEATED_DECLARATION.test(error) ? null : HARMLESS[error];
  if (harmless === null) return null;
  if (harmless !== undefined) return { message: harmless, isFatal: false };
  const what = error.replace(/\.$/, '');
  const message = `The file is not well-formed XML (${what}): what follows is not read.`;
  return { message, isFatal: true };
}
