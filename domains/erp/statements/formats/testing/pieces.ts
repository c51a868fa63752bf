import fc from 'fast-check';
import { Collector } from '../collect.ts';
import type { FormatDefinition } from '../reader.ts';

/**
 * What a format's own reader finds in bytes that come in chunks of these sizes, round and round: detection would hold back the first 64 KB
 * and hand them on whole.
 */
export function readInPieces(format: FormatDefinition, bytes: Buffer, sizes: readonly number[]) {
  const collector = new Collector();
  const head = { bytes, text: bytes.toString('latin1'), encoding: null, complete: true };
  const reader = format.createReader(collector, {}, head);
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] as number;
    reader.write(bytes.subarray(at, at + size));
    at += size;
  }
  return { ...reader.end(), statements: collector.statements, problems: collector.problems };
}

/** Ways to damage a text: up to five of the pieces put in, anywhere. */
export function insertions(pieces: readonly string[]): fc.Arbitrary<(text: string) => string> {
  return fc.array(fc.tuple(fc.nat(), fc.constantFrom(...pieces)), { maxLength: 5 }).map(
    (inserted) => (text: string) =>
      inserted.reduce((before, [position, piece]) => {
        const at = position % (before.length + 1);
        return before.slice(0, at) + piece + before.slice(at);
      }, text),
  );
}
