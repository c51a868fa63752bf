import { readiness } from '#domains/readiness.ts';

export const dynamic = 'force-dynamic';

/** Whether people can be served: database reachable, migrations and projections current, worker alive. */
export async function GET(): Promise<Response> {
  const state = await readiness();
  return Response.json(state, { status: state.ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
}
