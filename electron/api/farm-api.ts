import { asDiskProblem } from '../base/disk-problem.ts';
import { inBackground, tellAll } from '../base/guard.ts';
import type { FarmRequestName } from '../../shared/contract.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { Accounts } from '../farm/accounts.ts';
import type { FarmConnection, FarmHostEvent, FarmHostOptions } from '../farm/farm-connection.ts';
import { FarmHost } from '../farm/farm-host.ts';
import { findFarmPlugins } from '../farm/farm-plugins.ts';
import type { RunWiki } from '../farm/run-wiki.ts';
import { SessionHistory } from '../session/session-history.ts';
import { addressHandlers } from './farm/addresses.ts';
import { closeFolderHandlers } from './farm/close-folder.ts';
import { nowSeconds, type FarmContext, type Handlers } from './farm/context.ts';
import { duplicateHandlers } from './farm/duplicate.ts';
import { FarmEvents } from './farm/farm-events.ts';
import { historyHandlers } from './farm/history.ts';
import { destroyLeftovers, Identities, identityHandlers, type IdentityWish } from './farm/identities.ts';
import { LiveCounts } from './farm/live-counts.ts';
import { logHandlers } from './farm/log.ts';
import { optionHandlers } from './farm/options.ts';
import { overviewHandlers } from './farm/overview.ts';
import { configProblems } from './farm/problems.ts';
import { SessionQueries } from './farm/session-query.ts';
import { SessionRows } from './farm/session-rows.ts';
import { sessionHandlers } from './farm/sessions.ts';
import { EndedSessions } from './farm/set-aside.ts';
import { fileOfId } from './farm/source-place.ts';
import { cutOffSaveHandlers } from './farm/cut-off-saves.ts';
import { transferHandlers } from './farm/transfer.ts';
import { Tasks } from './tasks.ts';
import { userHandlers } from './farm/users.ts';
import { hostOnly, type WikiPlaces } from './host-only.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

type AnyHandler = (...args: readonly unknown[]) => Promise<Result<unknown>>;

/** An open farm: what a connection offers, and for callers in the same process what it is made of. */
export interface FarmApi extends FarmConnection {
  readonly host: FarmHost;
  readonly context: FarmContext;
  readonly ended: EndedSessions;
  readonly identities: Identities;
}

/**
 * One farm, open, with everything that can be asked of it: what a farm host process runs, and what headless and tests
 * use in their own process.
 */
export async function openFarmApi(
  options: FarmHostOptions,
  nowMs: () => number = Date.now,
): Promise<Result<FarmApi>> {
  try {
    return await open(options, nowMs);
  } catch (error) {
    const refused = asDiskProblem(error);
    if (refused === null) throw error;
    return fail(refused);
  }
}

async function open(options: FarmHostOptions, nowMs: () => number): Promise<Result<FarmApi>> {
  const opened = await FarmHost.open(options, { nowMs, runWiki: (host) => openWhenAsked(host, nowMs) });
  if (!opened.ok) return opened;
  const host = opened.value;
  const warn = (text: Sentence) => host.log.append({ wiki: null, level: 'warning', kind: 'server', text });
  const listeners = new Set<(event: FarmHostEvent) => void>();
  const emit = (event: string, payload: Record<string, unknown>): void => {
    tellAll(`event ${event}`, listeners, { event, payload });
  };

  let events: FarmEvents | null = null;
  const accounts = new Accounts(
    () => Math.floor(nowMs() / 1000),
    options.readOnly,
    (storeId) => {
      emit('user:changed', { farmId: options.farmId, storeId });
      events?.peopleChanged();
    },
    warn,
  );
  const history = await SessionHistory.open(options.stateDirectory, warn);
  const context: FarmContext = { host, accounts, history, nowMs, emit };
  const ended = new EndedSessions(host.sessions, warn);
  const tasks = new Tasks(options.farmId, (task) => emit('task:changed', { ...task }));
  const identities = new Identities(context, ended);
  const rows = (): SessionRows => new SessionRows(context);
  await accounts.follow(host.wikis);
  const live = new LiveCounts(rows, () => host.sessions.rows.values());
  const queries = new SessionQueries({
    sessions: () => host.sessions.rows.values(),
    rows,
    revision: () => host.sessions.revision,
    nowSeconds: () => nowSeconds(context),
  });
  const onFarmChanged = (): void => {
    inBackground('accounts: following', () =>
      accounts.follow(host.wikis).then(() => events?.peopleChanged()),
    );
  };
  events = new FarmEvents(context, { rows, ended, live, queries, onFarmChanged });
  events.overviewChanged();
  // Whoever only looks at a farm must not tidy up below another Croft that runs it.
  if (options.serve !== false) {
    await destroyLeftovers(context);
    if (!options.readOnly) await ended.sweep(sessionDirectories(host), nowMs());
  }

  const handlers: Handlers<FarmRequestName> = {
    ...overviewHandlers(context, {
      live,
      problems: () => configProblems(context),
      untrustedPlugins: () => untrustedPlugins(host),
    }),
    ...logHandlers(context),
    ...sessionHandlers(context, { rows, ended, tasks, queries, live }),
    ...historyHandlers(context),
    ...optionHandlers(context),
    ...addressHandlers(context),
    ...closeFolderHandlers(context),
    ...userHandlers(context, { rows, ended }),
    ...identityHandlers(context),
    ...duplicateHandlers(context, tasks),
    ...transferHandlers(context, tasks),
    ...cutOffSaveHandlers(context),
  };
  const internal = hostHandlers(context, identities, tasks);

  return ok({
    host,
    context,
    ended,
    identities,
    request: async (name, args) => {
      const handler = (internal[name] ?? (handlers as unknown as Record<string, AnyHandler>)[name]) as
        AnyHandler | undefined;
      if (!handler)
        return fail({ code: 'bad-argument', message: sentence('program.unknownRequest', { name }) });
      try {
        return await handler(...args);
      } catch (error) {
        const refused = asDiskProblem(error);
        if (refused === null) throw error;
        return fail(refused);
      }
    },
    onEvent: (listener) => {
      listeners.add(listener);
      events?.overviewChanged(); // whoever comes late is told how things stand
      return () => listeners.delete(listener);
    },
    onExit: () => () => undefined, // in the same process nothing ends alone
    close: async () => {
      await tasks.close();
      await identities.endAll();
      await ended.close();
      events?.close();
      accounts.close();
      await history.flushed();
      await host.close();
      listeners.clear();
    },
  });
}

async function untrustedPlugins(host: FarmHost): Promise<number> {
  if (host.options.trusted || !host.model) return 0;
  return (await findFarmPlugins(host.model)).macros;
}

const sessionDirectories = (host: FarmHost): Set<string> =>
  new Set(host.wikis.flatMap((unit) => (unit.settings ? [unit.settings.sessionDir] : [])));

/** Requests of the main process alone (host-only.ts); their arguments come from our own code. */
function hostHandlers(
  context: FarmContext,
  identities: Identities,
  tasks: Tasks,
): Record<string, AnyHandler> {
  const { host } = context;
  return {
    [hostOnly.begin]: (_farmId, wikiId, wish, needsHandoff) =>
      identities.begin(String(wikiId), wish as IdentityWish, needsHandoff === true),
    [hostOnly.end]: async (_farmId, identityId) => {
      await identities.end(String(identityId));
      return ok(null);
    },
    [hostOnly.wake]: async () => {
      await host.wake();
      return ok(null);
    },
    [hostOnly.cancelTask]: async (_farmId, taskId) => {
      tasks.cancel(String(taskId));
      return ok(null);
    },
    [hostOnly.wikiPlaces]: async (_farmId, wikiId) => {
      const unit = host.wiki(String(wikiId));
      if (!unit) return fail({ code: 'not-found', message: sentence('farm.noWiki') });
      if (unit.state.kind === 'stopped') await host.startWikis([unit.id]);
      const places: WikiPlaces = {
        url: unit.model.address?.url ?? null,
        connect: host.connectOf(unit),
        reachable: host.isReachable(unit),
        dataDir: unit.settings?.dataDir ?? unit.model.reading.configDir,
      };
      return ok(places);
    },
    [hostOnly.filePath]: async (_farmId, fileId) => {
      const file = host.model ? fileOfId(host.model, String(fileId)) : null;
      return file === null ? fail({ code: 'not-found', message: sentence('options.noSuchFile') }) : ok(file);
    },
  };
}

/** Most of the program is what shows pages; who looks at a farm without running a wiki does not load it. */
const openWhenAsked =
  (host: FarmHost, nowMs: () => number): RunWiki =>
  async (settings, model) => {
    const { wikiOpener } = await import('../farm/open-wiki.ts');
    return wikiOpener(host, nowMs)(settings, model);
  };
