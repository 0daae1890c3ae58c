import { changeCroftSettings } from '../farm/croft-settings.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, usage, type Outcome } from './output.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki; not needed when there is one' },
  mount: { value: '/PATH', about: 'the path in front of its pages' },
  url: { value: 'URL', about: 'its whole address' },
  infer: { about: 'forget what was set and infer the address from the farm again' },
} as const;

export const mountCommand = defineCommand({
  name: 'mount',
  about: 'Shows or sets where a wiki is mounted.',
  forms: ['FARM [--wiki W]', 'FARM [--wiki W] --mount /PATH|--url URL|--infer'],
  options,
  run: mount,
});

/** MoinMoin leaves mounts and addresses to the web server, so Croft keeps them in `croft.json` (DECISIONS 3). */
async function mount(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [directory, ...rest] = words;
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
      const place = values.mount?.replace(/\/+$/, '');
      const changed = await changeCroftSettings(farm.host.options.directory, (settings) => {
        const { mount: oldMount, url: oldUrl, ...others } = settings.wikis?.[id] ?? {};
        const own = values.infer
          ? others
          : {
              ...others,
              ...keep('mount', place ?? oldMount),
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
