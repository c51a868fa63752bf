import { Inbox } from './inbox.ts';
import type { Report } from './troubles.ts';

/**
 * Looks every `seconds`, and once at the beginning, what arrived in the folder, takes it in, and moves it when it has ended. `stop` resolves
 * when the last look is over.
 */
export function watchInbox(folder: string, seconds: number, report: Report): { stop(): Promise<void> } {
  const inbox = new Inbox(folder, report);
  let looking: Promise<void> | null = null;
  const look = () => {
    looking ??= inbox.look().finally(() => {
      looking = null;
    });
  };
  look();
  const timer = setInterval(look, seconds * 1_000);
  return {
    async stop() {
      clearInterval(timer);
      inbox.end();
      await looking;
    },
  };
}
