import { createHash } from 'node:crypto';
import { and, eq, isNotNull } from 'drizzle-orm';
import { openItems } from '#db/schema/invoices.ts';
import { statementFiles, statementRows, statements } from '#db/schema/statements.ts';
import { type Scope, type TenantTx, withTenant } from '#db/tenancy.ts';
import { run } from '#domains/run.ts';
import { explainRows, MAX_EXPLAINED_ROWS } from '#domains/treasury/reconciliation/explain-rows.ts';
import type { Id } from '#lib/ids.ts';
import type { SampleCompany } from '../company.ts';
import type { Decision } from '../decisions.ts';

type Explained = Parameters<typeof explainRows.handle>[0]['input']['rows'][number];

/**
 * Puts down what the company's people decided about rows that still wait. `documents` has the ids by the ERP's own; `report` hears how many
 * of how many are done.
 */
export async function decideRows(
  scope: Scope,
  { decisions, files }: SampleCompany,
  documents: ReadonlyMap<string, Id>,
  signal: AbortSignal,
  report: (done: number, total: number) => Promise<void>,
): Promise<void> {
  const { rows, items } = await withTenant(scope, async (tx) => ({
    rows: await waitingRows(tx, files),
    items: await itemIds(tx),
  }));
  const answers = decisions.flatMap((decision): Explained[] => {
    const rowId = rows.get(placeKey(decision));
    return rowId ? [{ rowId, answer: answerOf(decision, documents, items) }] : [];
  });
  for (let from = 0; from < answers.length; from += MAX_EXPLAINED_ROWS) {
    signal.throwIfAborted();
    await report(from, answers.length);
    await run(scope, explainRows, { rows: answers.slice(from, from + MAX_EXPLAINED_ROWS) });
  }
}

const placeKey = ({ file, statement, row }: { file: string; statement: number; row: number }) =>
  `${file}/${statement}/${row}`;

/** The rows that wait, by their place in their file. A file is known by its bytes: a second upload has another name. */
async function waitingRows(tx: TenantTx, files: SampleCompany['files']): Promise<Map<string, Id>> {
  const names = new Map(
    files.toReversed().map(({ name, bytes }) => [createHash('sha256').update(bytes).digest('hex'), name]),
  );
  const found = await tx
    .select({
      id: statementRows.id,
      sha256: statementFiles.sha256,
      index: statements.indexInFile,
      row: statementRows.rowNumber,
    })
    .from(statementRows)
    .innerJoin(
      statements,
      and(eq(statements.tenantId, statementRows.tenantId), eq(statements.id, statementRows.statementId)),
    )
    .innerJoin(
      statementFiles,
      and(
        eq(statementFiles.tenantId, statements.tenantId),
        eq(statementFiles.id, statements.statementFileId),
      ),
    )
    .where(
      and(
        eq(statementRows.tenantId, tx.scope.tenantId),
        isNotNull(statementRows.queue),
        eq(statementRows.matchStatus, 'unmatched'),
      ),
    );
  return new Map(
    found.map(({ id, sha256, index, row }) => [
      placeKey({ file: names.get(sha256) ?? '', statement: index + 1, row }),
      id,
    ]),
  );
}

/** Open items by document and instalment. */
async function itemIds(tx: TenantTx): Promise<Map<string, Id>> {
  const found = await tx
    .select({ id: openItems.id, instalment: openItems.instalment, invoiceId: openItems.invoiceId })
    .from(openItems)
    .where(eq(openItems.tenantId, tx.scope.tenantId));
  return new Map(found.map(({ id, instalment, invoiceId }) => [`${invoiceId}/${instalment}`, id]));
}

function answerOf(
  { answer }: Decision,
  documents: ReadonlyMap<string, Id>,
  items: ReadonlyMap<string, Id>,
): Explained['answer'] {
  if (answer.kind === 'noDocument') return { kind: 'noDocument', category: null, reason: answer.reason };
  return {
    kind: 'items',
    allocations: answer.allocations.map(({ externalId, instalment, amount, difference }) => ({
      openItemId: items.get(`${documents.get(externalId)}/${instalment ?? 1}`) ?? unknown(externalId),
      cash: amount,
      differences: difference ? [difference] : [],
    })),
  };
}

function unknown(externalId: string): never {
  throw new Error(`The sample decides about ${externalId}, which never arrived.`);
}
