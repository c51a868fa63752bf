import postgres from 'postgres';

const sql = postgres(process.env.BARE_DATABASE_URL ?? '', {
  max: 10,
  ...(process.env.BARE_DATABASE_SOCKET && { host: process.env.BARE_DATABASE_SOCKET }),
});

/** Inserts one row with the body, and answers. */
export async function POST(request: Request): Promise<Response> {
  const body = await request.text();
  await sql`INSERT INTO bare (body) VALUES (${body})`;
  return Response.json({ ok: true });
}
