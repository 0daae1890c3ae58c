import type { ConfigProblem as ContractProblem } from '../../../shared/contract/option.ts';
import type { UnsureFile, WikiOverview, WikiState } from '../../../shared/contract/farm.ts';
import { fail, ok } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import type { ConfigProblem } from '../../config/reading.ts';
import type { WikiUnit } from '../../farm/wiki-unit.ts';
import { shortenPath } from '../shorten-path.ts';
import { nowSeconds, type FarmContext, type Handlers } from './context.ts';
import type { LiveCounts } from './live-counts.ts';
import { whyUnreachable } from './addresses.ts';
import { placeOf, shownFile } from './source-place.ts';

/** What the overview needs of other domains. */
export interface OverviewTools {
  readonly live: LiveCounts;
  readonly problems: () => Promise<readonly ContractProblem[]>;
  readonly untrustedPlugins: () => Promise<number>;
}

const quiet = 30 * 60_000;

export function overviewHandlers(
  context: FarmContext,
  tools: OverviewTools,
): Handlers<'farm:overview' | 'farm:allowScripts' | 'wiki:start' | 'wiki:stop' | 'wiki:restart'> {
  const { host } = context;
  return {
    'farm:overview': async () => {
      if (!host.model)
        return fail(
          host.configurationError ?? { code: 'not-found', message: sentence('options.farmUnreadable') },
        );
      return ok({
        wikis: wikiOverviews(context, tools.live),
        problems: [...(await tools.problems())],
        configFile: host.model.target.kind === 'farm' ? 'farmconfig.py' : 'wikiconfig.py',
        configuration: { followedAt: host.followedAtSeconds, error: host.configurationError },
        untrustedPlugins: await tools.untrustedPlugins(),
        scriptsAllowed: host.state.scriptsAllowed,
      });
    },
    'farm:allowScripts': async (_farmId, scriptsAllowed) => {
      await host.remember({ scriptsAllowed });
      return ok(null);
    },
    'wiki:start': async (_farmId, ids) => {
      await host.startWikis(ids);
      return ok(null);
    },
    'wiki:stop': async (_farmId, ids) => {
      await host.stopWikis(ids);
      return ok(null);
    },
    'wiki:restart': async (_farmId, ids) => {
      await host.stopWikis(ids);
      await host.startWikis(ids);
      return ok(null);
    },
  };
}

export function wikiOverviews(context: FarmContext, live: LiveCounts): WikiOverview[] {
  const now = nowSeconds(context);
  return context.host.wikis.map((unit) => wikiOverview(context, unit, live.ofWiki(unit.id, now)));
}

function wikiOverview(
  context: FarmContext,
  unit: WikiUnit,
  live: { readonly sessions: number; readonly loggedIn: number },
): WikiOverview {
  const { host } = context;
  const reachable = host.isReachable(unit);
  const problem = host.log.lastProblem(unit.id);
  return {
    id: unit.id,
    siteid: unit.model.siteid,
    sitename: unit.settings?.sitename ?? unit.model.siteid,
    url: unit.model.address?.url ?? null,
    connect: unit.state.kind === 'running' ? host.connectOf(unit) : null,
    reach: reachable ? 'browser' : 'identity-window',
    reachReason: reachable ? null : reachReason(unit),
    state: wikiState(context, unit),
    ...live,
    requestsPerMinute: host.log.requestsPerMinute(unit.id),
    recentRequests: host.log.requestsByMinute(unit.id, 30),
    lastProblem:
      problem && context.nowMs() - problem.timeMs < quiet
        ? { at: problem.timeMs / 1000, message: problem.text }
        : null,
    desktopEdition: unit.settings?.desktopEdition ?? false,
    folder: shortenPath(unit.settings?.dataDir ?? unit.model.reading.configDir),
  };
}

function wikiState(context: FarmContext, unit: WikiUnit): WikiState {
  const state = unit.state;
  switch (state.kind) {
    case 'stopped':
    case 'failed':
      return state;
    case 'running':
      return { kind: 'running', since: state.sinceSeconds };
    case 'needs-value':
      return {
        kind: 'needs-value',
        needs: state.needs
          .filter(({ code }) => code === 'computed-option')
          .map((problem) => ({
            option: problem.option ?? '',
            text: problem.detail ?? '',
            source: sourceOf(context, unit, problem),
            wanted: problem.hint ?? sentence('config.computed.hint'),
          })),
        unsure: unsureFiles(context, unit, state.needs),
      };
  }
}

/** Each file once: one answer is for all of its code. */
function unsureFiles(context: FarmContext, unit: WikiUnit, needs: readonly ConfigProblem[]): UnsureFile[] {
  const files = new Map<string, UnsureFile>();
  for (const problem of needs)
    if (problem.code === 'options-unknown' && problem.file !== null && !files.has(problem.file))
      files.set(problem.file, {
        file: context.host.model
          ? shownFile(context.host.model, unit.model.reading.configDir, problem.file)
          : problem.file,
        source: sourceOf(context, unit, problem),
        message: problem.message,
      });
  return [...files.values()];
}

const sourceOf = (context: FarmContext, unit: WikiUnit, { file, line }: ConfigProblem) =>
  placeOf(context.host.model, unit.model.reading.configDir, file, line);

/** Asked of what a browser does not reach: without another reason its port is taken. */
function reachReason(unit: WikiUnit): Sentence {
  const { address } = unit.model;
  if (!address) return sentence('address.none');
  return whyUnreachable(address) ?? sentence('address.taken', { port: String(address.port) });
}
