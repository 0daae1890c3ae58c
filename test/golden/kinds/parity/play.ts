import { cookieTarget } from '../../../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie, type CookieJar } from '../../../support/cookie-jar.ts';
import { multipart, multipartType } from '../wiki/multipart.ts';
import { formBody, type GoldenAnswer, type GoldenServer } from '../wiki/http-client.ts';
import { attribute, parsePage } from '../wiki/page-facts.ts';
import { CaseWiki } from './case-wiki.ts';
import type { BaseWiki, Case, Step } from './case.ts';
import { compareFact, type Outcome } from './facts.ts';
import { select } from './select.ts';

/** Plays one case; the first fact that does not hold, or null. */
export async function playCase(server: GoldenServer, base: BaseWiki, one: Case): Promise<string | null> {
  const made = await CaseWiki.create(base, one);
  try {
    const visitors = new Visitors(server, base, made);
    const outcomes: Outcome[] = [];
    for (const step of one.steps) outcomes.push(await visitors.play(step));
    for (const fact of one.facts) {
      const outcome = outcomes.at(fact.step ?? -1);
      if (outcome === undefined) return `there is no step ${String(fact.step)}`;
      const difference = await compareFact(fact, outcome);
      if (difference !== null) return difference;
    }
    return null;
  } finally {
    await made.close();
  }
}

interface Sent {
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly files?: Step['files'];
  readonly body?: string;
  readonly address?: string;
}

/** The people of one case, each with a jar; the empty name is a visitor. */
class Visitors {
  readonly #server: GoldenServer;
  readonly #base: BaseWiki;
  readonly #made: CaseWiki;
  readonly #jars = new Map<string, CookieJar>();

  constructor(server: GoldenServer, base: BaseWiki, made: CaseWiki) {
    this.#server = server;
    this.#base = base;
    this.#made = made;
  }

  async play(step: Step): Promise<Outcome> {
    const { clock } = this.#made;
    clock.seconds = this.#base.clock + (step.at ?? 0);
    const who = step.as ?? '';
    if (who !== '' && !this.#jars.has(who)) await this.#logIn(who);
    const page = step.path ?? `/${encodeURI(step.page ?? '')}`;
    const address = step.remote_addr === undefined ? {} : { address: step.remote_addr };
    const hidden =
      step.open === undefined ? {} : await this.#hiddenFields(who, `${page}?${step.open}`, address);
    const before = (await this.#made.file('data/event-log')) ?? '';
    const query = step.query === undefined ? '' : `?${step.query}`;
    const answer = await this.#send(who, {
      path: `${page}${query}`,
      ...address,
      ...(step.form === undefined ? {} : { form: { ...hidden, ...step.form } }),
      ...(step.files === undefined ? {} : { files: step.files }),
      ...(step.body === undefined ? {} : { body: step.body }),
    });
    const pages = new Map<string, string | null>();
    for (const name of step.look ?? []) pages.set(name, await this.#made.page(name));
    return {
      answer,
      events: ((await this.#made.file('data/event-log')) ?? '').slice(before.length),
      pages,
      accounts: await this.#made.accountCount(),
      file: (name) => this.#made.file(name),
    };
  }

  /** `ticket` and `rev` of the form that `open` shows. */
  async #hiddenFields(
    who: string,
    path: string,
    address: Pick<Sent, 'address'>,
  ): Promise<Readonly<Record<string, string>>> {
    const { text } = await this.#send(who, { path, ...address });
    const fields: Record<string, string> = {};
    for (const name of ['ticket', 'rev']) {
      const [field] = select(parsePage(text), `input[name=${name}]`);
      const value = field === undefined ? null : attribute(field, 'value');
      if (value !== null) fields[name] = value;
    }
    return fields;
  }

  async #logIn(name: string): Promise<void> {
    const password = this.#base.accounts.find((account) => account.name === name)?.password ?? '';
    await this.#send(name, { path: '/FrontPage', form: { action: 'login', login: 'Login', name, password } });
  }

  async #send(who: string, { path, form, files, body, address }: Sent): Promise<GoldenAnswer> {
    const url = `http://${this.#base.host}${path}`;
    const target = cookieTarget(url);
    const options = { policy: 'rfc6265' as const, nowSeconds: this.#made.clock.seconds };
    const jar = this.#jars.get(who) ?? emptyJar;
    const cookie = cookieHeaderFor(jar, target, options);
    const sent = bodyOf(form, files, body);
    const answer = await this.#server.send({
      method: sent === null ? 'GET' : 'POST',
      url,
      headers: {
        'User-Agent': this.#base.user_agent,
        ...(sent === null ? {} : { 'Content-Type': sent.type }),
        ...(cookie === '' ? {} : { Cookie: cookie }),
      },
      ...(sent === null ? {} : { body: sent.bytes }),
      ...(address === undefined ? {} : { remoteAddress: address }),
      handle: this.#made.wiki.handle,
    });
    let next = jar;
    for (const line of answer.setCookie) next = storeCookie(next, line, target, options).jar;
    this.#jars.set(who, next);
    return answer;
  }
}

function bodyOf(
  form: Sent['form'],
  files: Sent['files'],
  body: string | undefined,
): { readonly type: string; readonly bytes: string | Uint8Array } | null {
  if (body !== undefined) return { type: 'text/xml', bytes: body };
  if (files !== undefined) return { type: multipartType, bytes: multipart(form ?? {}, files) };
  return form === undefined ? null : { type: 'application/x-www-form-urlencoded', bytes: formBody(form) };
}
