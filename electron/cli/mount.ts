import { parseArgs } from 'node:util';
import { changeCroftSettings } from '../farm/croft-settings.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, failed, usage, type Outcome } from './output.ts';

/**
 * Where a wiki is mounted, or its whole address: MoinMoin leaves both to the web server, so Croft keeps them in
 * `croft.json` (DECISIONS 3). Without a new value it tells the present one.
 */
export async function mountCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      wiki: { type: 'string' },
      mount: { type: 'string' },
      url: { type: 'string' },
      infer: { type: 'boolean', default: false },
    },
  });
  const [directory, ...rest] = positionals;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  if (values.infer && (values.mount !== undefined || values.url !== undefined))
    return usage('--infer takes the set values away; it goes with no others');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const farm = opened.value;
  try {
    const unit = chooseWiki(farm, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const { id } = unit.value;
    if (values.infer || values.mount !== undefined || values.url !== undefined) {
      const mount = values.mount?.replace(/\/+$/, '');
      const changed = await changeCroftSettings(farm.host.options.directory, (settings) => {
        const { mount: oldMount, url: oldUrl, ...others } = settings.wikis?.[id] ?? {};
        const own = values.infer
          ? others
          : {
              ...others,
              ...keep('mount', mount ?? oldMount),
              ...keep('url', values.url ?? oldUrl),
            };
        return { ...settings, wikis: { ...settings.wikis, [id]: own } };
      });
      if (!changed.ok) return failed(changed.error);
      await farm.host.reload();
    }
    const address = farm.host.wiki(id)?.model.address ?? null;
    const answer = { id, url: address?.url ?? null, mount: address?.mount ?? null };
    return done(`${id}: ${answer.url ?? 'no address'}\n`, answer);
  } finally {
    await farm.close();
  }
}

const keep = (name: 'mount' | 'url', value: string | undefined) =>
  value === undefined ? {} : { [name]: value };
