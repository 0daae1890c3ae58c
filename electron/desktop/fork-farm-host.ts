import { guarded, reportFault } from '../base/guard.ts';
import { utilityProcess } from 'electron';
import type { HostProcess } from './farm-process.ts';
import { bundled } from './places.ts';

/** A farm's host in a process of its own, under a name that a person finds in the task manager. */
export function forkFarmHost(options: { readonly directory: string }): HostProcess {
  const host = utilityProcess.fork(bundled.farmHost, [], {
    serviceName: `Croft farm ${options.directory}`,
    stdio: 'inherit',
  });
  host.on(
    'error',
    guarded('farm host: an error', (kind, location) =>
      reportFault(`farm host: ${kind} at ${location}`, 'its process ends'),
    ),
  );
  return {
    postMessage: (message) => host.postMessage(message),
    on: (event: 'message' | 'exit', listener: (value: never) => void) =>
      host.on(event as 'exit', guarded(`farm host: ${event}`, listener as () => void)),
    // Electron's own `kill` asks politely, which a process that hangs does not hear.
    kill: () => {
      if (host.pid !== undefined) process.kill(host.pid, 'SIGKILL');
    },
  };
}
