// Signs one invoice by Standard Webhooks and posts it. Reads what `nexus integration create --json` prints.
import { createHmac, randomUUID } from 'node:crypto';

let text = '';
for await (const chunk of process.stdin) text += chunk;
const { webhook, signingSecret } = JSON.parse(text);

const body = JSON.stringify({
  entity: process.argv[2] ?? 'DE01',
  direction: 'receivable',
  documentNumber: 'INV-TOUR-1',
  documentDate: '2026-11-02',
  dueDate: '2026-12-02',
  currency: 'EUR',
  netAmount: '1000.00',
  taxAmount: '190.00',
  grossAmount: '1190.00',
  amount: '1190.00',
  buyer: { name: 'Aurora Optik AB', country: 'SE' },
  lines: [{ description: 'Spirit level', quantity: '10', unitPrice: '100.00', lineTotal: '1000.00' }],
});
const id = `msg_${randomUUID()}`;
const timestamp = String(Math.floor(Date.now() / 1000));
const key = Buffer.from(signingSecret.replace('whsec_', ''), 'base64');
const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');

const response = await fetch(webhook, {
  method: 'POST',
  body,
  headers: {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  },
});
console.log(response.status, await response.text());
process.exitCode = response.ok ? 0 : 1;
