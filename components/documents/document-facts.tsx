import type { DocumentDetail } from '#domains/erp/invoices/document-detail.ts';
import { type CalendarDate, formatDate } from '#lib/dates.ts';
import { Amount } from '../ui/amount.tsx';
import { Card } from '../ui/card.tsx';
import { type Definition, DefinitionList } from '../ui/definition-list.tsx';
import { Status } from '../ui/status.tsx';
import { BigFigure } from '../ui/text.tsx';
import { REFERENCE_LABELS, SOURCE_LABELS, settlementStatus, signedAmount } from './words.ts';

type Document = DocumentDetail['document'];

/** What the document is about in money. */
export function DocumentAmounts({ document, today }: { document: Document; today: CalendarDate }) {
  const { currency } = document;
  const status = settlementStatus(document, today);
  const money = (amount: string) => (
    <Amount amount={signedAmount(document, amount, false)} currency={currency} />
  );
  const items: (Definition | false)[] = [
    { term: 'Settlement', value: <Status tone={status.tone}>{status.label}</Status> },
    document.settlement !== 'none' && { term: 'Open', value: money(document.openAmount) },
    document.netAmount !== null && { term: 'Net', value: money(document.netAmount) },
    document.taxAmount !== null && { term: 'Tax', value: money(document.taxAmount) },
    document.companyAmount !== null &&
      document.companyCurrency !== null && {
        term: 'In the company’s currency',
        value: <Amount amount={document.companyAmount} currency={document.companyCurrency} />,
      },
    document.exchangeRate !== null && { term: 'The ERP’s rate', value: document.exchangeRate },
    document.paymentTerms !== null && { term: 'Payment terms', value: document.paymentTerms },
  ];
  return (
    <Card title="Amount" padded>
      <BigFigure>{money(document.amount)}</BigFigure>
      <DefinitionList items={items.filter((item) => item !== false)} />
    </Card>
  );
}

export type DocumentFactsProps = Pick<DocumentDetail, 'document' | 'references'> & {
  readonly entity: string;
};

/** Whose document it is, its days, and every number that it is known by. */
export function DocumentFacts({ document, references, entity }: DocumentFactsProps) {
  const items: (Definition | false)[] = [
    document.partner !== null && { term: 'Partner', value: document.partner },
    document.vendorId !== null && { term: 'Partner’s number', value: document.vendorId },
    { term: 'Entity', value: entity },
    { term: 'Source', value: SOURCE_LABELS[document.source] ?? document.source },
    document.documentDate !== null && { term: 'Document date', value: formatDate(document.documentDate) },
    document.postingDate !== null && { term: 'Posted', value: formatDate(document.postingDate) },
    document.dueDate !== null && { term: 'Due', value: formatDate(document.dueDate) },
    ...[...Map.groupBy(references, (reference) => reference.kind)].map(([kind, group]) => ({
      term: REFERENCE_LABELS[kind] ?? kind,
      value: group.map((reference) => reference.number).join(', '),
    })),
  ];
  return (
    <Card title="Facts" padded>
      <DefinitionList items={items.filter((item) => item !== false)} />
    </Card>
  );
}
