import { inBackground, reportFault } from '../base/guard.ts';
import { mkdir } from '../base/file-system.ts';
import { KeyedQueue } from '../base/queues.ts';
import { ok, fail, type Result } from '../../shared/result.ts';
import { systemErrorCode } from '../base/system-error.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { standIns } from '../config/settings.ts';
import { openMailer } from '../mail/open-mailer.ts';
import type { SessionEvent } from '../session/session-service.ts';
import { openWikiState } from '../wiki/open-wiki-state.ts';
import { systemPages } from '../wiki/system-pages/system-pages.ts';
import { createWiki } from '../wiki/wiki.ts';
import { abuseLineText, type WikiEvent } from '../wiki/request.ts';
import type { WikiState } from '../wiki/wiki-state.ts';
import { CurrentState } from './current-state.ts';
import type { WikiModel } from './farm-model.ts';
import type { FarmHost } from './farm-host.ts';
import { Handoffs } from './handoffs.ts';
import { pluginDirectories } from './farm-plugins.ts';
import type { LogEntry } from './log-buffer.ts';
import type { RunningWiki, RunWiki } from './run-wiki.ts';
import { readOnlySettings, readOnlyState } from './read-only-wiki.ts';
import { WikiPlugins } from './wiki-plugins.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** Opens the rooms of wikis for one host; wikis that share a session directory share its store. */
export function wikiOpener(host: FarmHost, nowMs: () => number): RunWiki {
  const nowSeconds = () => nowMs() / 1000;
  /** One wiki after the other, as with reading ahead: hundreds at once would take the whole process. */
  const mending = new KeyedQueue();

  return async (first, model) => {
    const log = (entry: Omit<LogEntry, 'wiki'>) => host.log.append({ ...entry, wiki: model.id });
    let current: CurrentState | null = null;
    let { address } = model;
    let stopWarming = (): void => undefined;
    const plugins = host.options.trusted
      ? new WikiPlugins(
          () => inBackground(`${model.id}: taking over changed plugins`, () => current?.replace()),
          (text) => log({ level: 'error', kind: 'server', text }),
        )
      : null;
    const { readOnly } = host.options;
    const open = async (configured: WikiSettings): Promise<Result<WikiState>> => {
      const settings = readOnly ? readOnlySettings(configured) : configured;
      const problem = readOnly ? null : await makeFolders(settings);
      if (problem) return fail(problem);
      const macros = (await plugins?.load(pluginDirectories(settings))) ?? [];
      const state = openWikiState(settings, {
        macros,
        sessionStore: host.sessionPlaces.storeOf(settings),
        nowSeconds,
        systemPages,
        openMailer: (current) => openMailer(current, { mayRunPrograms: host.options.trusted }),
        log: (text) => log({ level: 'warning', kind: 'server', text }),
        reportSession: (event) => log({ level: 'warning', kind: 'session', text: sessionEventText(event) }),
      });
      stopWarming();
      stopWarming = host.warmUps.add(state.search, (error) =>
        log({
          level: 'warning',
          kind: 'server',
          text: sentence('log.notReadAhead', { reason: String(error) }),
        }),
      );
      return ok(readOnly ? readOnlyState(state) : state);
    };
    logStandIns(model, log);
    const opened = await CurrentState.open(first, open);
    if (!opened.ok) {
      stopWarming();
      plugins?.close();
      return opened;
    }
    const states = (current = opened.value);
    const ending = new AbortController();
    // Whoever only looks at a farm, or may not write into it, mends nothing.
    const mended =
      readOnly || host.options.serve === false
        ? Promise.resolve()
        : mending
            .run('', () => states.value.pages.mendOwn(ending.signal))
            .catch((error: unknown) => reportFault(`${model.id}: mending what was cut off`, error));
    const handoffs = new Handoffs(nowMs);
    const wiki = createWiki({
      state: () => states.value,
      nowSeconds,
      log: (event) => log(logEntry(event)),
      address: () => address?.url.replace(/\/$/, '') ?? null,
      scriptsAllowed: () => host.state.scriptsAllowed,
      handoffs,
    });
    const running: RunningWiki = {
      get settings() {
        return states.value.settings;
      },
      get state() {
        return states.value;
      },
      get sessionStore() {
        return host.sessionPlaces.storeOf(states.value.settings);
      },
      handoffs,
      handle: (request) => wiki.handle(request),
      follow: (settings, followed) => {
        address = followed.address;
        logStandIns(followed, log);
        return states.replace(settings);
      },
      close: async () => {
        plugins?.close();
        ending.abort();
        await mended;
        await states.close();
        stopWarming();
        await states.value.pages.settled();
      },
    };
    return ok(running);
  };
}

/** Folders that MoinMoin makes on first use, with their parents (spec/sessions.md §8.1, D7). */
async function makeFolders(settings: WikiSettings) {
  for (const directory of [settings.sessionDir, settings.userDir]) {
    try {
      await mkdir(directory, { recursive: true, mode: 0o770 });
    } catch (error) {
      return {
        code: 'unreadable' as const,
        message: sentence('farm.cantCreate', { folder: directory, code: systemErrorCode(error) ?? '?' }),
        hint: sentence('farm.cantCreate.hint'),
        detail: String(error),
      };
    }
  }
  return null;
}

function logEntry(event: WikiEvent): Omit<LogEntry, 'wiki'> {
  switch (event.kind) {
    case 'request': {
      const { method, path: requested, status, durationMs } = event;
      return {
        level: status >= 500 ? 'error' : 'info',
        kind: 'request',
        text: event.userName ?? '',
        request: { method, path: requested, status, durationMs },
      };
    }
    case 'abuse':
      return {
        level: event.succeeded ? 'info' : 'warning',
        kind: 'session',
        text: abuseLineText(event).replace(/^: /, ''),
      };
    case 'switch':
      return {
        level: 'info',
        kind: 'session',
        text: sentence(event.change === 'begun' ? 'log.became' : 'log.returned', {
          user: event.realName,
          target: event.targetName,
        }),
      };
    case 'problem':
      return { level: 'warning', kind: 'server', text: event.what };
    case 'defect':
      return {
        level: 'error',
        kind: 'server',
        text: `${event.path}: ${event.error instanceof Error ? (event.error.stack ?? event.error.message) : String(event.error)}`,
      };
  }
}

/** Session ids are secrets: six characters are enough to find the row. */
function sessionEventText(event: SessionEvent): Sentence {
  const { reason } = event;
  if (event.kind === 'cookie-impossible') return sentence('log.noCookie', { reason });
  return sentence(`log.session.${event.kind}`, { session: event.sid.slice(0, 6), reason });
}

/** Options whose default stands in for what code computes: said once when the wiki opens or follows its files. */
function logStandIns({ reading, said }: WikiModel, log: (entry: Omit<LogEntry, 'wiki'>) => void): void {
  for (const { name, why, source } of standIns(reading, said))
    log({
      level: 'warning',
      kind: 'server',
      text: sentence('log.standIn', {
        option: name,
        why: why ?? sentence('why.unreadable'),
        file: source.file ?? '',
        line: source.line ?? 0,
      }),
    });
}
