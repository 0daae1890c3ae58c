import type {
  CroftBridge,
  EventName,
  EventPayload,
  PlatformFacts,
  RequestArguments,
  RequestName,
  RequestValue,
} from '../../shared/contract.ts';
import { events, requests } from '../../shared/contract.ts';
import { fail, type Result } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';

type MaybeLater<T> = T | Promise<T>;

/** What the fake says to each request; what a test does not need may be missing. */
export type FakeAnswers = {
  readonly [K in RequestName]?: (...args: RequestArguments<K>) => MaybeLater<Result<RequestValue<K>>>;
};

export interface FakeBridge extends CroftBridge {
  /** Every request so far, oldest first. */
  readonly asked: readonly { readonly name: RequestName; readonly args: readonly unknown[] }[];
  /** From now on this is the answer. */
  answer<K extends RequestName>(name: K, answer: NonNullable<FakeAnswers[K]>): void;
  /** Tells an event, as the host would. */
  tell<K extends EventName>(name: K, payload: EventPayload<K>): void;
}

const desktop: PlatformFacts = { os: 'linux', headless: false };

/**
 * The seam of the window: a bridge made from the contract.
 *
 * Arguments, answers and events are checked by the contract's schemas, so that a test can't rest on what the real
 * bridge would refuse.
 */
export function makeFakeBridge(answers: FakeAnswers, platform: PlatformFacts = desktop): FakeBridge {
  const known = new Map<string, (...args: readonly unknown[]) => MaybeLater<Result<unknown>>>(
    Object.entries(answers) as [string, (...args: readonly unknown[]) => MaybeLater<Result<unknown>>][],
  );
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const asked: { name: RequestName; args: readonly unknown[] }[] = [];

  return {
    platform,
    asked,
    pathOf: (file) => (platform.headless ? null : `/home/ada/${file.name}`),
    request: async (name, ...args) => {
      asked.push({ name, args });
      requests[name].arguments.parse(args);
      const answer = known.get(name);
      if (answer === undefined)
        return fail({ code: 'unsupported', message: sentence('program.unknownRequest', { name }) });
      const result = await answer(...args);
      if (result.ok) requests[name].value.parse(result.value);
      return result as never;
    },
    on: (name, listener) => {
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all);
      all.add(listener as (payload: never) => void);
      return () => all.delete(listener as (payload: never) => void);
    },
    answer: (name, answer) => {
      known.set(name, answer as unknown as (...args: readonly unknown[]) => Result<unknown>);
    },
    tell: (name, payload) => {
      events[name].payload.parse(payload);
      for (const listener of listeners.get(name) ?? []) listener(payload as never);
    },
  };
}
