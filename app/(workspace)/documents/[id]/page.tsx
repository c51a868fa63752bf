import type { Metadata } from 'next';
import Link from 'next/link';
import { readOrNotFound } from '#app/read-or-not-found.ts';
import { workspaceView } from '#app/workspace-view.ts';
import { DocumentAmounts, DocumentFacts } from '#components/documents/document-facts.tsx';
import { LinesTable } from '#components/documents/lines-table.tsx';
import { MessageCard } from '#components/documents/message-card.tsx';
import { OpenItemsTable } from '#components/documents/open-items-table.tsx';
import { SettlementsTable } from '#components/documents/settlements-table.tsx';
import { timelineItems } from '#components/documents/timeline-items.tsx';
import { DIRECTION_LABELS, TYPE_LABELS } from '#components/documents/words.ts';
import { Alert } from '#components/ui/alert.tsx';
import { Card, CardColumns } from '#components/ui/card.tsx';
import { Page, PageHeader } from '#components/ui/page.tsx';
import { Timeline } from '#components/ui/timeline.tsx';
import { documentDetail, documentMessage, MAX_LINES } from '#domains/erp/invoices/document-detail.ts';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { documentHistory } from '#domains/treasury/reconciliation/document-history.ts';

export const metadata: Metadata = { title: 'Document' };

export default async function DocumentPage({ params }: { params: Promise<{ id: string }> }) {
  const scope = await requireSession('viewDocuments');
  const { company, today, entities } = await workspaceView(scope);
  const { id } = await params;
  const { detail, history, message } = await readOrNotFound(scope, 'viewDocuments', async (tx) => {
    const detail = await documentDetail(tx, id);
    const rowIds = detail.settlements.map((settlement) => settlement.rowId);
    return {
      detail,
      history: await documentHistory(tx, id, rowIds),
      message: await documentMessage(tx, id),
    };
  });
  const { document, references, lines, items, settlements } = detail;
  const entity = entities.find(({ code }) => code === document.entityId)?.name ?? document.entityId;

  return (
    <Page>
      <PageHeader
        parent={<Link href="/documents">Documents</Link>}
        title={document.documentNumber}
        note={[
          document.partner,
          `${DIRECTION_LABELS[document.direction]?.toLowerCase()} ${TYPE_LABELS[document.documentType]?.toLowerCase()}`,
          entity,
        ]
          .filter(Boolean)
          .join(' · ')}
      />
      {document.reasons.length > 0 && (
        <Alert tone="bad" title="Rejected.">
          {document.reasons.map(reasonWords).join(' ')} It settles nothing until the ERP sends a corrected
          one.
        </Alert>
      )}
      {document.onHold && (
        <Alert tone="warn" title="On hold.">
          The ERP says that it must not be paid yet.
        </Alert>
      )}
      <CardColumns>
        <DocumentAmounts document={document} today={today} />
        <DocumentFacts document={document} references={references} entity={entity} />
      </CardColumns>
      {items.length > 0 && (
        <Card title="Open items" note="what is to be settled, by instalment">
          <OpenItemsTable items={items} today={today} />
        </Card>
      )}
      {items.length > 0 && (
        <Card title="Settled by" padded={settlements.length === 0}>
          {settlements.length === 0 ? (
            <p>No bank row settles it yet.</p>
          ) : (
            <SettlementsTable settlements={settlements} />
          )}
        </Card>
      )}
      {lines.length > 0 && (
        <Card
          title="Lines"
          note={detail.hasMoreLines ? `the first ${MAX_LINES}; all are in the message` : undefined}
        >
          <LinesTable lines={lines} currency={document.currency} />
        </Card>
      )}
      <Card title="What happened">
        <Timeline items={timelineItems(history, document.currency)} timeZone={company.timeZone} />
      </Card>
      {message && (
        <MessageCard
          message={message}
          timeZone={company.timeZone}
          bodyHref={`/api/documents/${document.id}/message`}
        />
      )}
    </Page>
  );
}

/** A reason as a sentence, with the field that it is about: "Lines add up to 1000.00, total says 1010.00 (/netAmount)." */
function reasonWords({ pointer, message }: { pointer: string; message: string }): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1).replace(/\.$/, '');
  return pointer === '' ? `${text}.` : `${text} (${pointer}).`;
}
