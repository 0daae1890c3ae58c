import type { ExplainedAddress } from '../../shared/contract/address.ts';
import { english } from '../../shared/texts/english.ts';
import { setAddress, showAddress } from '../api/farm/addresses.ts';
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
    const now = await showAddress(farm.host, id);
    if (!now.ok) return failed(now.error);
    const { mount = now.value.set.mount, url = now.value.set.url } = values;
    const wish = values.infer ? { mount: null, url: null } : { mount, url };
    const isNew = values.infer || values.mount !== undefined || values.url !== undefined;
    const answer = isNew ? await setAddress(farm.host, id, wish) : now;
    return answer.ok ? done(addressLines(answer.value), { id, ...answer.value }) : failed(answer.error);
  } finally {
    await farm.close();
  }
}

function addressLines({ wikiId, url, setBy, obstacles }: ExplainedAddress): string {
  const head = `${wikiId}: ${url ?? 'no address'}${setBy === null ? ' (inferred)' : ' (set)'}`;
  return [head, ...obstacles.map((obstacle) => `  ${english(obstacle)}`)].map((line) => `${line}\n`).join('');
}
