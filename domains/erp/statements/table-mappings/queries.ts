import { and, desc, eq, inArray, isNull, or } from 'drizzle-orm';
import { users } from '#db/schema/identity.ts';
import { bankAccounts, tableMappings } from '#db/schema/statements.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Id } from '#lib/ids.ts';
import { inView } from '../../../identity/workspace/entity-view.ts';
import { choiceFrom, type TableChoice } from './choice.ts';

const MAX_LISTED = 500;
/** Accounts whose tables have one header. */
const MAX_OF_HEADER = 200;

/** What is remembered of headers, the latest first: of accounts that the scope may see, and of none. */
export async function listMappings(tx: TenantTx) {
  const { tenantId, entities } = tx.scope;
  const rows = await tx
    .select({
      id: tableMappings.id,
      header: tableMappings.header,
      mapping: tableMappings.mapping,
      account: bankAccounts.shortName,
      by: users.name,
      updatedAt: tableMappings.updatedAt,
    })
    .from(tableMappings)
    .leftJoin(
      bankAccounts,
      and(
        eq(bankAccounts.tenantId, tableMappings.tenantId),
        eq(bankAccounts.id, tableMappings.bankAccountId),
      ),
    )
    .leftJoin(users, and(eq(users.tenantId, tableMappings.tenantId), eq(users.id, tableMappings.userId)))
    .where(
      and(
        eq(tableMappings.tenantId, tenantId),
        entities === 'all'
          ? undefined
          : or(isNull(tableMappings.bankAccountId), inView(bankAccounts.entityId, entities)),
      ),
    )
    .orderBy(desc(tableMappings.updatedAt), desc(tableMappings.id))
    .limit(MAX_LISTED);
  return rows.map((row) => ({
    ...row,
    header: row.header as string[],
    mapping: choiceFrom(row.mapping) ?? {},
  }));
}

export type MappingRow = Awaited<ReturnType<typeof listMappings>>[number];

/** One of several ways in which tables with one header are read: that of an account, or of tables that name theirs. */
export type RememberedMapping = { readonly bankAccountId: Id | null; readonly choice: TableChoice };

/** How tables with the latest known of these headers are read, as people said, the latest first. */
export async function mappingsOfHeader(
  tx: TenantTx,
  headerHashes: readonly string[],
): Promise<RememberedMapping[]> {
  if (headerHashes.length === 0) return [];
  const { headerHash, bankAccountId, mapping } = tableMappings;
  const rows = await tx
    .select({ headerHash, bankAccountId, mapping })
    .from(tableMappings)
    .where(and(eq(tableMappings.tenantId, tx.scope.tenantId), inArray(headerHash, [...headerHashes])))
    .orderBy(desc(tableMappings.updatedAt), desc(tableMappings.id))
    .limit(MAX_OF_HEADER);
  return rows.flatMap(({ headerHash, bankAccountId, mapping }) => {
    if (headerHash !== rows[0]?.headerHash) return [];
    const choice = choiceFrom(mapping);
    return choice ? [{ bankAccountId, choice }] : [];
  });
}
