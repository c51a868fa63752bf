import { addressText } from '#app/address-text.ts';
import { problemResponse } from '#app/api/problem.ts';
import { workspaceView } from '#app/workspace-view.ts';
import type { SearchAnswer } from '#components/shell/use-search.ts';
import { formatAmount } from '#components/ui/format-amount.ts';
import { type Found, search } from '#domains/erp/search/search.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { formatDate } from '#lib/dates.ts';

const MAX_LENGTH = 100;

/** What the words in `q` may mean: documents, partners, statements. Pages and actions are known to the browser. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'search');
    const words = (addressText.parse(new URL(request.url).searchParams.get('q') ?? '') ?? '').slice(
      0,
      MAX_LENGTH,
    );
    const { view } = await workspaceView(scope);
    const found = await read(scope, 'search', (tx) => search(tx, view, words));
    return Response.json(answerOf(found), { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}

function answerOf({ documents, partners, statements }: Found): SearchAnswer {
  const groups = [
    {
      label: 'Documents',
      items: documents.map(({ id, number, matched, partner, amount, currency, documentType }) => ({
        title: number === matched ? number : `${number} (${matched})`,
        detail: [
          partner,
          `${formatAmount(documentType === 'creditNote' ? `-${amount}` : amount, currency)} ${currency}`,
        ]
          .filter(Boolean)
          .join(' · '),
        href: `/documents/${id}`,
      })),
    },
    {
      label: 'Partners',
      items: partners.map(({ id, name, isCustomer, isSupplier }) => ({
        title: name,
        detail: isCustomer && isSupplier ? 'Customer and supplier' : isCustomer ? 'Customer' : 'Supplier',
        href: `/documents?partner=${id}`,
      })),
    },
    {
      label: 'Statements',
      items: statements.map(({ id, number, account, toDate }) => ({
        title: `${account}${toDate ? `, ${formatDate(toDate)}` : ''}`,
        detail: `no. ${number}`,
        href: `/statements/${id}`,
      })),
    },
  ];
  return { groups: groups.filter(({ items }) => items.length > 0) };
}
