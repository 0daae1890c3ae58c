import type { ConfigProblem } from '../config/reading.ts';
import type { FarmModel, WikiModel } from './farm-model.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** What keeps a wiki from being reached: no address leads to it, or two of one farm want the same one. */
export function addressProblems(
  model: FarmModel,
): readonly { readonly wiki: WikiModel; readonly problem: ConfigProblem }[] {
  const byUrl = new Map<string, WikiModel>();
  return model.wikis.flatMap((wiki) => {
    if (!wiki.address) return [{ wiki, problem: unreachable(wiki) }];
    const first = byUrl.get(wiki.address.url);
    if (first) return [{ wiki, problem: twice(wiki, first, wiki.address.url) }];
    byUrl.set(wiki.address.url, wiki);
    return [];
  });
}

const place = (wiki: WikiModel) => ({
  file: wiki.member.reading.hasFarmconfig ? 'farmconfig.py' : wiki.reading.file,
  line: null,
});

const unreachable = (wiki: WikiModel): ConfigProblem => ({
  ...place(wiki),
  severity: 'warning',
  code: 'no-address',
  option: 'wikis',
  message: sentence('config.noAddress', { wiki: wiki.id }),
  hint: sentence('config.noAddress.hint', { wiki: wiki.id }),
});

const twice = (wiki: WikiModel, first: WikiModel, url: string): ConfigProblem => ({
  ...place(wiki),
  severity: 'warning',
  code: 'same-address',
  message: sentence('config.sameAddress', { wiki: wiki.id, other: first.id, url }),
  hint: sentence('config.sameAddress.hint', { wiki: wiki.id }),
});
