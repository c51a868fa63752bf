export const dynamic = 'force-dynamic';

/** Answers as long as the process lives; `/readyz` says whether it can work. */
export function GET(): Response {
  return Response.json({ status: 'ok' });
}
