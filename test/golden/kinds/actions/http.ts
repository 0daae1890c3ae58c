import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { cookieTarget } from '../../../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie, type CookieJar } from '../../../support/cookie-jar.ts';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import type { CaseResult } from '../../kind.ts';
import { multipart, multipartType } from '../wiki/multipart.ts';
import { formBody, GoldenServer, type GoldenAnswer } from '../wiki/http-client.ts';
import { dataWords } from './data-words.ts';
import { compareAnswer } from './http-compare.ts';
import { readPageFacts, type PageFacts } from './http-facts.ts';
import { scenarioSchema, type Scenario, type ScenarioStep } from './http-scenario.ts';
import { fillSchema, WikiCopy, type Fill } from './wiki-copy.ts';

const tags = ['http'];

/** golden/actions/http.jsonl: every scenario on a fresh copy of the wiki behind a real HTTP server. */
export async function* run(directory: string): AsyncIterable<CaseResult> {
  const lines = await readLines(path.join(directory, 'http.jsonl'));
  const fillText = await readLines(path.join(directory, 'fill.json'));
  if (lines === null || fillText === null) return;
  const fill = fillSchema.parse(JSON.parse(fillText));
  const server = await GoldenServer.start();
  try {
    for (const line of lines.split('\n')) {
      if (line === '') continue;
      const parsed = scenarioSchema.safeParse(JSON.parse(line));
      if (parsed.success) yield* playScenario(server, directory, fill, parsed.data);
      else yield { name: line.slice(0, 40), tags, passed: false, difference: z.prettifyError(parsed.error) };
    }
  } finally {
    await server.close();
  }
}

async function* playScenario(
  server: GoldenServer,
  directory: string,
  fill: Fill,
  scenario: Scenario,
): AsyncGenerator<CaseResult> {
  const copy = await WikiCopy.create(directory, fill);
  const play = new ScenarioPlay(server, copy, fill);
  const words = dataWords(fill, scenario.steps);
  try {
    for (const [index, step] of scenario.steps.entries()) {
      const difference = await guarded(() => play.step(step, words));
      if (scenario.optional === true || step.optional === true) continue;
      yield {
        name: `${scenario.id}#${String(index)}`,
        tags,
        passed: difference === null,
        ...(difference === null ? {} : { difference }),
      };
    }
  } finally {
    await copy.close();
  }
}

async function guarded(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? `crashed: ${error.message}` : String(error);
  }
}

/** The visitors of one scenario: a jar and the last ticket of each. */
export class ScenarioPlay {
  readonly #jars = new Map<string, CookieJar>();
  readonly #tickets = new Map<string, string>();
  readonly #loggedIn = new Set<string>();
  readonly #server: GoldenServer;
  readonly #copy: WikiCopy;
  readonly #fill: Fill;

  constructor(server: GoldenServer, copy: WikiCopy, fill: Fill) {
    this.#server = server;
    this.#copy = copy;
    this.#fill = fill;
  }

  async step(step: ScenarioStep, words: RegExp): Promise<string | null> {
    const { answer, facts } = await this.answer(step);
    return compareAnswer(step, answer, facts, this.#fill, words);
  }

  /** Sends a step without looking at what it should answer. */
  async answer(
    step: Pick<ScenarioStep, 'request' | 'clock'>,
  ): Promise<{ readonly answer: GoldenAnswer; readonly facts: PageFacts | null }> {
    const { request } = step;
    const who = request.as ?? '';
    this.#copy.clock.seconds = request.clock ?? step.clock ?? this.#fill.now;
    if (who !== '' && request.nologin !== true && !this.#loggedIn.has(who)) await this.#logIn(who);
    const answer = await this.#send(request, who);
    const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html');
    const facts = isPage ? readPageFacts(answer.text, this.#fill.base_url) : null;
    if (facts?.ticket !== null && facts?.ticket !== undefined) this.#tickets.set(who, facts.ticket);
    return { answer, facts };
  }

  async #logIn(name: string): Promise<void> {
    this.#loggedIn.add(name);
    const user = this.#fill.users.find((one) => one.name === name);
    if (user === undefined) return;
    await this.#deliver(name, {
      method: 'POST',
      path: '/FrontPage',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: formBody({ action: 'login', login: 'Login', name, password: user.password }),
    });
  }

  #send(request: ScenarioStep['request'], who: string): Promise<GoldenAnswer> {
    const fill = (text: string): string => text.replaceAll('@TICKET@', this.#tickets.get(who) ?? '@TICKET@');
    const query = fill(request.query ?? '');
    const address = `${encodeURI(request.path)}${query === '' ? '' : `?${query}`}`;
    const form = request.form === undefined ? null : mapValues(request.form, fill);
    const headers: Record<string, string> = { 'User-Agent': 'golden-client/1.0', ...request.headers };
    let body: string | Uint8Array | undefined;
    if (request.files !== undefined) {
      headers['Content-Type'] = multipartType;
      body = multipart(form ?? {}, request.files);
    } else if (form !== null) {
      headers['Content-Type'] = 'application/x-www-form-urlencoded';
      body = formBody(form);
    }
    const method = request.method ?? (body === undefined ? 'GET' : 'POST');
    return this.#deliver(who, { method, path: address, headers, ...(body === undefined ? {} : { body }) });
  }

  async #deliver(
    who: string,
    request: {
      readonly method: string;
      readonly path: string;
      readonly headers: Readonly<Record<string, string>>;
      readonly body?: string | Uint8Array;
    },
  ): Promise<GoldenAnswer> {
    const url = `${this.#fill.base_url.replace(/\/$/, '')}${request.path}`;
    const target = cookieTarget(url);
    const options = { policy: 'rfc6265' as const, nowSeconds: this.#copy.clock.seconds };
    const jar = this.#jars.get(who) ?? emptyJar;
    const cookie = cookieHeaderFor(jar, target, options);
    const answer = await this.#server.send({
      method: request.method,
      url,
      headers: { ...request.headers, ...(cookie === '' ? {} : { Cookie: cookie }) },
      ...(request.body === undefined ? {} : { body: request.body }),
      handle: this.#copy.wiki.handle,
    });
    let next = jar;
    for (const line of answer.setCookie) next = storeCookie(next, line, target, options).jar;
    this.#jars.set(who, next);
    return answer;
  }
}

const mapValues = (
  values: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

async function readLines(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
