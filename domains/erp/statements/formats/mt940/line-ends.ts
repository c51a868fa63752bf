/**
 * Bytes as Latin-1 text whose lines end with LF, whatever they end with in the file (CRLF, CR, LF, mixed). NUL and
 * Ctrl-Z are dropped, a tab is a blank.
 */
export class LineEnds {
  /** The chunk before ended with CR: an LF that follows belongs to it. */
  #holdsReturn = false;
  droppedNul = false;

  take(chunk: Uint8Array): string {
    let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1');
    if (text.includes('\0')) {
      this.droppedNul = true;
      text = text.replaceAll('\0', '');
    }
    if (text.includes('\x1a')) text = text.replaceAll('\x1a', '');
    if (text.includes('\t')) text = text.replaceAll('\t', ' ');
    if (this.#holdsReturn) text = `\r${text}`;
    this.#holdsReturn = text.endsWith('\r');
    if (this.#holdsReturn) text = text.slice(0, -1);
    if (!text.includes('\r')) return text;
    const lines = text.replaceAll('\r\n', '\n');
    return lines.includes('\r') ? lines.replaceAll('\r', '\n') : lines;
  }

  /** What is left when no chunk follows. */
  end(): string {
    return this.#holdsReturn ? '\n' : '';
  }
}
