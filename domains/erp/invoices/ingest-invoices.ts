import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { canonicalJson } from '#db/event-store/canonical-json.ts';
import { MAX_EVENT_BYTES } from '#db/event-store/prepare.ts';
import { insertRows } from '#db/insert.ts';
import { isAnyOf } from '#db/is-any-of.ts';
import { inboundMessages } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { NexusError, type Problem } from '#lib/errors.ts';
import { derivedId, type Id } from '#lib/ids.ts';
import { defineCommand, type HandlerContext, type Plan } from '../../command.ts';
import { problemsOf } from '../../problems.ts';
import { decideMention } from '../partners/decide.ts';
import { directoryOf, loadPartners, type PartnerDirectory } from '../partners/load-partners.ts';
import {
  decideIngest,
  evolveInvoice,
  type IdentifiedItem,
  type InvoiceEvent,
  type InvoiceState,
  identify,
  initialInvoice,
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

const inputSchema = z.object({
  integrationId: z.uuid(),
  source: z.string().min(1).max(30),
  messageId: z.string().min(1).max(200),
  bodySha256: z.string().length(64),
  body: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  payload: z.unknown(),
  today: z.string(),
});

/** Takes in one delivery of an ERP: message, events, projections and the stored answer in one transaction. */
export const ingestInvoices = defineCommand({
  type: 'ingestInvoices',
  input: inputSchema,
  describe: (input) => `Take in the documents of message ${input.messageId}`,
  async handle(context): Promise<Plan<IngestAnswer>> {
    const [outcome] = await ingestTogether(context.tx, [context]);
    if (outcome?.status === 'fulfilled') return outcome.value;
    throw outcome?.reason;
  },
  together: { weigh: ({ payload }) => itemsOf(payload).length, handle: ingestTogether },
});

type Context = Omit<HandlerContext<z.output<typeof inputSchema>>, 'tx'>;

/** Loads what any of the deliveries needs in a few questions, and plans each by itself. */
async function ingestTogether(
  tx: TenantTx,
  contexts: readonly Context[],
): Promise<PromiseSettledResult<Plan<IngestAnswer>>[]> {
  const [stored, company] = await Promise.all([loadAnswers(tx, contexts), loadCompany(tx)]);
  const deliveries: Delivery[] = [];
  for (const context of contexts) deliveries.push(await readDelivery(context, company));
  const readable = deliveries.flatMap((delivery) => delivery.readable);
  const mentions = readable.flatMap(({ item }) => partnerOf(item.input, item.direction) ?? []);
  const [states, partners] = await Promise.all([
    loadStates(
      tx,
      readable.map((read) => read.invoiceId),
    ),
    loadPartners(tx, mentions),
  ]);
  const { tenantId } = tx.scope;
  return Promise.allSettled(
    deliveries.map(async (delivery) => {
      const known = stored.get(answerKey(delivery.input));
      if (known) return { result: replay(known, delivery.input.bodySha256) };
      return planOf(delivery, new Map(states), directoryOf(tenantId, partners), company);
    }),
  );
}

function planOf(
  delivery: Delivery,
  states: Map<Id, InvoiceState>,
  partners: PartnerDirectory,
  company: Company,
): Plan<IngestAnswer> {
  const { input, tenantId, inboundMessageId, results } = delivery;
  const streams = [...ingestReadable(delivery, states, partners, company)];
  const answer = answerOf(results, delivery.single);
  const ingested = results.some((result) => result.outcome === 'ingested');
  return {
    result: answer,
    streams: [...partners.appends(), ...streams],
    jobs: ingested ? [{ queue: 'match', tenantId }] : [],
    async also(writing) {
      await insertRows(writing, inboundMessages, [
        {
          tenantId,
          id: inboundMessageId,
          integrationId: input.integrationId,
          messageId: input.messageId,
          bodySha256: input.bodySha256,
          body: input.body,
          responseStatus: answer.status,
          responseBody: answer.body,
          receivedAt: delivery.now,
        },
      ]);
    },
  };
}

type Stored = { integrationId: Id; messageId: string; bodySha256: string; status: number; body: string };

const answerKey = ({ integrationId, messageId }: { integrationId: string; messageId: string }) =>
  `${integrationId}/${messageId}`;

/** The answers that these messages were given when they came before. */
async function loadAnswers(tx: TenantTx, contexts: readonly Context[]): Promise<Map<string, Stored>> {
  const ofIntegration = Map.groupBy(contexts, ({ input }) => input.integrationId);
  const found = await Promise.all(
    [...ofIntegration].map(([integrationId, group]) =>
      tx
        .select({
          integrationId: inboundMessages.integrationId,
          messageId: inboundMessages.messageId,
          bodySha256: inboundMessages.bodySha256,
          status: inboundMessages.responseStatus,
          body: inboundMessages.responseBody,
        })
        .from(inboundMessages)
        .where(
          and(
            eq(inboundMessages.tenantId, tx.scope.tenantId),
            eq(inboundMessages.integrationId, integrationId),
            isAnyOf(
              inboundMessages.messageId,
              group.map(({ input }) => input.messageId),
            ),
          ),
        ),
    ),
  );
  return new Map(found.flat().map((row) => [answerKey(row), row]));
}

function replay(stored: Stored, bodySha256: string): IngestAnswer {
  if (stored.bodySha256 !== bodySha256) {
    throw new NexusError('conflict', 'This webhook-id was already used for another body.');
  }
  return { status: stored.status, contentType: contentTypeOf(stored.status), body: stored.body };
}

/** A delivery as far as it can be read without knowing what came before; `results` fills as its items are decided. */
type Delivery = {
  readonly tenantId: Id;
  readonly input: Context['input'];
  readonly now: Instant;
  readonly source: string;
  readonly today: string;
  readonly inboundMessageId: Id;
  /** One document, not a list of them. */
  readonly single: boolean;
  readonly readable: readonly Read[];
  readonly results: ItemResult[];
};
type Streams = NonNullable<Plan<unknown>['streams']>;
type Read = {
  index: number;
  item: IdentifiedItem;
  contentHash: string;
  /** Bytes of what the hash was taken from. */
  contentBytes: number;
  invoiceId: Id;
};

const itemsOf = (payload: unknown): readonly unknown[] => (Array.isArray(payload) ? payload : [payload]);

/** Documents that are read in one go: others of the process, whose commit waits for its next turn, wait no longer than for these. */
const ITEMS_A_TURN = 50;

async function readDelivery({ scope, input, now }: Context, company: Company): Promise<Delivery> {
  const { tenantId } = scope;
  const { integrationId, messageId, payload, source, today } = input;
  const inboundMessageId = derivedId(tenantId, 'inbound-message', integrationId, messageId);
  const single = !Array.isArray(payload);
  const results: ItemResult[] = [];
  const readable: Read[] = [];
  for (const [index, raw] of itemsOf(payload).entries()) {
    if (index % ITEMS_A_TURN === ITEMS_A_TURN - 1) await setImmediate();
    const read = readItem(raw, index, { tenantId, source, single }, company);
    if ('problems' in read) results[index] = { index, outcome: 'rejected', invoiceId: null, ...read };
    else readable.push(read);
  }
  return { tenantId, input, now, source, today, inboundMessageId, single, readable, results };
}

function readItem(
  raw: unknown,
  index: number,
  { tenantId, source, single }: Pick<Delivery, 'tenantId' | 'source' | 'single'>,
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
  delivery: Delivery,
  states: Map<Id, InvoiceState>,
  partners: PartnerDirectory,
  company: Company,
): Generator<Streams[number]> {
  const { results } = delivery;
  for (const { index, item, contentHash, contentBytes, invoiceId } of delivery.readable) {
    const state = states.get(invoiceId) ?? initialInvoice;
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
    states.set(invoiceId, evolveInvoice(state, event));
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
