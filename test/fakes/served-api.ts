import { requests, type EventName, type EventPayload, type RequestName } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';
import type { RequestHandlers, ServedApi } from '../../electron/transport/served-api.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** An api for tests of the transports: the given handlers, every other request `unsupported`. */
export interface FakeApi extends ServedApi {
  emit<K extends EventName>(name: K, payload: EventPayload<K>): void;
  readonly listeners: number;
}

export function fakeApi(handlers: Partial<RequestHandlers>): FakeApi {
  const listeners = new Set<(name: EventName, payload: never) => void>();
  const unsupported = () =>
    Promise.resolve(fail({ code: 'unsupported' as const, message: sentence('program.notAsked') }));
  const names = Object.keys(requests) as RequestName[];
  return {
    handlers: {
      ...Object.fromEntries(names.map((name) => [name, unsupported])),
      ...handlers,
    } as RequestHandlers,
    onEvent(listener) {
      listeners.add(listener as never);
      return () => listeners.delete(listener as never);
    },
    emit(name, payload) {
      for (const listener of listeners) listener(name, payload as never);
    },
    get listeners() {
      return listeners.size;
    },
  };
}
