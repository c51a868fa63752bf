import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from '#db/cluster.ts';
import { migrateOwnCluster, pointToOwnCluster, startOwnCluster } from '../database.ts';
import { step } from '../step.mjs';
import { nextWait } from './children.ts';

type OwnDatabase = { stop(patience_ms: number): Promise<void> };

/**
 * Starts the home folder's PostgreSQL, migrates it, names it in the environment, and starts it again whenever it ends by
 * itself. It comes back on the port it had; should that be taken, `onMove` is called after the environment has the new one.
 */
export async function keepDatabase(
  home: string,
  say: (sentence: string) => void,
  onMove: () => void,
): Promise<OwnDatabase> {
  const stopping = new AbortController();
  let cluster = await firstStart(home);

  const revive = async () => {
    let wait_ms = 0;
    for (;;) {
      const began = performance.now();
      await cluster.exited;
      if (stopping.signal.aborted) return;
      wait_ms = nextWait(wait_ms, performance.now() - began);
      say(`PostgreSQL ended by itself; starting it again in ${wait_ms / 1000} s.`);
      await sleep(wait_ms, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted) return;
      const { port } = cluster;
      try {
        cluster = await startOwnCluster(home, say);
      } catch (error) {
        say((error as Error).message);
      }
      if (cluster.port === port) continue;
      pointToOwnCluster(home, cluster);
      onMove();
    }
  };
  const reviving = revive();

  return {
    async stop(patience_ms) {
      stopping.abort();
      const stopped = cluster;
      await stopped.stop(patience_ms);
      await reviving;
      if (cluster !== stopped) await cluster.stop(patience_ms);
    },
  };
}

async function firstStart(home: string): Promise<Cluster> {
  const cluster = await step('Starting PostgreSQL', (note) => startOwnCluster(home, note));
  try {
    await step('Migrating the database', async (note) => {
      const { applied } = await migrateOwnCluster(home, cluster);
      note(applied === 0 ? 'nothing new' : `${applied} new`);
    });
    pointToOwnCluster(home, cluster);
    return cluster;
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}
