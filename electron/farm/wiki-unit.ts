import type { ConfigProblem } from '../config/reading.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { AppError } from '../../shared/result.ts';
import type { WikiRequest, WikiResponse } from '../wiki/request.ts';
import { problemAsError, type WikiModel } from './farm-model.ts';
import type { RunWiki, RunningWiki } from './run-wiki.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** State words come from what is there, never from the last button pressed. */
export type UnitState =
  | { readonly kind: 'stopped' }
  | { readonly kind: 'running'; readonly sinceSeconds: number }
  | { readonly kind: 'failed'; readonly error: AppError }
  /** What a person must say first: codes `computed-option` and `options-unknown`. */
  | { readonly kind: 'needs-value'; readonly needs: readonly ConfigProblem[] };

/** One wiki of an open farm: stopped or running, following its configuration. */
export class WikiUnit {
  private running: RunningWiki | null = null;
  private sinceSeconds = 0;
  private wanted: boolean;
  private failure: AppError | null = null;
  /** Why the newest configuration is not in force although the wiki runs; null when it is. */
  staleBecause: AppError | null = null;

  constructor(
    private wikiModel: WikiModel,
    private readonly run: RunWiki,
    private readonly nowSeconds: () => number,
    wanted: boolean,
  ) {
    this.wanted = wanted;
  }

  get model(): WikiModel {
    return this.wikiModel;
  }

  get id(): string {
    return this.wikiModel.id;
  }

  /** Settings in force: those of the running wiki, else those it would start with. */
  get settings(): WikiSettings | null {
    if (this.running) return this.running.settings;
    return this.wikiModel.settings.ok ? this.wikiModel.settings.value : null;
  }

  /** What the running wiki is made of; null while it is stopped. */
  get parts(): RunningWiki | null {
    return this.running;
  }

  get state(): UnitState {
    if (this.running) return { kind: 'running', sinceSeconds: this.sinceSeconds };
    if (!this.wanted) return { kind: 'stopped' };
    if (this.failure) return { kind: 'failed', error: this.failure };
    const settings = this.wikiModel.settings;
    if (settings.ok) return { kind: 'stopped' };
    const needs = settings.error.filter(
      ({ code }) => code === 'computed-option' || code === 'options-unknown',
    );
    if (needs.length > 0 && needs.length === settings.error.filter((p) => p.severity === 'error').length)
      return { kind: 'needs-value', needs };
    const [first] = settings.error;
    return {
      kind: 'failed',
      error: first
        ? problemAsError(first, this.wikiModel.reading.configDir)
        : { code: 'config-invalid', message: sentence('config.cantStart', { wiki: this.id }) },
    };
  }

  /** It crashed when it was started, so only a person starts it again. */
  get isHeld(): boolean {
    return this.failure?.code === crashCode;
  }

  hold(failure: AppError): void {
    this.failure = failure;
  }

  /** Starts it unless it runs; a failure is in `state` afterwards. */
  async start(): Promise<void> {
    this.wanted = true;
    if (this.running) return;
    this.failure = null;
    const settings = this.wikiModel.settings;
    if (!settings.ok) return;
    const started = await this.run(settings.value, this.wikiModel);
    if (!started.ok) {
      this.failure = started.error;
      return;
    }
    this.running = started.value;
    this.sinceSeconds = this.nowSeconds();
    this.staleBecause = null;
  }

  async stop(): Promise<void> {
    this.wanted = false;
    const running = this.running;
    this.running = null;
    await running?.close();
  }

  /**
   * The configuration on disk changed. A good one is in force from the next request on; with a bad one the wiki goes on
   * with the last good one and `staleBecause` says so.
   */
  async follow(model: WikiModel): Promise<void> {
    this.wikiModel = model;
    if (!this.running) {
      if (this.wanted && !this.isHeld) await this.start();
      return;
    }
    if (!model.settings.ok) {
      const [first] = model.settings.error;
      this.staleBecause = first
        ? problemAsError(first, model.reading.configDir)
        : { code: 'config-invalid', message: sentence('config.cantUse', { wiki: this.id }) };
      return;
    }
    const followed = await this.running.follow(model.settings.value, model);
    this.staleBecause = followed.ok ? null : followed.error;
  }

  async handle(request: WikiRequest): Promise<WikiResponse> {
    // Opening a stopped wiki starts it, unless a person stopped it, it crashed, or its configuration stands in the way.
    if (!this.running && this.wanted && !this.isHeld) await this.start();
    if (this.running) return this.running.handle(request);
    return unavailable(this.id, this.state);
  }
}

const crashCode = 'host-died';

/** Why a wiki waits for a person although nobody stopped it. */
export const crashedAtStart = (id: string): AppError => ({
  code: crashCode,
  message: sentence('farm.crashed', { wiki: id }),
  hint: sentence('farm.crashed.hint'),
});

function unavailable(id: string, state: UnitState): WikiResponse {
  const reason =
    state.kind === 'failed'
      ? [state.error.message, state.error.hint ?? ''].map(english).join(' ').trim()
      : state.kind === 'needs-value'
        ? state.needs.map((problem) => english(problem.message)).join(' ')
        : 'It was stopped in Croft.';
  return {
    status: 503,
    headers: [
      ['Content-Type', 'text/plain; charset=utf-8'],
      ['Retry-After', '10'],
    ],
    body: `The wiki ${id} is not running. ${reason}\n`,
  };
}
