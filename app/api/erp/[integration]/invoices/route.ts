import { createHash } from 'node:crypto';
import { problemResponse } from '#app/api/problem.ts';
import { readBody } from '#app/api/read-body.ts';
import { type SignedMessage, verifySignature } from '#domains/erp/integrations/webhook-signature.ts';
import { assertPayload, ingestInvoices } from '#domains/erp/invoices/ingest-invoices.ts';
import { MAX_BODY_BYTES } from '#domains/erp/invoices/input.ts';
import { parseLosslessJson } from '#domains/erp/invoices/lossless-json.ts';
import { requireIntegration } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { run } from '#domains/run.ts';
import { dateIn, systemClock } from '#lib/clock.ts';
import { hasCode, NexusError } from '#lib/errors.ts';
import { countDelivery } from '#lib/metrics.ts';

/** Takes in one signed delivery of documents: one invoice or up to 500. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ integration: string }> },
): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const body = await readBody(request, MAX_BODY_BYTES);
    let message: SignedMessage | undefined;
    const { scope, integration } = await requireIntegration((await params).integration, facts, (secrets) => {
      message = verifySignature(request.headers, body, secrets, Math.floor(Date.now() / 1000));
    });
    const payload = parseLosslessJson(body);
    assertPayload(payload);
    const answer = await run(scope, ingestInvoices, {
      integrationId: integration.id,
      source: integration.source,
      messageId: message?.id ?? '',
      bodySha256: createHash('sha256').update(body).digest('hex'),
      body,
      payload,
      today: dateIn(integration.timeZone, systemClock()),
    });
    countDelivery(answer.status === 200 ? 'accepted' : answer.status === 409 ? 'conflict' : 'rejected');
    return new Response(answer.body, {
      status: answer.status,
      headers: { 'content-type': answer.contentType },
    });
  } catch (error) {
    const said = isOvertaken(error) ? overtaken(error) : error;
    countDelivery(said instanceof NexusError ? said.code : 'broken');
    return problemResponse(said, facts.requestId);
  }
}

/** A conflict of versions is none of contents: sent again, the delivery comes in. */
const isOvertaken = (error: unknown) => hasCode(error, 'conflict') && error.details.stream !== undefined;

const overtaken = (cause: unknown) =>
  new NexusError('unavailable', 'Others changed the same at the same time. Send it again.', { cause });
