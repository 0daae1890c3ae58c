import * as z from 'zod/mini';
import {
  events,
  requests,
  type EventName,
  type EventPayload,
  type RequestArguments,
  type RequestName,
} from '../../shared/contract.ts';
import { asDiskProblem } from '../base/disk-problem.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/**
 * A function for each request of the contract. It gets parsed arguments and never throws for what can be expected.
 *
 * What it answers is checked against the contract when it crosses, so a relay may hand on what it can't know.
 */
export type RequestHandlers = {
  readonly [K in RequestName]: (...args: RequestArguments<K>) => Promise<Result<unknown>>;
};

/** What a transport carries: handlers, and a stream of events. Knows neither windows nor sockets. */
export interface ServedApi {
  readonly handlers: RequestHandlers;
  /** Returns the function that stops listening. */
  onEvent(listener: <K extends EventName>(name: K, payload: EventPayload<K>) => void): () => void;
}

/** One line for the log, without secrets. */
export type LogLine = (line: string) => void;

export const isRequestName = (name: string): name is RequestName => Object.hasOwn(requests, name);

/**
 * Answers one request from the page: checks the name and the arguments, calls the handler, and cuts the value to the contract's
 * shape so that nothing that was not declared (a sid, a path) crosses by accident.
 *
 * Never rejects. A defect in a handler is logged and answered as `internal`.
 */
export async function answerRequest(
  api: ServedApi,
  name: unknown,
  args: unknown,
  log: LogLine,
): Promise<Result<unknown>> {
  if (typeof name !== 'string' || !isRequestName(name)) {
    log(`transport: refused a request of unknown name`);
    return badArgument(sentence('program.noRequest'));
  }
  const parsed = z.safeParse(requests[name].arguments, args);
  if (!parsed.success) {
    const places = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
    log(`transport: refused ${name}: bad argument at ${places || 'top'}`);
    return badArgument(
      sentence('program.badArguments', { name, places: places || sentence('program.allArguments') }),
    );
  }
  try {
    // The map ties each name to its own argument tuple; TypeScript can't follow that tie through a variable.
    const handler = api.handlers[name] as (...args: readonly unknown[]) => Promise<Result<unknown>>;
    const result = await handler(...(parsed.data as readonly unknown[]));
    if (!result.ok) return result;
    return ok(z.parse(requests[name].value as z.ZodMiniType, result.value));
  } catch (error) {
    const refused = asDiskProblem(error);
    if (refused !== null) {
      log(`transport: ${name} was refused by the disk: ${refused.detail ?? ''}`);
      return fail(refused);
    }
    log(
      `transport: ${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return fail({
      code: 'internal',
      message: sentence('program.mistake'),
      hint: sentence('program.mistake.hint'),
      detail: error instanceof Error ? error.message : String(error),
    });
  }
}

/** An event's payload in the contract's shape, or null (and a log line) when it is not. */
export function checkedPayload(name: EventName, payload: unknown, log: LogLine): { payload: unknown } | null {
  const parsed = z.safeParse(events[name].payload as z.ZodMiniType, payload);
  if (parsed.success) return { payload: parsed.data };
  log(`transport: dropped a malformed ${name}: ${z.prettifyError(parsed.error)}`);
  return null;
}

const badArgument = (message: Sentence): Result<never> => fail({ code: 'bad-argument', message });
