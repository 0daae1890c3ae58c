import { requests } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import { answerRequest, checkedPayload, type LogLine, type ServedApi } from './served-api.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** What is used of Electron's `ipcMain`; handed in, so that this room imports nothing of Electron. */
export interface IpcReceiver {
  handle(channel: string, listener: (event: IpcCall, ...args: unknown[]) => Promise<unknown>): void;
  removeHandler(channel: string): void;
}

/** What is used of Electron's `IpcMainInvokeEvent`. */
export interface IpcCall {
  readonly senderFrame: { readonly url: string; readonly parent: unknown } | null;
}

/** A page that is told events: Electron's `WebContents`. */
export interface IpcPage {
  isDestroyed(): boolean;
  send(channel: string, payload: unknown): void;
}

export interface IpcParts {
  readonly receiver: IpcReceiver;
  readonly api: ServedApi;
  /** Whether an address is one of our own pages. */
  readonly isOwnPage: (address: string) => boolean;
  /** The pages that are open now. */
  readonly pages: () => Iterable<IpcPage>;
  readonly log: LogLine;
}

/**
 * Carries the contract over Electron's IPC: one channel per request and per event, each named as in the contract.
 *
 * Only the top frame of one of our own pages is answered. Returns the function that takes everything down.
 */
export function serveOverIpc({ receiver, api, isOwnPage, pages, log }: IpcParts): () => void {
  const names = Object.keys(requests);
  for (const name of names)
    receiver.handle(name, async (event, ...args) => {
      const frame = event.senderFrame;
      if (frame === null || frame.parent !== null || !isOwnPage(frame.url)) {
        log(`transport: refused ${name} from a foreign page`);
        return fail({ code: 'forbidden', message: sentence('program.foreignWindow') });
      }
      return await answerRequest(api, name, args, log);
    });
  const stopEvents = api.onEvent((name, payload) => {
    const checked = checkedPayload(name, payload, log);
    if (checked === null) return;
    for (const page of pages()) if (!page.isDestroyed()) page.send(name, checked.payload);
  });
  return () => {
    stopEvents();
    for (const name of names) receiver.removeHandler(name);
  };
}
