import { database } from '#db/client.ts';
import { systemClock } from '#lib/clock.ts';

const EVERY_ms = 5_000;
export const WORKER = 'worker';

/** Notes now, and from then on every five seconds, that the worker lives: `/readyz` asks for it. */
export async function beginHeartbeat(report: (error: Error) => void): Promise<{ stop(): void }> {
  const beat = () => database().sql`
    INSERT INTO heartbeats (name, beat_at) VALUES (${WORKER}, ${systemClock()})
    ON CONFLICT (name) DO UPDATE SET beat_at = excluded.beat_at`;
  await beat();
  const timer = setInterval(() => void beat().catch(report), EVERY_ms);
  return { stop: () => clearInterval(timer) };
}
