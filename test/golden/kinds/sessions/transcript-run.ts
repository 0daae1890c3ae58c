import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Macro } from '../../../../electron/macro/macro.ts';
import { createTicket } from '../../../../electron/session/ticket.ts';
import { isUserId } from '../../../../electron/user/user-id.ts';
import { parseAttributes } from '../../../../electron/user/profile-codec.ts';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import { cookieTarget } from '../../../../shared/session/cookie-scope.ts';
import { cookieHeaderFor, emptyJar, storeCookie, type CookieJar } from '../../../support/cookie-jar.ts';
import { formBody, type GoldenAnswer, type GoldenServer } from '../wiki/http-client.ts';
import { GoldenWiki, writeDataFolder, writePages, type GoldenClock } from '../wiki/golden-wiki.ts';
import { configText } from './config-text.ts';
import { compareStep, withoutExpires } from './compare-step.ts';
import { compare } from './runner.ts';
import { readSessionDirectory, type SessionFile } from './session-directory.ts';
import { readShownPage, type ShownPage } from './shown-page.ts';
import { orderFree } from './typed-content.ts';
import { SidLabels } from './sid-labels.ts';
import type { Transcript, TranscriptAction, TranscriptRequest, TranscriptStep } from './transcript.ts';

/** What a step left behind, for comparison. */
export interface StepOutcome {
  readonly answer: GoldenAnswer;
  readonly page: ShownPage;
  readonly before: readonly SessionFile[] | null;
  readonly after: readonly SessionFile[] | null;
  readonly logs: readonly (readonly [level: string, system: string])[];
  readonly newProfiles: number;
}

/** One transcript being played. */
export class TranscriptRun {
  readonly labels: SidLabels;
  readonly transcript: Transcript;
  readonly #server: GoldenServer;
  readonly #clock: GoldenClock;
  readonly #wiki: GoldenWiki;
  readonly #jars = new Map<string, CookieJar>();
  readonly #tickets = new Map<number, string>();
  #root = '';
  #options: Readonly<Record<string, string>>;

  constructor(server: GoldenServer, transcript: Transcript, macros: readonly Macro[]) {
    this.#server = server;
    this.transcript = transcript;
    this.labels = new SidLabels(transcript.sids);
    this.#clock = { seconds: transcript.clock_start };
    this.#wiki = new GoldenWiki(this.#clock, macros);
    this.#options = transcript.setup.options_as_python_source;
  }

  get directory(): string {
    return path.join(this.#root, this.transcript.setup.directory);
  }

  get sessionDirectory(): string {
    return this.#wiki.settings.sessionDir;
  }

  get userDirectory(): string {
    return this.#wiki.settings.userDir;
  }

  async setUp(): Promise<void> {
    const { setup } = this.transcript;
    this.#root = await mkdtemp(path.join(tmpdir(), 'croft-transcript-'));
    const dataDir = path.join(this.directory, 'data');
    await writeDataFolder(dataDir);
    await writePages(dataDir, setup.pages);
    const intermap = Object.entries(setup.interwiki_map ?? {}).map(([name, url]) => `${name} ${url}\n`);
    await writeFile(path.join(dataDir, 'intermap.txt'), intermap.join(''));
    for (const { id, profile_text } of setup.users)
      await writeFile(path.join(dataDir, 'user', id), profile_text);
    await this.#open(setup.config_imports);
    for (const file of setup.files ?? []) await this.#carryOut({ write: file });
  }

  async #open(imports: readonly string[]): Promise<void> {
    const { setup } = this.transcript;
    const text = configText({
      prelude: setup.config_prelude,
      imports,
      base: 'multiconfig.DefaultConfig',
      className: 'Config',
      options: this.#options,
    });
    await writeFile(path.join(this.directory, setup.config_file), text);
    await this.#wiki.open(this.directory, setup.config_file.replace(/\.py$/, ''));
  }

  async tearDown(): Promise<void> {
    await this.#wiki.close();
    if (this.#root !== '') await rm(this.#root, { recursive: true, force: true });
  }

  /** Something done to the disk or to the server between requests. */
  async carryOut(step: TranscriptStep): Promise<void> {
    if (step.do !== undefined) await this.#carryOut(step.do);
  }

  async #carryOut(action: TranscriptAction): Promise<void> {
    const folderOf = (name: string): string =>
      name === 'session_dir' ? this.sessionDirectory : this.directory;
    if (action.write !== undefined) {
      const folder = folderOf(action.write.in);
      await mkdir(folder, { recursive: true });
      this.labels.noteLiteral(action.write.file);
      await writeFile(path.join(folder, action.write.file), Buffer.from(action.write.base64, 'base64'));
    }
    if (action.remove !== undefined) {
      const folder = folderOf(action.remove.in);
      const names =
        action.remove.file === '*' ? await readdir(folder) : [this.labels.fill(action.remove.file)];
      for (const name of names) await rm(path.join(folder, name), { force: true });
    }
    if (action.restart !== undefined) {
      this.#options = { ...this.#options, ...action.restart.options_as_python_source };
      await this.#open(action.restart.config_imports ?? this.transcript.setup.config_imports);
    }
    if (action.profile !== undefined)
      await writeFile(path.join(this.userDirectory, action.profile.id), action.profile.text);
    if (action.remove_profile !== undefined)
      await rm(path.join(this.userDirectory, action.remove_profile.id), { force: true });
  }

  async play(step: TranscriptStep): Promise<string | null> {
    if (step.request === undefined) return null;
    this.#clock.seconds = this.transcript.clock_start + (step.at ?? 0);
    const client = step.client ?? 'A';
    const sendsJar = step.ours?.['send'] === 'jar';
    const outcome = await this.#request(
      step.request,
      sendsJar ? this.#jarHeader(client, step.request.url) : null,
    );
    this.#remember(step, client, outcome);
    const difference = await compareStep(this, step, outcome);
    if (difference !== null) return difference;
    return this.#isLast(step) ? this.#compareEnd() : null;
  }

  #isLast(step: TranscriptStep): boolean {
    return this.transcript.steps.findLast((one) => one.request !== undefined) === step;
  }

  async #request(request: TranscriptRequest, cookieHeader: string | null): Promise<StepOutcome> {
    const before = await readSessionDirectory(this.sessionDirectory);
    const profilesBefore = await this.#profiles();
    this.#wiki.events.length = 0;
    const cookie =
      cookieHeader ?? (request.cookie_header === undefined ? '' : this.labels.fill(request.cookie_header));
    const headers: Record<string, string> = { ...request.headers };
    if (cookie !== '') headers['Cookie'] = Buffer.from(cookie, 'utf8').toString('latin1');
    if (request.form !== undefined) headers['Content-Type'] = 'application/x-www-form-urlencoded';
    const body = request.form === undefined ? request.body : formBody(this.#filledForm(request));
    const answer = await this.#server.send({
      method: request.method,
      url: request.url,
      headers,
      ...(body === undefined ? {} : { body }),
      ...(request.environ === undefined ? {} : { environ: request.environ }),
      ...(request.remote_addr === undefined ? {} : { remoteAddress: request.remote_addr }),
      handle: this.#wiki.handle,
    });
    return {
      answer,
      page: readShownPage(answer.text),
      before,
      after: await readSessionDirectory(this.sessionDirectory),
      logs: this.#wiki.events.flatMap((event) =>
        event.kind === 'abuse' ? [[event.level, event.system] as const] : [],
      ),
      newProfiles: (await this.#profiles()).length - profilesBefore.length,
    };
  }

  #filledForm(request: TranscriptRequest): Readonly<Record<string, string>> {
    const fill = (value: string): string => {
      const step = /^\{\{ticket from step (\d+)\}\}$/.exec(value)?.[1];
      if (step !== undefined) return this.#tickets.get(Number(step)) ?? '';
      const formula = request.ticket_formula;
      if (value !== '{{ticket computed by the formula}}' || formula === undefined)
        return this.labels.fill(value);
      const subject = {
        pageName: formula.page,
        action: formula.action,
        sid: this.labels.fill(formula.sid),
        userId: formula.user_id,
      };
      const key = this.#wiki.settings.secrets.forPurpose('wikiutil/tickets');
      return createTicket(key, subject, formula.time);
    };
    return Object.fromEntries(Object.entries(request.form ?? {}).map(([name, value]) => [name, fill(value)]));
  }

  #remember(step: TranscriptStep, client: string, outcome: StepOutcome): void {
    const ticket = outcome.page.ticket();
    if (ticket !== null) this.#tickets.set(step.step, ticket);
    const options = { policy: 'rfc6265' as const, nowSeconds: this.#clock.seconds };
    const target = cookieTarget(step.request?.url ?? '');
    for (const line of outcome.answer.setCookie)
      this.#jars.set(client, storeCookie(this.#jars.get(client) ?? emptyJar, line, target, options).jar);
  }

  #jarHeader(client: string, url: string): string {
    const options = { policy: 'rfc6265' as const, nowSeconds: this.#clock.seconds };
    return cookieHeaderFor(this.#jars.get(client) ?? emptyJar, cookieTarget(url), options);
  }

  async #profiles(): Promise<readonly string[]> {
    const names = await readdir(this.userDirectory);
    return names.filter(isUserId);
  }

  /** Facts that belong to the end of the transcript. */
  async #compareEnd(): Promise<string | null> {
    const { modes, page_edit_log_fields: logFields, user_files_after: userFiles } = this.transcript;
    if (modes !== undefined) {
      const mode = async (file: string): Promise<string> =>
        `0o${((await stat(file)).mode & 0o777).toString(8)}`;
      const files = await readdir(this.sessionDirectory);
      const found = await Promise.all(files.map((name) => mode(path.join(this.sessionDirectory, name))));
      const difference =
        compare('directory mode', modes.directory_mode, await mode(this.sessionDirectory)) ??
        compare('file modes', modes.file_modes.toSorted(), found.toSorted());
      if (difference !== null) return difference;
    }
    if (logFields !== undefined) {
      const file = path.join(this.directory, 'data', 'pages', folderOfPage(logFields[3] ?? ''), 'edit-log');
      const last = (await readFile(file, 'utf8')).trimEnd().split('\n').at(-1) ?? '';
      const difference = compare('edit-log', logFields.slice(1), last.split('\t').slice(1));
      if (difference !== null) return difference;
    }
    for (const [id, text] of Object.entries(userFiles ?? {})) {
      const facts = (content: string): unknown =>
        [...parseAttributes(content).attributes]
          .filter(([key]) => key !== 'last_saved')
          .toSorted(([a], [b]) => (a < b ? -1 : 1));
      const found = await readFile(path.join(this.userDirectory, id), 'utf8');
      const difference = compare(`profile ${id}`, facts(text), facts(found));
      if (difference !== null) return difference;
    }
    return null;
  }

  /** `xmlrpc_token`: its one request answers a session id. */
  async playSingleRequest(): Promise<string | null> {
    const { request, token_status, set_cookie = [], session_file_after: stored = [] } = this.transcript;
    if (request === undefined) return null;
    this.#clock.seconds = this.transcript.clock_start + request.at;
    const { answer, after } = await this.#request(request, null);
    const token = /<string>([0-9a-f]{40})<\/string>/.exec(answer.text)?.[1];
    if (token === undefined) return `no session id in the answer: ${answer.text.slice(0, 120)}`;
    const lines = answer.setCookie.map((line) => line.replaceAll(token, '{{token}}'));
    return (
      compare('status', token_status, answer.status) ??
      compare('set_cookie', set_cookie, lines) ??
      compare(
        'session file',
        stored.map(({ content }) => orderFree(withoutExpires(content))),
        (after ?? []).map(({ content }) => orderFree(withoutExpires(content))),
      ) ??
      compare(
        'file name',
        [token],
        (after ?? []).map(({ file }) => file),
      )
    );
  }
}
