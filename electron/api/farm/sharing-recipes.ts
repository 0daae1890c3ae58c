import { commonDomain } from '../../../shared/session/recipes.ts';
import type { OptionEdit } from '../../../shared/contract/option.ts';
import { cookieTarget } from '../../../shared/session/cookie-jar.ts';
import type { FarmModel } from '../../farm/farm-model.ts';

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
  const shared = [
    farmEdit('cookie_name', "'farm_login'"),
    farmEdit('session_dir', sharedFolder('sessions')),
    farmEdit('user_dir', sharedFolder('user')),
    ...model.wikis.flatMap((wiki) => ownSettings(model, wiki.id)),
  ];
  const recipes: SharingRecipe[] = [];
  if (hosts.length > 1) {
    const domain = commonDomain(hosts);
    if (domain !== null)
      recipes.push({
        recipe: 'one-login-by-host',
        edits: [...shared, farmEdit('cookie_domain', `'.${domain}'`)],
      });
  } else if (new Set(targets.map((target) => target.port)).size > 1)
    recipes.push({ recipe: 'one-login-by-port', edits: shared });
  else recipes.push({ recipe: 'one-login-by-path', edits: shared });
  recipes.push({
    recipe: 'separate-logins',
    edits: [farmEdit('cookie_name', "'siteidmagic'"), ...unsetFarm(model, ['cookie_domain'])],
  });
  return recipes;

  function sharedFolder(name: string): string {
    return `'${model.target.directory.replace(/[\\']/g, (char) => `\\${char}`)}/shared/${name}'`;
  }
}

const farmEdit = (option: string, text: string): OptionEdit => ({
  scope: { kind: 'farm' },
  option,
  change: { kind: 'set', text },
});

/** A wiki's own setting would hide the farm's. */
function ownSettings(model: FarmModel, wikiId: string): OptionEdit[] {
  const wiki = model.wikis.find((candidate) => candidate.id === wikiId);
  return ['cookie_name', 'session_dir', 'user_dir', 'cookie_domain', 'cookie_path'].flatMap((option) =>
    wiki?.reading.options.get(option)?.source.level === 'wiki'
      ? [{ scope: { kind: 'wiki' as const, wikiId }, option, change: { kind: 'unset' as const } }]
      : [],
  );
}

function unsetFarm(model: FarmModel, options: readonly string[]): OptionEdit[] {
  return options.flatMap((option) =>
    model.wikis.some((wiki) => wiki.reading.options.get(option)?.source.level === 'farm')
      ? [{ scope: { kind: 'farm' as const }, option, change: { kind: 'unset' as const } }]
      : [],
  );
}
