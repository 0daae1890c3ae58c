import { createHash, randomBytes } from 'node:crypto';
import type { ConfigProblem, OptionEdit } from '../../../shared/contract/option.ts';
import { checkWikis } from '../../config/check/check-wikis.ts';
import type { CheckedWiki, ConfigFinding, ConfigFix } from '../../config/check/finding.ts';
import { standIns } from '../../config/settings.ts';
import { loadFix } from '../../config/check/load-fixes.ts';
import type { ConfigProblem as FoundProblem } from '../../config/reading.ts';
import { addressProblems } from '../../farm/address-problems.ts';
import type { FarmModel, WikiModel } from '../../farm/farm-model.ts';
import { findFarmPlugins } from '../../farm/farm-plugins.ts';
import { sharingWiki } from '../../farm/sharing-wiki.ts';
import type { FarmContext } from './context.ts';
import { settingOf } from './edit-scope.ts';
import { dataNotes } from './data-notes.ts';
import { pluginNotes } from './plugin-notes.ts';
import { placeOf, shownFile } from './source-place.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Names of the accounts of a wiki, damaged ones too; null when they are not known. */
export type AccountNames = (wikiId: string) => ReadonlySet<string> | null;

/** What is wrong with the configuration, on disk or as it would be, for the overview and `croft config check`. */
export async function configProblems(
  context: FarmContext,
  model: FarmModel | null = context.host.model,
): Promise<readonly ConfigProblem[]> {
  if (!model) return [];
  return [
    ...(await findProblems(model, accountNames(context))),
    ...pluginNotes(await findFarmPlugins(model)),
    ...portNotes(context),
    ...accountNotes(context),
    ...(await dataNotes(model)),
  ];
}

/** The farm answers elsewhere than people are used to. */
function portNotes({ host }: FarmContext): ConfigProblem[] {
  const refusal = host.portRefusal;
  if (refusal === null) return [];
  return [
    {
      id: `port-${host.state.port}`,
      code: refusal.code,
      severity: 'warning',
      wikis: host.wikis.map(({ id }) => id),
      option: null,
      source: null,
      message: refusal.message,
      consequence: sentence('farm.portTaken.consequence', { port: host.mainPort }),
      remedy: sentence('farm.portTaken.hint'),
      fix: null,
      openFolder: false,
      missingAccount: null,
    },
  ];
}

/** Profiles that can't be read, or are damaged: nobody logs in with them, and their names stay taken. */
function accountNotes({ host, accounts }: FarmContext): ConfigProblem[] {
  return accounts.stores(host.wikis).flatMap((store) =>
    store.damaged.map(({ id, file, message, claims }) => ({
      id: `account-${store.id}-${id}`,
      code: 'account-damaged',
      severity: 'warning' as const,
      wikis: store.wikis.map((unit) => unit.id),
      option: null,
      source: null,
      message: sentence('users.damaged', { file, reason: message }),
      consequence:
        claims === null
          ? sentence('users.damaged.unknown')
          : sentence('users.damaged.consequence', { name: claims.name }),
      remedy: sentence('users.damaged.hint'),
      fix: null,
      openFolder: false,
      missingAccount: null,
    })),
  );
}

export function accountNames(context: FarmContext): AccountNames {
  return (wikiId) => {
    const unit = context.host.wiki(wikiId);
    const store = unit ? context.accounts.of(unit) : null;
    if (!store || store.damaged.some(({ claims }) => claims === null)) return null;
    const damaged = store.damaged.map(({ claims }) => claims?.name ?? '');
    return new Set([...store.people.values()].map((profile) => profile.name).concat(damaged));
  };
}

/**
 * Errors and warnings of reading, then what loads without complaint and still goes wrong, each once with the wikis it
 * concerns and, where an ordinary edit mends it, that edit.
 */
export async function findProblems(model: FarmModel, names: AccountNames): Promise<ConfigProblem[]> {
  return (await gatherProblems(model, names)).list;
}

/** The folder that a finding says everybody can read; null when the finding is gone. */
export async function openFolderOf(context: FarmContext, problemId: string): Promise<string | null> {
  const { model } = context.host;
  if (!model) return null;
  return (await gatherProblems(model, accountNames(context))).folders.get(problemId) ?? null;
}

async function gatherProblems(model: FarmModel, names: AccountNames): Promise<FoundProblems> {
  const found = new FoundProblems(model);
  const context = { newSecret: () => randomBytes(24).toString('base64url') };
  const checked = new Map(model.wikis.map((wiki) => [wiki.id, checkedWiki(wiki, names(wiki.id))]));
  const addLoading = (problem: FoundProblem, wiki: WikiModel): void => {
    const one = checked.get(wiki.id);
    found.add(problem, wiki.reading.configDir, wiki, one ? loadFix(one, problem, context) : null);
  };
  for (const member of model.members)
    for (const problem of member.reading.problems) found.add(problem, member.reading.dir, null);
  for (const wiki of model.wikis) {
    for (const problem of wiki.reading.problems) addLoading(problem, wiki);
    if (!wiki.settings.ok) for (const problem of wiki.settings.error) addLoading(problem, wiki);
  }
  for (const { wiki, problem } of addressProblems(model)) found.add(problem, wiki.reading.configDir, wiki);
  const byId = new Map(model.wikis.map((wiki) => [wiki.id, wiki]));
  for (const finding of await checkWikis([...checked.values()], context)) {
    const wiki = byId.get(finding.wikiId);
    if (wiki) found.add(finding, wiki.reading.configDir, wiki, finding.fix);
  }
  return found;
}

function checkedWiki(wiki: WikiModel, names: ReadonlySet<string> | null): CheckedWiki {
  const settings = wiki.settings.ok ? wiki.settings.value : null;
  const url = wiki.address?.url ?? null;
  return {
    id: wiki.id,
    reading: wiki.reading,
    settings,
    standIns: standIns(wiki.reading, wiki.said),
    url,
    sharing: settings && url !== null ? sharingWiki(wiki.id, wiki.siteid, url, settings) : null,
    accountNames: names,
  };
}

/** A problem while more wikis with it may come. */
interface Gathered {
  readonly problem: Omit<ConfigProblem, 'wikis' | 'fix' | 'openFolder'>;
  readonly wikis: Set<string>;
  fix: ConfigProblem['fix'];
}

class FoundProblems {
  readonly #byId = new Map<string, Gathered>();
  readonly #wikis: ReadonlyMap<string, WikiModel>;
  readonly folders = new Map<string, string>();

  constructor(private readonly model: FarmModel) {
    this.#wikis = new Map(model.wikis.map((wiki) => [wiki.id, wiki]));
  }

  get list(): ConfigProblem[] {
    return [...this.#byId.values()].map(({ problem, wikis, fix }) => ({
      ...problem,
      wikis: [...wikis],
      fix,
      openFolder: this.folders.has(problem.id),
    }));
  }

  add(
    problem: FoundProblem | ConfigFinding,
    configDir: string,
    wiki: WikiModel | null,
    fix: readonly ConfigFix[] | null = null,
  ): void {
    const key = [problem.code, problem.file, problem.line, problem.option, problem.message];
    const id = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12);
    if ('openFolder' in problem && problem.openFolder !== undefined) this.folders.set(id, problem.openFolder);
    const found = this.#byId.get(id) ?? this.#gather(id, problem, configDir, wiki);
    if (wiki) found.wikis.add(wiki.id);
    found.fix ??= this.edits(fix);
  }

  #gather(
    id: string,
    problem: FoundProblem | ConfigFinding,
    configDir: string,
    wiki: WikiModel | null,
  ): Gathered {
    const gathered: Gathered = {
      problem: {
        id,
        code: problem.code,
        severity: problem.severity,
        option: problem.option ?? null,
        source: placeOf(this.model, configDir, problem.file, problem.line),
        message: problem.message,
        consequence: consequenceOf(problem, wiki),
        remedy: this.#remedy(problem, configDir),
        missingAccount: ('missingAccount' in problem && problem.missingAccount) || null,
      },
      wikis: new Set(),
      fix: null,
    };
    this.#byId.set(id, gathered);
    return gathered;
  }

  /** The members of a collection have files of one name: the command names the one that is meant. */
  #remedy({ code, file, hint }: FoundProblem, configDir: string): Sentence | null {
    return code === 'options-unknown' && file !== null
      ? sentence('config.optionsUnknown.hint', { file: shownFile(this.model, configDir, file) })
      : (hint ?? null);
  }

  /** What one click stages; null when an edit in the farm's class or the wiki's own can't do it. */
  private edits(fixes: readonly ConfigFix[] | null): OptionEdit[] | null {
    const edits = fixes?.map((fix) => this.edit(fix)) ?? [];
    return edits.length > 0 && edits.every((edit) => edit !== null) ? edits : null;
  }

  private edit({ level, wikiId, option, text }: ConfigFix): OptionEdit | null {
    const change = text === null ? ({ kind: 'unset' } as const) : ({ kind: 'set', text } as const);
    const wiki = this.#wikis.get(wikiId);
    const setAt = wiki ? settingOf(this.model, wiki.reading, option) : level;
    if (level === 'farm' && setAt !== 'between') return { scope: { kind: 'farm' }, option, change };
    // A class between the farm's and the wiki's sets it: the wiki's own class can go over it, not take it out.
    if (level === 'farm' && text === null) return null;
    return { scope: { kind: 'wiki', wikiId }, option, change };
  }
}

function consequenceOf(problem: FoundProblem | ConfigFinding, wiki: WikiModel | null): Sentence | null {
  if ('consequence' in problem) return problem.consequence;
  if (problem.severity !== 'error') return null;
  return wiki ? sentence('config.wikiStops', { wiki: wiki.id }) : sentence('config.allStop');
}
