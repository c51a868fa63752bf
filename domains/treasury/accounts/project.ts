import { and, eq, sql } from 'drizzle-orm';
import { eventsOf, type RecordedEvent } from '#db/event-store/event.ts';
import type { Projector } from '#db/event-store/projector.ts';
import { bankAccounts } from '#db/schema/statements.ts';
import { recordBalances } from '../../erp/statements/record-balances.ts';
import {
  BalanceEntered,
  BankAccountAliasAdded,
  BankAccountAliasRemoved,
  BankAccountChanged,
  BankAccountOpened,
} from './events.ts';
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
      const change = changeOf(event);
      if (!change) continue;
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

/** What an event of an account that is followed already changes of its row; null for any other event. */
function changeOf(event: RecordedEvent) {
  const [changed] = eventsOf([event], BankAccountChanged);
  if (changed) return { ...changed.data, updatedAt: changed.recordedAt };
  const [added] = eventsOf([event], BankAccountAliasAdded);
  if (added) return { aliases: sql`array_append(${bankAccounts.aliases}, ${added.data.alias})` };
  const [removed] = eventsOf([event], BankAccountAliasRemoved);
  if (removed) return { aliases: sql`array_remove(${bankAccounts.aliases}, ${removed.data.alias})` };
  return event.type === BalanceEntered.type ? {} : null;
}
