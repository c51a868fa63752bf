import 'server-only';
import { cache } from 'react';
import type { Scope } from '#db/tenancy.ts';
import { type EntityView, entityView, visibleEntities } from '#domains/identity/workspace/entity-view.ts';
import { type Company, type EntityRow, findWorkspace } from '#domains/identity/workspace/queries.ts';
import { read } from '#domains/run.ts';
import { dateIn, type Instant, systemClock } from '#lib/clock.ts';
import { config } from '#lib/config.ts';
import type { CalendarDate } from '#lib/dates.ts';
import { cookies } from '#next/headers';

/** How the person sees the workspace at this moment: whose it is, what day it is there, and which entities they look at. */
export type WorkspaceView = {
  readonly company: Company;
  readonly now: Instant;
  readonly today: CalendarDate;
  readonly entities: readonly EntityRow[];
  /** Code of the entity that the workspace is narrowed to; null for the whole group. */
  readonly chosen: string | null;
  readonly view: EntityView;
};

/** The cookie that keeps the chosen entity. Browsers share cookies between ports of one host, so its name has the port. */
const cookieName = () => `nexus.entity.${new URL(config().url).port || '80'}`;

const A_YEAR_S = 365 * 24 * 60 * 60;

/** The view of this request, read once however many parts of the page ask for it. */
export const workspaceView = cache(async (scope: Scope): Promise<WorkspaceView> => {
  const wanted = (await cookies()).get(cookieName())?.value ?? null;
  const now = systemClock();
  return read(scope, 'viewProfile', async (tx) => {
    const company = await findWorkspace(tx);
    const entities = await visibleEntities(tx);
    const chosen = entities.some((entity) => entity.code === wanted) ? wanted : null;
    const today = dateIn(company.timeZone, now);
    return { company, now, today, entities, chosen, view: entityView(scope, chosen) };
  });
});

/** Keeps the chosen entity in the browser; null for the whole group. */
export async function keepChosenEntity(code: string | null): Promise<void> {
  const jar = await cookies();
  if (code === null) jar.delete(cookieName());
  else jar.set(cookieName(), code, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: A_YEAR_S });
}
