import { and, asc, desc, eq, gt, gte, lt, ne, type SQL, sql } from 'drizzle-orm';
import { auditLog, users } from '#db/schema/identity.ts';
import { integrations } from '#db/schema/platform.ts';
import type { TenantTx } from '#db/tenancy.ts';
import type { Instant } from '#lib/clock.ts';
import { pageOf } from '#lib/cursor.ts';
import type { Id } from '#lib/ids.ts';
import { nameActors } from './actors.ts';

/** Commands are counted exactly up to here. */
export const MAX_COUNTED = 10_000;

/** Who acted: a person, an integration, what Nexus does by itself, or whoever types commands on the machine. */
export type Who =
  | { readonly kind: 'user' | 'integration'; readonly id: Id }
  | { readonly kind: 'system' | 'operator' };

/** Null means any. */
export type CommandFilter = {
  readonly who: Who | null;
  /** A command's type: "changeRole". */
  readonly action: string | null;
  /** The kind of thing that the commands are filed under: "invoice". */
  readonly resource: string | null;
  readonly resourceId: Id | null;
  /** From then, and before then. */
  readonly from: Instant | null;
  readonly until: Instant | null;
};

/** Where a page begins: after or before the last position of a command. */
export type CommandPlace = { readonly after: number | null; readonly before: number | null };

/** One page of commands, newest first, with whether there are more beyond either end. */
export async function listCommands(
  tx: TenantTx,
  filter: CommandFilter,
  { after, before }: CommandPlace,
  pageSize: number,
) {
  const backwards = before !== null;
  const position = auditLog.lastPosition;
  const rows = await tx
    .select()
    .from(auditLog)
    .where(
      and(
        await within(tx, filter),
        before !== null ? gt(position, before) : after !== null ? lt(position, after) : undefined,
      ),
    )
    .orderBy(backwards ? sql`${asc(position)} NULLS LAST` : sql`${desc(position)} NULLS FIRST`)
    .limit(pageSize + 1);
  const page = pageOf(rows, { after, before }, pageSize);
  const nameOf = await nameActors(tx, page.rows.map(actorOf));
  return { ...page, rows: page.rows.map((row) => ({ ...row, who: nameOf(actorOf(row)) })) };
}

export type CommandRow = Awaited<ReturnType<typeof listCommands>>['rows'][number];

const actorOf = (row: { actorKind: string; actorId: string | null; userId: Id }) => ({
  kind: row.actorKind,
  id: row.actorId,
  userId: row.userId,
});

/** How many commands the filter has; `capped` beyond 10,000. */
export async function countCommands(
  tx: TenantTx,
  filter: CommandFilter,
): Promise<{ readonly count: number; readonly capped: boolean }> {
  const found = tx
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(await within(tx, filter))
    .limit(MAX_COUNTED + 1)
    .as('found');
  const [row] = await tx.select({ count: sql`count(*)`.mapWith(Number) }).from(found);
  const count = row?.count ?? 0;
  return { count, capped: count > MAX_COUNTED };
}

async function within(tx: TenantTx, filter: CommandFilter): Promise<SQL | undefined> {
  const { who, action, resource, resourceId, from, until } = filter;
  const [first, last] = [from && (await positionFrom(tx, from)), until && (await positionFrom(tx, until))];
  return and(
    eq(auditLog.tenantId, tx.scope.tenantId),
    who ? byWhom(who) : undefined,
    action ? eq(auditLog.action, action) : undefined,
    resource ? eq(auditLog.resource, resource) : undefined,
    resourceId ? eq(auditLog.resourceId, resourceId) : undefined,
    first ? gte(auditLog.lastPosition, first) : undefined,
    last ? lt(auditLog.lastPosition, last) : undefined,
  );
}

function byWhom(who: Who): SQL | undefined {
  switch (who.kind) {
    case 'user':
      return and(eq(auditLog.userId, who.id), eq(auditLog.actorKind, 'user'));
    case 'integration':
      return and(eq(auditLog.actorKind, who.kind), eq(auditLog.actorId, who.id));
    default:
      return eq(auditLog.actorKind, who.kind);
  }
}

/** The position of the first command at or after an instant: time and position grow together, and position is what the list is sorted by. */
async function positionFrom(tx: TenantTx, instant: Instant): Promise<number> {
  const [row] = await tx
    .select({ position: auditLog.lastPosition })
    .from(auditLog)
    .where(and(eq(auditLog.tenantId, tx.scope.tenantId), gte(auditLog.createdAt, instant)))
    .orderBy(asc(auditLog.createdAt), asc(auditLog.lastPosition))
    .limit(1);
  return row?.position ?? Number.MAX_SAFE_INTEGER;
}

/** Whom the list can be narrowed to: everybody, and every integration, by name. */
export async function listActors(tx: TenantTx) {
  const { tenantId } = tx.scope;
  return {
    people: await tx
      .select({ id: users.id, name: users.name })
      .from(users)
      .where(and(eq(users.tenantId, tenantId), ne(users.status, 'system')))
      .orderBy(asc(users.name), asc(users.id)),
    integrations: await tx
      .select({ id: integrations.id, name: integrations.name })
      .from(integrations)
      .where(eq(integrations.tenantId, tenantId))
      .orderBy(asc(integrations.name)),
  };
}
