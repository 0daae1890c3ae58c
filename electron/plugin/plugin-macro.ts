import {
  macroNeeds,
  type Macro,
  type MacroContext,
  type MacroNeed,
  type MacroOutput,
} from '../macro/macro.ts';
import type { MacroSession } from '../macro/wiki-view.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What a plugin's `run` gets: all that our own macros get, and the request under the name MoinMoin gives it. */
export interface PluginContext extends MacroContext {
  readonly request: PluginRequest;
}

export interface PluginRequest {
  /** Never null: where nothing can be kept (a page rendered outside a request) it is new and keeps nothing. */
  readonly session: MacroSession;
  /** Query values, the first of each name. */
  readonly query: ReadonlyMap<string, string>;
  /** The page that was asked for. */
  readonly page: string;
  readonly action: string;
}

type Run = (args: string | null, context: PluginContext) => unknown;

export interface PluginSurroundings {
  /** A macro that has not answered by then has failed. */
  readonly timeLimitMs: number;
  /** One line for the log. */
  readonly report: (message: Sentence) => void;
}

/** A loaded module as a macro. Throws what is wrong with its exports. */
export function pluginMacro(name: string, module: unknown, around: PluginSurroundings): Macro {
  const exported: Readonly<Record<string, unknown>> = isRecord(module) ? module : {};
  const run = exported['run'] ?? exported['default'];
  if (!isRun(run)) throw new TypeError('the module exports no function "run"');
  const needs = needsOf(exported['needs']);
  return {
    name,
    ...(needs === null ? {} : { needs }),
    run: async (args, context) => {
      try {
        const answer = await withTimeLimit(
          Promise.resolve(run(args, pluginContext(context))),
          around.timeLimitMs,
          `no answer within ${around.timeLimitMs / 1000} s`,
        );
        return checkedOutput(answer);
      } catch (error) {
        around.report(sentence('log.macroFailed', { name, reason: described(error) }));
        throw error;
      }
    },
  };
}

/** Stands in for a module that can't be used: the page says why, wherever the macro is used. */
export function brokenMacro(name: string, error: unknown): Macro {
  const message = error instanceof Error ? error.message : String(error);
  return {
    name,
    run: () => {
      throw new Error(message);
    },
  };
}

/** Rejects after the time with this message; the work itself can't be stopped, only no longer waited for. */
export async function withTimeLimit<T>(work: Promise<T>, limitMs: number, message: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(message)), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}

/** An error with the place in the plugin where it happened. */
export function described(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function pluginContext(context: MacroContext): PluginContext {
  return {
    ...context,
    request: {
      session: context.session ?? keepsNothing,
      query: context.query,
      page: context.requestedPage,
      action: context.action,
    },
  };
}

const keepsNothing: MacroSession = {
  isNew: true,
  get: (_key: string, fallback?: unknown) => fallback,
  set: () => undefined,
  has: () => false,
  delete: () => false,
  keys: () => [],
};

function checkedOutput(answer: unknown): MacroOutput {
  if (typeof answer === 'string') return answer;
  if (typeof answer === 'number' || typeof answer === 'bigint') return String(answer);
  if (isRecord(answer)) {
    if (typeof answer['html'] === 'string') return { html: answer['html'] };
    if (typeof answer['text'] === 'string') return { text: answer['text'] };
  }
  const what =
    answer === null ? 'null' : typeof answer === 'object' ? 'an object without html or text' : typeof answer;
  throw new TypeError(`the macro answered ${what}; a text, { html } or { text } is wanted`);
}

/** Null = the module does not say. */
function needsOf(value: unknown): readonly MacroNeed[] | null {
  if (value === undefined) return null;
  if (!Array.isArray(value)) throw new TypeError('"needs" is not a list');
  return value.map((entry: unknown) => {
    const known = macroNeeds.find((one) => one === entry);
    if (known === undefined)
      throw new TypeError(`"needs" may hold ${macroNeeds.join(', ')}, not ${String(entry)}`);
    return known;
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isRun = (value: unknown): value is Run => typeof value === 'function';
