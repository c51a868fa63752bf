import { downloadResponse } from '#app/api/download-response.ts';
import { problemResponse } from '#app/api/problem.ts';
import { documentMessage } from '#domains/erp/invoices/document-detail.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { NexusError } from '#lib/errors.ts';

/** The body of the message in which a document came, byte for byte. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewDocuments');
    const { id } = await params;
    const message = await read(scope, 'viewDocuments', (tx) => documentMessage(tx, id));
    if (!message?.body) throw new NexusError('notFound', 'The body of this message is not here any more.');
    return downloadResponse(Buffer.from(message.body), `${message.messageId}.json`);
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
