import { guarded, reportFault, spreadLastNet } from './base/guard.ts';
import { fail, type AppError, type Result } from '../shared/result.ts';
import { openFarmApi } from './api/farm-api.ts';
import type { FarmConnection, FromHost, ToHost } from './farm/farm-connection.ts';
import { sentence } from '../shared/texts/sentence.ts';

/**
 * Composition root of a farm host process: one farm, asked and told over the port to the process that started it.
 *
 * Electron's `utilityProcess` hands the port as `process.parentPort`.
 */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: ToHost }) => void): unknown;
  postMessage(message: FromHost): void;
}

const port = (process as unknown as { readonly parentPort?: ParentPort }).parentPort;
if (!port) throw new Error('a farm host is started by Croft’s main process');

let connection: FarmConnection | null = null;

// One wiki's mistake must not end the others.
spreadLastNet();
port.on(
  'message',
  guarded('farm host: a message', ({ data }: { readonly data: ToHost }) => receive(port, data)),
);

async function receive(parent: ParentPort, message: ToHost): Promise<void> {
  switch (message.type) {
    case 'start': {
      const opened = await openFarmApi(message.options).catch((error: unknown) => {
        reportFault('farm host: opening', error);
        return fail(defect(error));
      });
      if (!opened.ok) return parent.postMessage({ type: 'failed', error: opened.error });
      connection = opened.value;
      connection.onEvent(({ event, payload }) => parent.postMessage({ type: 'event', event, payload }));
      parent.postMessage({ type: 'ready' });
      return;
    }
    case 'request': {
      const result = await answerTo(message);
      parent.postMessage({ type: 'answer', id: message.id, result });
      return;
    }
    case 'ping':
      return parent.postMessage({ type: 'pong' });
    case 'close':
      await connection?.close();
      process.exit(0);
  }
}

/** Whoever asked waits for an answer, also when a defect of ours is all there is. */
async function answerTo({ name, args }: ToHost & { readonly type: 'request' }): Promise<Result<unknown>> {
  if (connection === null) return fail({ code: 'not-running', message: sentence('farm.opening') });
  try {
    return await connection.request(name, args);
  } catch (error) {
    reportFault(`farm host: ${name}`, error);
    return fail(defect(error));
  }
}

const defect = (error: unknown): AppError => ({
  code: 'internal',
  message: sentence('program.mistake'),
  hint: sentence('program.mistake.hint'),
  detail: error instanceof Error ? error.message : String(error),
});
