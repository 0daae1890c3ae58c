import { createHash, randomBytes } from 'node:crypto';
import type { ConfigProblem, OptionEdit } from '../../../shared/contract/option.ts';
import { checkWikis, type CheckedWiki, type ConfigFinding, type ConfigFix } from '../../config/check.ts';
import type { ConfigProblem as FoundProblem } from '../../config/reading.ts';
import { addressProblems } from '../../farm/address-problems.ts';
import type { FarmModel, WikiModel } from '../../farm/farm-model.ts';
import { findFarmPlugins } from '../../farm/farm-plugins.ts';
import type { FarmContext } from './context.ts';
import { settingOf } from './edit-scope.ts';
import { pluginNotes } from './plugin-notes.ts';
import { placeOf } from './source-place.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Names of the accounts of a wiki, or null when they were not looked up. */
export type AccountNames = (wikiId: string) => ReadonlySet<string> | null;

/** What is wrong with the configuration on disk, for the overview and `croft config check`. */
export async function configProblems(context: FarmContext): Promise<readonly ConfigProblem[]> {
  const { model } = context.host;
  if (!model) return [];
  return [
    ...(await findProblems(model, accountNames(context))),
    ...pluginNotes(await findFarmPlugins(model)),
    ...portNotes(context),
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
    },
  ];
}

export function accountNames(context: FarmContext): AccountNames {
  return (wikiId) => {
    const unit = context.host.wiki(wikiId);
    const people = unit ? context.accounts.of(unit)?.people : undefined;
    return people ? new Set([...people.values()].map((profile) => profile.name)) : null;
  };
}

/**
 * Errors and warnings of reading, then what loads without complaint and still goes wrong, each once with the wikis it
 * concerns and, where an ordinary edit mends it, that edit.
 */
export async function findProblems(model: FarmModel, names: AccountNames): Promise<ConfigProblem[]> {
  const found = new FoundProblems(model);
  for (const member of model.members)
    for (const problem of member.reading.problems) found.add(problem, member.reading.dir, null);
  for (const wiki of model.wikis) {
    for (const problem of wiki.reading.problems) found.add(problem, wiki.reading.configDir, wiki);
    if (!wiki.settings.ok)
      for (const problem of wiki.settings.error) found.add(problem, wiki.reading.configDir, wiki);
  }
  for (const { wiki, problem } of addressProblems(model)) found.add(problem, wiki.reading.configDir, wiki);
  const checked = model.wikis.map((wiki): CheckedWiki => ({
    id: wiki.id,
    reading: wiki.reading,
    settings: wiki.settings.ok ? wiki.settings.value : null,
    url: wiki.address?.url ?? null,
    accountNames: names(wiki.id),
  }));
  const findings = await checkWikis(checked, { newSecret: () => randomBytes(24).toString('base64url') });
  for (const finding of findings) {
    const wiki = model.wikis.find((candidate) => candidate.id === finding.wikiId);
    if (wiki) found.add(finding, wiki.reading.configDir, wiki);
  }
  return found.list;
}

class FoundProblems {
  private readonly byId = new Map<string, ConfigProblem>();

  constructor(private readonly model: FarmModel) {}

  get list(): ConfigProblem[] {
    return [...this.byId.values()];
  }

  add(problem: FoundProblem | ConfigFinding, configDir: string, wiki: WikiModel | null): void {
    const key = [problem.code, problem.file, problem.line, problem.option, problem.message];
    const id = createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, 12);
    const known = this.byId.get(id);
    const wikis = new Set([...(known?.wikis ?? []), ...(wiki ? [wiki.id] : [])]);
    this.byId.set(id, {
      id,
      code: problem.code,
      severity: problem.severity,
      wikis: [...wikis],
      option: problem.option ?? null,
      source: placeOf(this.model, configDir, problem.file, problem.line),
      message: problem.message,
      consequence: consequenceOf(problem, wiki),
      remedy: problem.hint ?? null,
      fix: known?.fix ?? ('fix' in problem ? this.edits(problem.fix) : null),
    });
  }

  /** What one click stages; null when an edit in the farm's class or the wiki's own can't do it. */
  private edits(fixes: readonly ConfigFix[] | null): OptionEdit[] | null {
    const edits = fixes?.map((fix) => this.edit(fix)) ?? [];
    return edits.length > 0 && edits.every((edit) => edit !== null) ? edits : null;
  }

  private edit({ level, wikiId, option, text }: ConfigFix): OptionEdit | null {
    const change = text === null ? ({ kind: 'unset' } as const) : ({ kind: 'set', text } as const);
    const wiki = this.model.wikis.find((candidate) => candidate.id === wikiId);
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
