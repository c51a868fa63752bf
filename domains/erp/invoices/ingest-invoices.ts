import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { MAX_EVENT_BYTES } from '#db/event-store/append.ts';
import { canonicalJson } from '#db/event-store/canonical-json.ts';
import { inboundMessages } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError, type Problem } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand, type Plan } from '../../command.ts';
import { problemsOf } from '../../problems.ts';
import { decideMention } from '../partners/decide.ts';
import { loadPartners, type PartnerDirectory } from '../partners/load-partners.ts';
import {
  decideIngest,
  type IdentifiedItem,
  type InvoiceEvent,
  type InvoiceState,
  identify,
  invoiceIdOf,
} from './decide.ts';
import { type Company, partnerOf } from './document.ts';
import { documentInput, MAX_ITEMS, MAX_LINES } from './input.ts';
import { loadCompany, loadStates } from './load-states.ts';

/** What the sender is told of one item. */
export type ItemResult = {
  index: number;
  outcome: 'ingested' | 'known' | 'conflict' | 'rejected';
  invoiceId: Id | null;
  problems: Problem[];
};

/** The stored answer: the same for every delivery of the same message. */
export type IngestAnswer = { status: number; contentType: string; body: string };

/** Takes in one delivery of an ERP: message, events, projections and the stored answer in one transaction. */
export const ingestInvoices = defineCommand({
  type: 'ingestInvoices',
  input: z.object({
    integrationId: z.uuid(),
    source: z.string().min(1).max(30),
    messageId: z.string().min(1).max(200),
    bodySha256: z.string().length(64),
    body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    payload: z.unknown(),
    today: z.string(),
  }),
  describe: (input) => `Take in the documents of message ${input.messageId}`,
  async handle({ scope, tx, input, now }): Promise<Plan<IngestAnswer>> {
    const [stored, company] = await Promise.all([
      storedAnswer(tx, input.integrationId, input.messageId),
      loadCompany(tx),
    ]);
    if (stored) return { result: replay(stored, input.bodySha256) };
    const { tenantId } = scope;
    const inboundMessageId = derivedId(tenantId, 'inbound-message', input.integrationId, input.messageId);
    const single = !Array.isArray(input.payload);
    const items = single ? [input.payload] : (input.payload as unknown[]);
    const delivery = { tenantId, source: input.source, inboundMessageId, today: input.today, single };
    const { results, streams } = await ingestItems(tx, items, company, delivery);
    const answer = answerOf(results, single);
    const ingested = results.some((result) => result.outcome === 'ingested');
    return {
      result: answer,
      streams,
      jobs: ingested ? [{ queue: 'match', tenantId }] : [],
      async also(writing) {
        await writing.insert(inboundMessages).values({
          tenantId,
          id: inboundMessageId,
          integrationId: input.integrationId,
          messageId: input.messageId,
          bodySha256: input.bodySha256,
          body: input.body,
          responseStatus: answer.status,
          responseBody: answer.body,
          receivedAt: now,
        });
      },
    };
  },
});

type Stored = { bodySha256: string; status: number; body: string };

async function storedAnswer(tx: TenantTx, integrationId: Id, messageId: string): Promise<Stored | undefined> {
  const [row] = await tx
    .select({
      bodySha256: inboundMessages.bodySha256,
      status: inboundMessages.responseStatus,
      body: inboundMessages.responseBody,
    })
    .from(inboundMessages)
    .where(
      and(
        eq(inboundMessages.tenantId, tx.scope.tenantId),
        eq(inboundMessages.integrationId, integrationId),
        eq(inboundMessages.messageId, messageId),
      ),
    );
  return row;
}

function replay(stored: Stored, bodySha256: string): IngestAnswer {
  if (stored.bodySha256 !== bodySha256) {
    throw new NexusError('conflict', 'This webhook-id was already used for another body.');
  }
  return { status: stored.status, contentType: contentTypeOf(stored.status), body: stored.body };
}

type Delivery = { tenantId: Id; source: string; inboundMessageId: Id; today: string; single: boolean };
type Streams = NonNullable<Plan<unknown>['streams']>;
type Read = {
  index: number;
  item: IdentifiedItem;
  contentHash: string;
  /** Bytes of what the hash was taken from. */
  contentBytes: number;
  invoiceId: Id;
};

async function ingestItems(
  tx: TenantTx,
  items: readonly unknown[],
  company: Company,
  delivery: Delivery,
): Promise<{ results: ItemResult[]; streams: Streams }> {
  const results: ItemResult[] = [];
  const readable: Read[] = [];
  items.forEach((raw, index) => {
    const read = readItem(raw, index, delivery, company);
    if ('problems' in read)
      results[index] = { index, outcome: 'rejected', invoiceId: null, problems: read.problems };
    else readable.push(read);
  });
  const invoiceIds = readable.map((read) => read.invoiceId);
  const mentions = readable.flatMap(({ item }) => partnerOf(item.input, item.direction) ?? []);
  const [states, partners] = await Promise.all([loadStates(tx, invoiceIds), loadPartners(tx, mentions)]);
  const streams = [...ingestReadable(readable, states, partners, company, delivery, results)];
  return { results, streams: [...partners.appends(), ...streams] };
}

function readItem(
  raw: unknown,
  index: number,
  { tenantId, source, single }: Delivery,
  company: Company,
): Read | { problems: Problem[] } {
  const prefix = single ? '' : `/${index}`;
  const under = (problems: readonly Problem[]) =>
    problems.map((problem) => ({ ...problem, pointer: prefix + problem.pointer }));
  const parsed = documentInput.safeParse(raw);
  if (!parsed.success) return { problems: under(problemsOf(parsed.error)) };
  const item = identify(parsed.data, source, company);
  if ('problems' in item) return { problems: under(item.problems) };
  const content = Buffer.from(canonicalJson(parsed.data));
  return {
    index,
    item,
    contentHash: createHash('sha256').update(content).digest('hex'),
    contentBytes: content.length,
    invoiceId: invoiceIdOf(tenantId, source, item.documentKey),
  };
}

/** Decides each item in turn; the same document twice in one delivery meets itself. */
function* ingestReadable(
  readable: readonly Read[],
  states: Map<Id, InvoiceState>,
  partners: PartnerDirectory,
  company: Company,
  delivery: Delivery,
  results: ItemResult[],
): Generator<Streams[number]> {
  for (const { index, item, contentHash, contentBytes, invoiceId } of readable) {
    const state = states.get(invoiceId) ?? { status: 'none' };
    const decision = decideIngest(state, item, { ...delivery, company, contentHash });
    const event = 'event' in decision ? decision.event : null;
    const isTooLarge = event !== null && isLarger(event, contentBytes);
    const outcome = isTooLarge ? 'rejected' : decision.outcome;
    const problems = isTooLarge ? [TOO_LARGE] : 'problems' in decision ? decision.problems : [];
    const prefix = delivery.single ? '' : `/${index}`;
    results[index] = {
      index,
      outcome,
      invoiceId: isTooLarge ? null : invoiceId,
      problems: problems.map((problem) => ({ ...problem, pointer: prefix + problem.pointer })),
    };
    if (!event || isTooLarge) continue;
    const expectedVersion = state.status === 'none' ? 0 : state.version;
    states.set(invoiceId, {
      status: outcome === 'ingested' ? 'received' : 'rejected',
      contentHash,
      reasons: problems,
      version: expectedVersion + 1,
    });
    // Only who brings something new changes what is known of the partner.
    const mention = partnerOf(item.input, item.direction);
    const businessPartnerId = mention ? partners.mention(mention, decideMention) : null;
    const events = [{ type: event.type, data: { ...event.data, businessPartnerId } }];
    yield { stream: { type: 'invoice', id: invoiceId }, expectedVersion, events };
  }
}

const TOO_LARGE: Problem = {
  pointer: '',
  code: 'document.tooLarge',
  message: `takes more than ${MAX_EVENT_BYTES} bytes with all its lines: send those that matter`,
};

/** Room for the id of the partner, which the event does not have yet. */
const RESERVE_BYTES = 100;

/** Whether the record cannot hold the event. It is at most some thousand bytes and three times as large as what was sent. */
function isLarger({ data }: InvoiceEvent, contentBytes: number): boolean {
  if (contentBytes < MAX_EVENT_BYTES / 4) return false;
  return Buffer.byteLength(canonicalJson(data)) > MAX_EVENT_BYTES - RESERVE_BYTES;
}

function answerOf(results: readonly ItemResult[], single: boolean): IngestAnswer {
  const only = single ? results[0] : undefined;
  const status = only?.outcome === 'conflict' ? 409 : only?.outcome === 'rejected' ? 422 : 200;
  const value =
    only && status !== 200
      ? {
          type: 'about:blank',
          title:
            status === 409
              ? 'The document is already here with other content.'
              : 'The document was rejected.',
          status,
          ...only,
        }
      : { results };
  return { status, contentType: contentTypeOf(status), body: JSON.stringify(value) };
}

function contentTypeOf(status: number): string {
  return status === 200 ? 'application/json' : 'application/problem+json';
}

/** Throws a NexusError `invalid` (400) when the payload is neither an object nor an array of 1 to 500 objects, or has too many lines. */
export function assertPayload(payload: unknown): void {
  const items = Array.isArray(payload) ? payload : [payload];
  const isObject = (item: unknown) => typeof item === 'object' && item !== null && !Array.isArray(item);
  const malformed = (code: string, message: string, pointer: string) =>
    new NexusError('invalid', message, {
      problems: [{ pointer, code, message }],
      details: { malformed: true },
    });
  if (items.length === 0) throw malformed('items.none', 'The array is empty.', '');
  if (items.length > MAX_ITEMS) {
    throw malformed(
      'items.tooMany',
      `One request holds up to ${MAX_ITEMS} invoices; this one has ${items.length}.`,
      '',
    );
  }
  const wrong = items.findIndex((item) => !isObject(item));
  if (wrong >= 0) {
    throw malformed('item.type', 'An invoice is a JSON object.', Array.isArray(payload) ? `/${wrong}` : '');
  }
  const lines = items.reduce<number>((sum, item) => sum + linesIn(item), 0);
  if (lines > MAX_LINES) {
    const message = `One request holds up to ${MAX_LINES} lines; this one has ${lines}. Send it in parts.`;
    throw malformed('lines.tooMany', message, '');
  }
}

function linesIn(item: unknown): number {
  const { lines } = item as { lines?: unknown };
  return Array.isArray(lines) ? lines.length : 0;
}
