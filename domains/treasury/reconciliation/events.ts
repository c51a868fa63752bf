import { z } from 'zod';
import { defineEvent } from '#db/event-store/event.ts';

const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/);
const signedAmount = z.string().regex(/^-?\d{1,16}(\.\d{1,4})?$/);
const confidence = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/);

/** How much of an open item a row settles: `amount = rowAmount × rate + Σ differences`, in the item's currency. */
export const allocationFields = z.object({
  openItemId: z.uuid(),
  invoiceId: z.uuid(),
  /** The version of the document's stream that the decision saw. */
  invoiceVersion: z.int().positive(),
  amount,
  currency: z.string().length(3),
  rowAmount: signedAmount,
  rate: z.string().nullable(),
  differences: z.array(z.object({ reason: z.string().max(40), amount: signedAmount })).max(20),
});

const criterion = z.object({
  evidence: z.string().max(40),
  value: z.string().max(500),
  weight: z.string().max(20),
});

const common = {
  bankAccountId: z.uuid(),
  entityId: z.string().max(20),
  currency: z.string().length(3),
  direction: z.enum(['credit', 'debit']),
  /** The row's amount, unsigned. */
  rowAmount: amount,
  statementId: z.uuid(),
};

/** A row is explained, by items, a transfer, a reversal or a category. Its stream is `reconciliation/<row id>`. */
export const TransactionReconciled = defineEvent({
  type: 'TransactionReconciled',
  schema: z.object({
    ...common,
    origin: z.enum(['engine', 'rule', 'person', 'ERP']),
    kind: z.enum(['matched', 'partial', 'transfer', 'reversal', 'category', 'noDocument']),
    category: z.string().max(40).nullable(),
    /** Why a person says so, where they were asked. */
    reason: z.string().max(500).nullable(),
    confidence: confidence.nullable(),
    criteria: z.array(criterion).max(100),
    /** The other rows that the same decision explains. */
    mates: z.array(z.uuid()).max(10),
    allocations: z.array(allocationFields).max(500),
    /** What of the row stays unexplained. */
    rest: amount,
    /** Who decided it on the announced row that became this one; null when the decision was made here. */
    decidedBy: z.uuid().nullable().default(null),
  }),
});

/** What the engine proposes for a row that a person has to decide, and what else it could be. */
export const proposalFields = z.object({
  kind: z.enum(['matched', 'partial', 'transfer', 'reversal', 'category', 'unmatched']),
  category: z.string().max(40).nullable(),
  confidence,
  mates: z.array(z.uuid()).max(10),
  allocations: z.array(allocationFields).max(500),
  rest: amount,
  criteria: z.array(criterion).max(100),
  alternatives: z.array(z.object({ confidence, allocations: z.array(allocationFields).max(500) })).max(3),
});

export const queues = ['ready', 'differs', 'choose', 'nothing'] as const;

/** The engine found no answer that it may give by itself; the row waits for a person, in one of four queues. */
export const SettlementUnmatched = defineEvent({
  type: 'SettlementUnmatched',
  schema: z.object({ ...common, queue: z.enum(queues), proposal: proposalFields }),
});

/** A person took an explanation back; the row waits again. */
export const MatchUndone = defineEvent({
  type: 'MatchUndone',
  schema: z.object({ ...common, reason: z.string().max(500).nullable() }),
});

/** What a person decided on an announced row goes over to the booked row that it became, and settles nothing here any more. */
export const MatchMoved = defineEvent({
  type: 'MatchMoved',
  schema: z.object({ ...common, bookedRowId: z.uuid() }),
});

export const reconciliationEvents = [TransactionReconciled, SettlementUnmatched, MatchUndone, MatchMoved];
