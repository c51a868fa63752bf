/** Two fields in one line, parted by the "@@" that banks may write for CR LF (DFÜ-Abkommen, Anlage 3, 8.1). */
const AT_SIGNS = /^[^\r\n]*@@:\d\d[A-Z]?:[^\r\n]*@@:/;

/** Whether "@@" stands for the line ends of the file that begins with this text. */
export function hasAtSigns(head: string): boolean {
  return AT_SIGNS.test(head);
}

/**
 * Bytes as Latin-1 text whose lines end with LF, whatever they end with in the file (CRLF, CR, LF, mixed; "@@" where
 * `atSigns` says so). NUL and Ctrl-Z are dropped, a tab is a blank.
 */
export class LineEnds {
  readonly #atSigns: boolean;
  /** The chunk before ended with half of an "@@". */
  #holdsAtSign = false;
  /** The chunk before ended with CR: an LF that follows belongs to it. */
  #holdsReturn = false;
  droppedNul = false;

  constructor(atSigns: boolean) {
    this.#atSigns = atSigns;
  }

  take(chunk: Uint8Array): string {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (text.includes('\0')) {
      this.droppedNul = true;
      text = text.replaceAll('\0', '');
    }
    if (text.includes('\x1a')) text = text.replaceAll('\x1a', '');
    if (text.includes('\t')) text = text.replaceAll('\t', ' ');
    if (this.#atSigns) text = this.#withoutAtSigns(text);
    if (this.#holdsReturn) text = `\r${text}`;
    this.#holdsReturn = text.endsWith('\r');
    if (this.#holdsReturn) text = text.slice(0, -1);
    if (!text.includes('\r')) return text;
    const lines = text.replaceAll('\r\n', '\n');
    return lines.includes('\r') ? lines.replaceAll('\r', '\n') : lines;
  }

  /** What is left when no chunk follows. */
  end(): string {
    return (this.#holdsAtSign ? '@' : '') + (this.#holdsReturn ? '\n' : '');
  }

  #withoutAtSigns(added: string): string {
    const text = this.#holdsAtSign ? `@${added}` : added;
    let signsStart = text.length;
    while (text.charAt(signsStart - 1) === '@') signsStart--;
    this.#holdsAtSign = (text.length - signsStart) % 2 === 1;
    return (this.#holdsAtSign ? text.slice(0, -1) : text).replaceAll('@@', '\n');
  }
}
