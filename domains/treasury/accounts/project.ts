import { and, eq } from 'drizzle-orm';
import { eventsOf } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { bankAccounts } from '#db/schema/statements.ts';
import { recordBalances } from '../../erp/statements/record-balances.ts';
import { BalanceEntered, BankAccountChanged, BankAccountOpened } from './events.ts';
import { identifierOf } from './open-bank-account.ts';

/** The group's own accounts and the balances that people entered. */
export const accountsProjector: Projector = {
  name: 'accounts',
  codeVersion: 3,
  async project(tx, events) {
    for (const event of eventsOf(events, BankAccountOpened)) {
      await tx.insert(bankAccounts).values({
        tenantId: event.tenantId,
        id: event.stream.id,
        identifier: identifierOf(event.data.iban ?? event.data.otherId ?? ''),
        ...event.data,
        version: event.streamVersion,
        createdAt: event.recordedAt,
        updatedAt: event.recordedAt,
      });
    }
    for (const event of events) {
      const [changed] = eventsOf([event], BankAccountChanged);
      if (!changed && event.type !== BalanceEntered.type) continue;
      const change = changed ? { ...changed.data, updatedAt: event.recordedAt } : {};
      await tx
        .update(bankAccounts)
        .set({ ...change, version: event.streamVersion })
        .where(and(eq(bankAccounts.tenantId, event.tenantId), eq(bankAccounts.id, event.stream.id)));
    }
    await recordBalances(
      tx,
      eventsOf(events, BalanceEntered).map(({ stream, data, recordedAt }) => ({
        bankAccountId: stream.id,
        statementId: null,
        entityId: data.entityId,
        date: data.date,
        amount: data.amount,
        currency: data.currency,
        origin: 'entered',
        note: data.note,
        attachmentName: data.attachment?.name ?? null,
        attachmentSha256: data.attachment?.sha256 ?? null,
        recordedAt,
      })),
    );
  },
};
