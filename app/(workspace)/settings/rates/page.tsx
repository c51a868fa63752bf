import type { Metadata } from 'next';
import { workspaceView } from '#app/workspace-view.ts';
import { RateForm } from '#components/accounts/rate-form.tsx';
import { RateTable } from '#components/accounts/rate-table.tsx';
import { Alert } from '#components/ui/alert.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { requireSession } from '#domains/identity/people-scopes.ts';
import { may } from '#domains/identity/permissions.ts';
import { read } from '#domains/run.ts';
import { currenciesInUse, latestRates, pairsToBase } from '#domains/treasury/markets/queries.ts';
import { CURRENCIES } from '#lib/currency.ts';
import { enter } from './actions.ts';

export const metadata: Metadata = { title: 'Exchange rates' };

export default async function RatesPage() {
  const scope = await requireSession('viewSettings');
  const { company, today } = await workspaceView(scope);
  const base = company.defaultCurrency;
  const { rates, currencies } = await read(scope, 'viewSettings', async (tx) => ({
    rates: await latestRates(tx),
    currencies: await currenciesInUse(tx),
  }));
  const pairs = pairsToBase(base, currencies, rates);
  const without = pairs.filter((pair) => pair.last === null).map(({ quote }) => quote);
  const mayEnter = may(scope.role, 'enterExchangeRates');
  return (
    <>
      {without.length > 0 && (
        <Alert tone="warn" title={`${without.join(', ')} ${without.length === 1 ? 'has' : 'have'} no rate.`}>
          Amounts in {without.length === 1 ? 'it' : 'them'} are shown, and not in the totals in {base}.
        </Alert>
      )}
      {rates.some(({ source }) => source === 'illustrative') && (
        <Alert tone="info" title="Illustrative rates">
          came with the sample company. No market quoted them; those that you enter take their place.
        </Alert>
      )}
      <Card title="Exchange rates" note="the newest of each pair">
        <RateTable
          rows={rates}
          today={today}
          empty={
            <EmptyState title="There is no exchange rate yet.">
              {currencies.every((code) => code === base)
                ? `Everything is in ${base} so far, so none is needed.`
                : `Totals in ${base} need one for each other currency.`}
            </EmptyState>
          }
        />
      </Card>
      {mayEnter && (
        <Card title="Enter rates" note="a rate entered again for a day replaces the older one" padded>
          <RateForm pairs={pairs} currencies={CURRENCIES} base={base} today={today} enter={enter} />
        </Card>
      )}
    </>
  );
}
