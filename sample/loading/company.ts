import { eq } from 'drizzle-orm';
import { exchangeRates, integrations } from '#db/schema/platform.ts';
import { bankAccounts } from '#db/schema/statements.ts';
import { type Scope, withTenant } from '#db/tenancy.ts';
import { createIntegration } from '#domains/erp/integrations/create-integration.ts';
import type { integrationSource } from '#domains/erp/integrations/events.ts';
import { pathIdOf } from '#domains/erp/integrations/path-id.ts';
import { liveSigningSecrets } from '#domains/erp/integrations/signing-secrets.ts';
import { addEntity } from '#domains/identity/workspace/add-entity.ts';
import { listEntities } from '#domains/identity/workspace/queries.ts';
import { run } from '#domains/run.ts';
import { identifierOf, openBankAccount } from '#domains/treasury/accounts/open-bank-account.ts';
import { enterExchangeRates } from '#domains/treasury/markets/enter-exchange-rates.ts';
import { systemClock } from '#lib/clock.ts';
import type { SampleCompany } from '../company.ts';

/** A sender as it signs: the id in its webhook's address, and its secret. */
export type Sender = { readonly pathId: string; readonly secret: Uint8Array };

/** Sets up what is missing of the company's entities, accounts, rates and senders. Returns the senders by name. */
export async function setUpCompany(scope: Scope, company: SampleCompany): Promise<Map<string, Sender>> {
  const known = await withTenant(scope, async (tx) => ({
    entities: new Set((await listEntities(tx)).map(({ code }) => code)),
    accounts: new Set((await tx.select().from(bankAccounts)).map(({ identifier }) => identifier)),
    hasRates: (await tx.select().from(exchangeRates).limit(1)).length > 0,
  }));
  for (const entity of company.entities) {
    if (!known.entities.has(entity.code)) await run(scope, addEntity, entity);
  }
  for (const { entity, iban, other, ...settings } of company.accounts) {
    const account = iban ?? other ?? '';
    if (known.accounts.has(identifierOf(account))) continue;
    await run(scope, openBankAccount, { ...settings, entityId: entity, account });
  }
  if (!known.hasRates) await run(scope, enterExchangeRates, { source: 'illustrative', rates: company.rates });
  const senders = new Map<string, Sender>();
  for (const integration of company.integrations) {
    senders.set(integration.name, await senderOf(scope, integration));
  }
  return senders;
}

async function senderOf(scope: Scope, integration: { name: string; source: string }): Promise<Sender> {
  const { name } = integration;
  const found = await withTenant(scope, async (tx) => {
    const [row] = await tx.select().from(integrations).where(eq(integrations.name, name));
    const [secret] = row ? await liveSigningSecrets(tx, row.id, systemClock()) : [];
    return row && secret && { pathId: pathIdOf(scope.tenantId, row.id), secret };
  });
  if (found) return found;
  const source = integration.source as (typeof integrationSource)['_output'];
  const { pathId, secret } = await run(scope, createIntegration, { name, source });
  return { pathId, secret: Buffer.from(secret.replace('whsec_', ''), 'base64') };
}
