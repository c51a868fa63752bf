import type { UploadResult } from '#domains/erp/statements/upload-statement.ts';
import { attachment } from '#lib/attachment.ts';

/** What the server answered to an upload, or the sentence why there is nothing; null when the person cancelled it. */
export type Sent =
  | { readonly ok: true; readonly result: UploadResult }
  | { readonly ok: false; readonly reason: string | null };

const LOST = 'The connection was lost. Drop the file again; what is here already is not taken in twice.';

/** Sends a file as the raw body of a POST. `onProgress` hears how many bytes have gone out; `signal` cancels. Never throws. */
export function sendFile(
  file: File,
  onProgress: (bytes: number) => void,
  signal: AbortSignal,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/statements?preview');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('content-disposition', attachment(file.name));
    request.upload.onprogress = (event) => onProgress(event.loaded);
    request.onload = () => resolve(answerOf(request));
    request.onerror = () => resolve({ ok: false, reason: LOST });
    request.onabort = () => resolve({ ok: false, reason: null });
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function answerOf(request: XMLHttpRequest): Sent {
  try {
    const body = JSON.parse(request.responseText) as UploadResult & { title?: string };
    if (request.status === 202) return { ok: true, result: body };
    return { ok: false, reason: body.title ?? `The server answered ${request.status}.` };
  } catch {
    return { ok: false, reason: `The server answered ${request.status}.` };
  }
}
