import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  events,
  requests,
  type CroftBridge,
  type EventName,
  type PlatformFacts,
  type RequestName,
} from '../shared/contract.ts';
import { fail, type Result } from '../shared/result.ts';
import { sentence } from '../shared/texts/sentence.ts';

/**
 * The one door between our pages and the main process, derived from the contract: a page can ask what `requests` names and hear what
 * `events` names, nothing else. Listeners never see Electron's event object.
 */
const bridge: CroftBridge = {
  platform: { os: operatingSystem(), headless: false },
  request: async (name, ...args) => (await ask(name, args)) as never,
  on: (name, listener) => listen(name, (payload) => listener(payload as never)),
  pathOf: (file) => webUtils.getPathForFile(file) || null,
};

async function ask(name: RequestName, args: readonly unknown[]): Promise<Result<unknown>> {
  if (!Object.hasOwn(requests, name))
    return fail({ code: 'bad-argument', message: sentence('program.noRequest') });
  try {
    return (await ipcRenderer.invoke(name, ...args)) as Result<unknown>;
  } catch (error) {
    // Electron rejects when an argument can't be copied or the main process is going away.
    return fail({ code: 'internal', message: sentence('program.notAsked'), detail: String(error) });
  }
}

/** What a menu or a second start asked before the page listened. */
const early: unknown[] = [];
const keepEarly = (_event: unknown, payload: unknown): void => void early.push(payload);
ipcRenderer.on('command:invoked', keepEarly);

function listen(name: EventName, listener: (payload: unknown) => void): () => void {
  if (!Object.hasOwn(events, name)) throw new TypeError('there is no such event');
  const receive = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(name, receive);
  if (name === 'command:invoked') {
    ipcRenderer.off(name, keepEarly);
    for (const payload of early.splice(0)) queueMicrotask(() => listener(payload));
  }
  return () => {
    ipcRenderer.off(name, receive);
  };
}

function operatingSystem(): PlatformFacts['os'] {
  const { platform } = process;
  return platform === 'darwin' || platform === 'win32' ? platform : 'linux';
}

contextBridge.exposeInMainWorld('croft', bridge);
