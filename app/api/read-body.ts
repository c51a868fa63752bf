import { NexusError } from '#lib/errors.ts';

/**
 * Reads a request's body up to `maxBytes`, counting what really arrives. Throws a NexusError `tooLarge` beyond it, and `invalid` (400) when fewer or
 * more bytes arrive than Content-Length says: something on the way cut it.
 */
export async function readBody(request: Request, maxBytes: number): Promise<Uint8Array> {
  const declared = declaredLength(request);
  if (declared !== null && declared > maxBytes) throw tooLarge(maxBytes);
  // Node's parser holds a sender to the length that it declared.
  if (declared !== null) {
    const body = new Uint8Array(await whole(request));
    assertLength(declared, body.length);
    return body;
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of bodyOf(request)) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function whole(request: Request): Promise<ArrayBuffer> {
  try {
    return await request.arrayBuffer();
  } catch (cause) {
    throw cutOnTheWay(cause);
  }
}

/** The body's chunks as they arrive; none when there is no body. Throws a NexusError `invalid` (400) when its sender leaves. */
export async function* bodyOf(request: Request): AsyncGenerator<Uint8Array> {
  if (!request.body) return;
  try {
    yield* request.body as unknown as AsyncIterable<Uint8Array>;
  } catch (cause) {
    throw cutOnTheWay(cause);
  }
}

const cutOnTheWay = (cause: unknown) =>
  new NexusError('invalid', 'The body was cut on the way.', { details: { malformed: true }, cause });

/** Content-Length, or null when the body comes in chunks. */
export function declaredLength(request: Request): number | null {
  const header = request.headers.get('content-length');
  return header === null ? null : Number(header);
}

/** Throws a NexusError `invalid` when a body was cut on the way: fewer or more bytes than its Content-Length. */
export function assertLength(declared: number | null, received: number): void {
  if (declared === null || declared === received) return;
  const message = `Content-Length says ${declared} bytes, and ${received} arrived.`;
  throw new NexusError('invalid', message, { details: { malformed: true } });
}

function tooLarge(maxBytes: number): NexusError {
  return new NexusError('tooLarge', `The body may have ${maxBytes} bytes at most.`, {
    details: { maxBytes },
  });
}
