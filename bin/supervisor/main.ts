import { config } from '#lib/config.ts';
import { NexusError } from '#lib/errors.ts';
import { start } from './start.ts';

// `npm start`, under the pinned Node: brings everything up in order, keeps it up, and takes it down on a signal.

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());

try {
  await start(config(), stopping.signal);
} catch (error) {
  if (!stopping.signal.aborted) {
    console.error(error instanceof NexusError ? error.message : error);
    process.exit(1);
  }
}
process.exit(0);
