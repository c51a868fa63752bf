/** Turns what remains of a UTF-16 file into UTF-8, chunk by chunk. */
export type Transcoder = { write(chunk: Uint8Array): Uint8Array; end(): Uint8Array };

type Start = { bytes: Uint8Array; encoding: string | null; transcoder: Transcoder | null };

/**
 * The first bytes of a file without a byte order mark; those of a UTF-16 file (with a mark, or with a NUL in every
 * other place) as UTF-8. `encoding` is null where the bytes do not say.
 */
export function startOfFile(raw: Uint8Array): Start {
  if (raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf) {
    return { bytes: raw.subarray(3), encoding: 'utf-8', transcoder: null };
  }
  const encoding = utf16(raw);
  if (encoding === null) return { bytes: raw, encoding: null, transcoder: null };
  const decoder = new TextDecoder(encoding);
  const encoder = new TextEncoder();
  const transcoder: Transcoder = {
    write: (chunk) => encoder.encode(decoder.decode(chunk, { stream: true })),
    end: () => encoder.encode(decoder.decode()),
  };
  return { bytes: transcoder.write(raw), encoding, transcoder };
}

function utf16(raw: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (raw[0] === 0xff && raw[1] === 0xfe) return 'utf-16le';
  if (raw[0] === 0xfe && raw[1] === 0xff) return 'utf-16be';
  if (isArchive(raw)) return null;
  const sample = raw.subarray(0, 1000);
  if (sample.length < 8) return null;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample.length; i++) {
    if (sample[i] !== 0) continue;
    if (i % 2 === 0) even++;
    else odd++;
  }
  const most = sample.length * 0.35;
  if (odd > most && even < odd / 20) return 'utf-16le';
  return even > most && odd < even / 20 ? 'utf-16be' : null;
}

/** ZIP and gzip: what is in them unpacked may be in UTF-16, they are not. */
function isArchive(raw: Uint8Array): boolean {
  return (raw[0] === 0x50 && raw[1] === 0x4b) || (raw[0] === 0x1f && raw[1] === 0x8b);
}
