import { POST as postInvoices } from '#app/api/erp/[integration]/invoices/route.ts';
import { POST as postStatement } from '#app/api/statements/route.ts';
import { sign } from '#domains/erp/integrations/webhook-signature.ts';
import type { ItemResult } from '#domains/erp/invoices/ingest-invoices.ts';
import type { UploadResult } from '#domains/erp/statements/upload-statement.ts';
import type { Id } from '#lib/ids.ts';
import type { Delivery } from '../deliveries.ts';
import type { SampleFile } from '../files.ts';
import type { Sender } from './company.ts';

const ORIGIN = 'http://localhost';

/**
 * Sends a delivery to the webhook, signed as its sender signs. Returns the documents' ids by the ERP's own. Throws unless it is taken in, or
 * refused by its content, as one of them must be.
 */
export async function deliver(delivery: Delivery, sender: Sender): Promise<Map<string, Id>> {
  const body = Buffer.from(delivery.body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  const mac = sign(sender.secret, delivery.webhookId, timestamp, body);
  const request = new Request(`${ORIGIN}/api/erp/${sender.pathId}/invoices`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': delivery.webhookId,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${Buffer.from(mac).toString('base64')}`,
    },
    body,
  });
  const answer = await postInvoices(request, { params: Promise.resolve({ integration: sender.pathId }) });
  if (answer.status !== 200 && answer.status !== 422) await refuse(answer, delivery.webhookId);
  const told = (await answer.json()) as ItemResult | { results: ItemResult[] };
  const results = 'results' in told ? told.results : [told];
  const sent = [JSON.parse(delivery.body)].flat() as { externalId: string }[];
  return new Map(
    results.map(({ index, invoiceId }) => [sent[index]?.externalId ?? '', invoiceId ?? ''] as const),
  );
}

/** Uploads a file as a script does, with its API key. */
export async function upload(file: SampleFile, apiKey: string): Promise<UploadResult> {
  const request = new Request(`${ORIGIN}/api/statements`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${apiKey}`,
      'content-disposition': `attachment; filename="${file.name}"`,
    },
    body: Buffer.from(file.bytes),
  });
  const answer = await postStatement(request);
  if (answer.status !== 202) await refuse(answer, file.name);
  return (await answer.json()) as UploadResult;
}

async function refuse(answer: Response, what: string): Promise<never> {
  throw new Error(`The sample's ${what} was answered with ${answer.status}: ${await answer.text()}`);
}
