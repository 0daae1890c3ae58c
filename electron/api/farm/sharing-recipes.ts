import { commonDomain } from '../../../shared/session/recipes.ts';
import type { OptionEdit } from '../../../shared/contract/option.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import { cookieTarget } from '../../../shared/session/cookie-scope.ts';
import type { WikiSettings } from '../../config/wiki-settings.ts';
import type { FarmModel, WikiModel } from '../../farm/farm-model.ts';
import { settingOf } from './edit-scope.ts';

export interface SharingRecipe {
  readonly recipe: 'one-login-by-host' | 'one-login-by-path' | 'one-login-by-port' | 'separate-logins';
  readonly edits: OptionEdit[];
}

/** The recipes for shared and separate logins that fit an existing farm, as edits to look at and stage. */
export function sharingRecipes(model: FarmModel): SharingRecipe[] {
  if (model.target.kind !== 'farm' || model.wikis.length < 2) return [];
  const targets = model.wikis.flatMap((wiki) =>
    wiki.address ? [{ ...cookieTarget(wiki.address.url), port: wiki.address.port }] : [],
  );
  const hosts = [...new Set(targets.map((target) => target.host))];
  const recipes: SharingRecipe[] = [];
  if (hosts.length > 1) {
    const domain = commonDomain(hosts);
    if (domain !== null)
      recipes.push({ recipe: 'one-login-by-host', edits: oneLogin(model, `'.${domain}'`) });
  } else if (new Set(targets.map((target) => target.port)).size > 1)
    recipes.push({ recipe: 'one-login-by-port', edits: oneLogin(model, null) });
  else recipes.push({ recipe: 'one-login-by-path', edits: oneLogin(model, null) });
  recipes.push({
    recipe: 'separate-logins',
    edits: [
      ...everywhere(model, 'cookie_name', "'siteidmagic'"),
      ...everywhere(model, 'cookie_domain', null),
    ],
  });
  return recipes;
}

/** One cookie that reaches every wiki, and behind it one folder of sessions and one of accounts. */
function oneLogin(model: FarmModel, domain: string | null): OptionEdit[] {
  return [
    ...everywhere(model, 'cookie_name', "'farm_login'"),
    ...everywhere(model, 'cookie_domain', domain),
    ...everywhere(model, 'cookie_path', null),
    ...oneFolder(model, 'session_dir', (settings) => settings.sessionDir),
    ...oneFolder(model, 'user_dir', (settings) => settings.userDir),
  ];
}

/** The folder that most wikis use already, so that as many people as possible keep their account. */
function oneFolder(
  model: FarmModel,
  option: string,
  folderOf: (settings: WikiSettings) => string,
): OptionEdit[] {
  const counts = new Map<string, number>();
  for (const { settings } of model.wikis)
    if (settings.ok) counts.set(folderOf(settings.value), (counts.get(folderOf(settings.value)) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  if (most === undefined || (counts.size === 1 && model.wikis.every((wiki) => wiki.settings.ok))) return [];
  return everywhere(model, option, pythonLiteral({ type: 'str', bytes: new TextEncoder().encode(most[0]) }));
}

/**
 * One value for every wiki, set for the farm: a wiki's own setting is taken out, one of a class between is gone over.
 * `text` null: MoinMoin's default.
 */
function everywhere(model: FarmModel, option: string, text: string | null): OptionEdit[] {
  const edits: OptionEdit[] = [];
  const farmSets = model.wikis.some(
    ({ reading }) =>
      settingOf(model, reading, option) === 'farm' ||
      reading.inherited.get(option)?.some((behind) => behind.source.level === 'farm') === true,
  );
  if (text !== null) edits.push({ scope: { kind: 'farm' }, option, change: { kind: 'set', text } });
  else if (farmSets) edits.push({ scope: { kind: 'farm' }, option, change: { kind: 'unset' } });
  return [...edits, ...model.wikis.flatMap((wiki) => ownEdit(model, wiki, option, text))];
}

function ownEdit(model: FarmModel, wiki: WikiModel, option: string, text: string | null): OptionEdit[] {
  const scope = { kind: 'wiki' as const, wikiId: wiki.id };
  switch (settingOf(model, wiki.reading, option)) {
    case 'wiki':
      return [{ scope, option, change: { kind: 'unset' } }];
    case 'between':
      return [{ scope, option, change: { kind: 'set', text: text ?? 'None' } }];
    case 'farm':
    case 'default':
      return [];
  }
}
