import { fail, ok, type Result } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';
import { proposeAddress, type WikiAddress } from './address.ts';
import { addressQuestion, type FarmModel, type WikiModel } from './farm-model.ts';
import { route } from './router.ts';

/** What a person sets of a wiki's address; null leaves that part to be inferred. */
export interface AddressWish {
  readonly mount: string | null;
  readonly url: string | null;
}

export interface ExplainedAddress {
  /** Null: none can be inferred. */
  readonly address: WikiAddress | null;
  /** What it would be with nothing set. */
  readonly inferred: WikiAddress | null;
  /** The patterns of `farmconfig.py` that lead to this wiki, in their order. */
  readonly patterns: readonly string[];
  /** The wiki that really answers there; null = none. */
  readonly answeredBy: string | null;
  /** An earlier wiki with the same address. */
  readonly sameAs: string | null;
}

/** What a person has set for a wiki so far. */
export function wishOf(model: FarmModel, wikiId: string): AddressWish {
  const own = model.settings.wikis?.[wikiId];
  return { mount: own?.mount ?? null, url: own?.url ?? null };
}

/** A wiki's address as it would be with this wish, tried against the patterns and the other wikis; changes nothing. */
export function explainAddress(model: FarmModel, wiki: WikiModel, wish: AddressWish): ExplainedAddress {
  const wished = { mount: wish.mount ?? undefined, url: wish.url ?? undefined };
  const address = proposeAddress(addressQuestion(model, wiki, wished));
  const question = addressQuestion(model, wiki, {});
  return {
    address,
    inferred: proposeAddress(question),
    patterns: question.patterns,
    answeredBy: address && answerer(model, wiki, address),
    sameAs:
      model.wikis.find((other) => other.id !== wiki.id && address?.url === other.address?.url)?.id ?? null,
  };
}

function answerer(model: FarmModel, wiki: WikiModel, address: WikiAddress): string | null {
  const wikis = model.wikis.map((other) => (other.id === wiki.id ? { ...other, address } : other));
  const { scheme, host } = address;
  const found = route({ ...model, wikis }, { scheme, host, fullPath: `${address.mount}/`, query: '' });
  return found?.wiki.id ?? null;
}

/** A wish in the form it is kept in; without slash at the end of the mount, empty texts as null. */
export function checkWish({ mount, url }: AddressWish): Result<AddressWish> {
  const path = mount?.trim().replace(/\/+$/, '') ?? null;
  const whole = url?.trim() ?? '';
  if (path !== null && !/^(\/[^/\s?#]+)*$/.test(path))
    return fail({
      code: 'bad-argument',
      message: sentence('address.badMount', { mount: path }),
      hint: sentence('address.badMount.hint'),
    });
  if (whole !== '' && (!URL.canParse(whole) || !/^https?:\/\//i.test(whole)))
    return fail({
      code: 'bad-argument',
      message: sentence('address.badUrl', { url: whole }),
      hint: sentence('address.badUrl.hint'),
    });
  return ok({ mount: path, url: whole === '' ? null : whole });
}
