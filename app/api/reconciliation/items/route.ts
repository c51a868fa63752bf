import { addressText } from '#app/address-text.ts';
import { problemResponse } from '#app/api/problem.ts';
import { requireCaller } from '#domains/identity/people-scopes.ts';
import { factsOf } from '#domains/identity/request-facts.ts';
import { read } from '#domains/run.ts';
import { searchOpenItems } from '#domains/treasury/reconciliation/candidate-items.ts';
import { rowDetail } from '#domains/treasury/reconciliation/row-detail.ts';

const MAX_WORDS = 100;

/** Open items that `row` could settle, by number, partner or amount (`q`); without words those that are likely. */
export async function GET(request: Request): Promise<Response> {
  const facts = factsOf(request.headers);
  try {
    const scope = await requireCaller(request, 'viewReconciliation');
    const query = new URL(request.url).searchParams;
    const items = await read(scope, 'viewReconciliation', async (tx) => {
      const { direction, currency, amount, party } = await rowDetail(tx, query.get('row') ?? '');
      const words = (addressText.parse(query.get('q') ?? '') ?? '').slice(0, MAX_WORDS);
      return searchOpenItems(tx, {
        direction,
        currency,
        amount,
        words,
        partnerId: party.knownAs?.id ?? null,
      });
    });
    return Response.json({ items }, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    return problemResponse(error, facts.requestId);
  }
}
