import { utilityProcess } from 'electron';
import type { HostProcess } from './farm-process.ts';
import { bundled } from './places.ts';

/** A farm's host in a process of its own, under a name that a person finds in the task manager. */
export function forkFarmHost(options: { readonly directory: string }): HostProcess {
  const host = utilityProcess.fork(bundled.farmHost, [], {
    serviceName: `Croft farm ${options.directory}`,
    stdio: 'inherit',
  });
  return {
    postMessage: (message) => host.postMessage(message),
    on: (event: 'message' | 'exit', listener: (value: never) => void) =>
      host.on(event as 'exit', listener as () => void),
    // Electron's own `kill` asks politely, which a process that hangs does not hear.
    kill: () => void (host.pid !== undefined && process.kill(host.pid, 'SIGKILL')),
  };
}
