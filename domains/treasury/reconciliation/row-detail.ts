import { and, asc, eq } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { reconciliationAllocations, reconciliations } from '#db/schema/reconciliation.ts';
import { bankAccounts, statementRows, statements } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import { NexusError } from '#lib/errors.ts';
import { type Id, isId } from '#lib/ids.ts';
import { transactionType } from '../../erp/statements/transaction-type.ts';
import { inView } from '../../identity/workspace/entity-view.ts';
import { type Answer, answerOf, reasonsFor } from './answer.ts';
import { itemsById } from './candidate-items.ts';
import type { Allocation, Proposal } from './decide.ts';
import { proposalFields } from './events.ts';
import { type RecognisedSpan, recognise } from './matching/recognise.ts';
import { textsOf } from './matching/row-texts.ts';
import type { Criterion, Decision } from './matching/types.ts';
import { engineRow } from './matching-input.ts';
import { matesOf, partnerOfAccount } from './row-context.ts';

/** A text of the bank with the pieces that were understood. */
export type MarkedText = { readonly text: string; readonly spans: readonly RecognisedSpan[] };

/** A row with everything that a person needs to decide it. Throws a NexusError `notFound`. */
export async function rowDetail(tx: TenantTx, rowId: Id) {
  const found = await loadRow(tx, rowId);
  const { row, account, statement, decision } = found;
  const proposal = decision?.proposal ? proposalFields.parse(decision.proposal) : null;
  const allocations = proposal ? [] : await allocationsOf(tx, row.id);
  const ids = [...allocations, ...(proposal ? allOf(proposal) : [])].map(({ openItemId }) => openItemId);
  const items = await itemsById(tx, ids);
  const partner = await partnerOfAccount(tx, row.counterpartyAccount);
  const engine = engineRow(row, account.identifier);
  const texts = textsOf(engine);
  const wholeText = [row.counterpartyName, ...texts.map(({ text }) => text)].filter(Boolean).join('\n');

  const isDecided = decision !== null && decision.status !== 'unmatched';
  const facts = proposal
    ? proposedFacts(proposal)
    : decision && isDecided
      ? decidedFacts(decision, allocations)
      : null;
  const answer = facts && facts.kind !== 'unmatched' ? answerOf(facts, items, isDecided) : null;
  const alternatives = (proposal?.alternatives ?? []).map((alternative): Answer => {
    const bare = { ...alternative, kind: 'matched', category: null, criteria: [], rest: '0' };
    const { lines, ...rest } = answerOf(bare, items, false);
    return { ...rest, lines, reasons: reasonsFor(lines, wholeText) };
  });
  const names = [...new Set([...items.values()].flatMap((item) => item.partner ?? []))];
  const mark = (text: string): MarkedText => ({
    text,
    spans: recognise(
      text,
      {
        criteria: facts?.criteria ?? [],
        allocations: engineAllocations(facts?.allocations ?? []),
      },
      names,
    ),
  });
  const details = row.details as {
    businessCode?: string | null;
    ultimateParty?: { name: string | null } | null;
    batch?: { count: number | null } | null;
  };
  return {
    id: row.id,
    queue: row.queue,
    matchStatus: row.matchStatus,
    /** What became of a row that is only announced; null for a booked one. */
    announcement: row.announcement,
    version: decision?.version ?? 0,
    bookingDate: row.transactionDate,
    valueDate: row.valueDate,
    direction: row.direction as 'credit' | 'debit',
    amount: row.amount,
    currency: row.currency,
    type: transactionType({
      ...row,
      businessCode: details.businessCode ?? null,
      batch: details.batch ?? null,
    }),
    account: account.shortName,
    statement: { id: statement.id, number: statement.statementNumber, rowNumber: row.rowNumber },
    party: {
      name: row.counterpartyName,
      account: row.counterpartyAccount,
      bic: row.counterpartyBic,
      ultimate: details.ultimateParty?.name ?? null,
      knownAs: partner,
    },
    texts: texts.map(({ text }) => mark(text)),
    answer,
    alternatives,
    mates: await matesOf(tx, proposal?.mates ?? []),
    decision: isDecided && decision ? decidedBy(decision, found.person) : null,
  };
}

export type RowDetail = Awaited<ReturnType<typeof rowDetail>>;

async function loadRow(tx: TenantTx, rowId: Id) {
  const { tenantId, entities } = tx.scope;
  const [found] = isId(rowId)
    ? await tx
        .select({
          row: statementRows,
          account: bankAccounts,
          statement: statements,
          decision: reconciliations,
          person: users.name,
        })
        .from(statementRows)
        .innerJoin(
          bankAccounts,
          and(
            eq(bankAccounts.tenantId, statementRows.tenantId),
            eq(bankAccounts.id, statementRows.bankAccountId),
          ),
        )
        .innerJoin(
          statements,
          and(eq(statements.tenantId, statementRows.tenantId), eq(statements.id, statementRows.statementId)),
        )
        .leftJoin(
          reconciliations,
          and(eq(reconciliations.tenantId, statementRows.tenantId), eq(reconciliations.id, statementRows.id)),
        )
        .leftJoin(
          users,
          and(eq(users.tenantId, reconciliations.tenantId), eq(users.id, reconciliations.resolvedBy)),
        )
        .where(
          and(
            eq(statementRows.tenantId, tenantId),
            eq(statementRows.id, rowId),
            inView(statementRows.entityId, entities),
          ),
        )
    : [];
  if (!found) throw new NexusError('notFound', 'There is no such row.');
  return found;
}

type StoredDecision = typeof reconciliations.$inferSelect;
type StoredAllocation = typeof reconciliationAllocations.$inferSelect;

const proposedFacts = (proposal: Proposal) => ({ ...proposal, criteria: proposal.criteria as Criterion[] });

function decidedFacts(decision: StoredDecision, allocations: readonly StoredAllocation[]) {
  return {
    kind: decision.kind,
    category: decision.category,
    confidence: decision.matchConfidence,
    rest: decision.variance ?? '0',
    criteria: decision.matchCriteria as Criterion[],
    allocations: allocations.map(
      (allocation): Allocation => ({
        openItemId: allocation.openItemId,
        invoiceId: allocation.invoiceId,
        invoiceVersion: 1,
        amount: allocation.amount,
        currency: allocation.currency,
        rowAmount: allocation.rowAmount,
        rate: allocation.rate,
        differences: allocation.differences as Allocation['differences'],
      }),
    ),
  };
}

function decidedBy({ origin, resolvedAt, reason }: StoredDecision, person: string | null) {
  return { by: origin === 'person' ? person : null, at: resolvedAt, reason };
}

const allOf = (proposal: Proposal) => [
  ...proposal.allocations,
  ...proposal.alternatives.flatMap((alternative) => alternative.allocations),
];

/** What the marking of texts needs of the allocations, in the engine's words. */
function engineAllocations(allocations: readonly Allocation[]): Decision['allocations'] {
  return allocations.map(({ openItemId, differences, ...allocation }) => ({
    ...allocation,
    row: '',
    invoice: openItemId,
    differences: differences as Decision['allocations'][number]['differences'],
  }));
}

async function allocationsOf(tx: TenantTx, rowId: Id): Promise<StoredAllocation[]> {
  return tx
    .select()
    .from(reconciliationAllocations)
    .where(
      and(
        eq(reconciliationAllocations.tenantId, tx.scope.tenantId),
        eq(reconciliationAllocations.reconciliationId, rowId),
      ),
    )
    .orderBy(asc(reconciliationAllocations.id));
}
