import { attachment } from '#lib/attachment.ts';

/** A stored file that proves a balance. */
export type Proof = { readonly name: string; readonly sha256: string };

type SentProof =
  | { readonly ok: true; readonly proof: Proof }
  | { readonly ok: false; readonly reason: string };

/** Stores a file beside an account, so that a balance may name it. Never throws. */
export async function sendProof(accountId: string, file: File): Promise<SentProof> {
  try {
    const answer = await fetch(`/api/accounts/${accountId}/proofs`, {
      method: 'POST',
      headers: {
        'content-type': 'application/octet-stream',
        'content-disposition': attachment(file.name),
      },
      body: file,
    });
    const body = await answer.json();
    if (answer.ok) return { ok: true, proof: body };
    return { ok: false, reason: body.title ?? `The server answered ${answer.status}.` };
  } catch {
    return { ok: false, reason: 'The connection was lost: the file was not sent.' };
  }
}
