import { guarded } from '../base/guard.ts';
import { app } from 'electron';

/**
 * Lets the program end only after what is open was closed: farm hosts finish their requests, identity sessions are destroyed.
 *
 * `close` may take a while; a second wish to quit while it runs changes nothing. Signals end the program the same way.
 */
export function quitAfter(close: () => Promise<void>, log: (line: string) => void): void {
  let state: 'running' | 'closing' | 'closed' = 'running';
  app.on(
    'before-quit',
    guarded('desktop: before-quit', (event) => {
      if (state === 'closed') return;
      event.preventDefault();
      if (state === 'closing') return;
      state = 'closing';
      close()
        .catch((error: unknown) =>
          log(`quit: ${error instanceof Error ? (error.stack ?? '') : String(error)}`),
        )
        .finally(() => {
          state = 'closed';
          app.quit();
        });
    }),
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(
      signal,
      guarded('quit: a signal', () => app.quit()),
    );
}
