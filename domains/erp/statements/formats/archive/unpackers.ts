import { Gunzip, Inflate } from 'fflate';
import { ARCHIVE_LIMITS } from './limits.ts';

/** Takes packed bytes and hands on unpacked ones. Throws where the bytes are damaged. */
export type Unpacker = { write(packed: Uint8Array): void; end(): void };

type Output = (unpacked: Uint8Array) => void;

/** Compression method 0 of ZIP: bytes as they are. */
export const store = (output: Output): Unpacker => ({ write: output, end() {} });

/** Compression method 8 of ZIP: DEFLATE (RFC 1951). */
export function inflate(output: Output): Unpacker {
  const guard = new SilenceGuard(output);
  return guard.around(new Inflate(guard.output));
}

/** One or more members of gzip (RFC 1952). `nextMember` is given where each but the first begins. */
export function gunzip(output: Output, nextMember: (offset: number) => void): Unpacker {
  const guard = new SilenceGuard(output);
  const stream = new Gunzip(guard.output);
  stream.onmember = nextMember;
  return guard.around(stream);
}

/** Ends what takes bytes and gives none, which the streams would keep in memory for ever. */
class SilenceGuard {
  readonly output: Output;
  #silent = 0;

  constructor(output: Output) {
    this.output = (unpacked) => {
      if (unpacked.length === 0) return;
      this.#silent = 0;
      output(unpacked);
    };
  }

  around(stream: { push(packed: Uint8Array, final?: boolean): void }): Unpacker {
    return {
      write: (packed) => {
        this.#silent += packed.length;
        stream.push(packed);
        if (this.#silent > ARCHIVE_LIMITS.silentBytes) throw new Error('The packed bytes hold nothing.');
      },
      end: () => stream.push(new Uint8Array(0), true),
    };
  }
}
