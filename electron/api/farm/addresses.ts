import type { ExplainedAddress } from '../../../shared/contract/address.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import type { WikiAddress } from '../../farm/address.ts';
import { changeWikiSettings, readCroftSettings } from '../../farm/croft-settings.ts';
import { checkWish, explainAddress, wishOf, type AddressWish } from '../../farm/explain-address.ts';
import type { FarmModel, WikiModel } from '../../farm/farm-model.ts';
import type { FarmHost } from '../../farm/farm-host.ts';
import { freePortFrom } from '../../farm/free-port.ts';
import type { FarmContext, Handlers } from './context.ts';

type AddressRequests = 'address:show' | 'address:try' | 'address:set';

export function addressHandlers({ host }: FarmContext): Handlers<AddressRequests> {
  return {
    'address:show': (_farmId, wikiId) => showAddress(host, wikiId),
    'address:try': (_farmId, wikiId, wish) => tryAddress(host, wikiId, wish),
    'address:set': (_farmId, wikiId, wish) => setAddress(host, wikiId, wish),
  };
}

/** A wiki's address as it is now, and why. */
export async function showAddress(host: FarmHost, wikiId: string): Promise<Result<ExplainedAddress>> {
  const found = findWiki(host, wikiId);
  if (!found.ok) return found;
  const { model } = found.value;
  const set = wishOf(model, wikiId);
  const isSet = set.mount !== null || set.url !== null;
  return ok(await explained(host, found.value, set, isSet ? await keeperOf(model, wikiId) : null));
}

/** Which of the two files has the address that a person set; where both have one, the own one counts. */
async function keeperOf({ settingsDirectory, target }: FarmModel, wikiId: string): Promise<SetBy> {
  if (settingsDirectory === target.directory) return 'croft.json';
  const own = await readCroftSettings(settingsDirectory);
  const wiki = own.ok ? own.value.wikis?.[wikiId] : undefined;
  return wiki?.mount !== undefined || wiki?.url !== undefined ? 'own-folder' : 'croft.json';
}

async function tryAddress(
  host: FarmHost,
  wikiId: string,
  wish: AddressWish,
): Promise<Result<ExplainedAddress>> {
  const found = findWiki(host, wikiId);
  const checked = checkWish(wish);
  if (!found.ok) return found;
  if (!checked.ok) return checked;
  const { mount, url } = checked.value;
  const setBy = mount === null && url === null ? null : 'typed';
  return ok(await explained(host, found.value, checked.value, setBy));
}

/** Keeps the wish and puts it in force; what stands in its way is told, not refused. */
export async function setAddress(
  host: FarmHost,
  wikiId: string,
  wish: AddressWish,
): Promise<Result<ExplainedAddress>> {
  const found = findWiki(host, wikiId);
  const checked = checkWish(wish);
  if (!found.ok) return found;
  if (!checked.ok) return checked;
  const { mount, url } = checked.value;
  const changed = await changeWikiSettings(
    found.value.model.settingsDirectory,
    wikiId,
    ({ mount: _mount, url: _url, ...others }) => ({
      ...others,
      ...(mount === null ? {} : { mount }),
      ...(url === null ? {} : { url }),
    }),
  );
  if (!changed.ok) return changed;
  await host.reload();
  return showAddress(host, wikiId);
}

type SetBy = NonNullable<ExplainedAddress['setBy']>;

interface FoundWiki {
  readonly model: FarmModel;
  readonly wiki: WikiModel;
}

function findWiki({ model }: FarmHost, wikiId: string): Result<FoundWiki> {
  const wiki = model?.wikis.find(({ id }) => id === wikiId);
  return model && wiki
    ? ok({ model, wiki })
    : fail({ code: 'not-found', message: sentence('address.noWiki') });
}

async function explained(
  host: FarmHost,
  { model, wiki }: FoundWiki,
  set: AddressWish,
  setBy: SetBy | null,
): Promise<ExplainedAddress> {
  const { address, inferred, patterns, answeredBy, sameAs } = explainAddress(model, wiki, set);
  const unit = host.wiki(wiki.id);
  const obstacles: Sentence[] = [];
  if (address === null) obstacles.push(sentence('address.none'));
  else {
    if (sameAs !== null) obstacles.push(sentence('address.same', { wiki: sameAs }));
    else if (answeredBy === null) obstacles.push(sentence('address.nobody'));
    else if (answeredBy !== wiki.id) obstacles.push(sentence('address.other', { wiki: answeredBy }));
    obstacles.push(...(await reachObstacles(host, address)));
  }
  return {
    wikiId: wiki.id,
    url: address?.url ?? null,
    mount: address?.mount ?? '',
    inferred: inferred && { url: inferred.url, mount: inferred.mount },
    set,
    setBy,
    patterns: [...patterns],
    connect: unit?.state.kind === 'running' ? host.connectOf(unit) : null,
    obstacles,
  };
}

/** Why an ordinary browser does not get there; empty = it does. */
async function reachObstacles(host: FarmHost, address: WikiAddress): Promise<Sentence[]> {
  const reason = whyUnreachable(address);
  if (reason !== null) return [reason];
  // What is only looked at listens nowhere, and the farm's own ports are no obstacle.
  if (host.options.serve === false || address.port === host.mainPort || host.listensOn(address.port))
    return [];
  const free = await freePortFrom(address.port);
  if (free === address.port) return [];
  return [
    sentence('address.taken', { port: String(address.port) }),
    ...(free === null ? [] : [sentence('address.free', { port: String(free) })]),
  ];
}

/** What an address itself has against an ordinary browser on this computer. */
export function whyUnreachable({ unreachableBecause, host, port }: WikiAddress): Sentence | null {
  switch (unreachableBecause) {
    case 'name-not-local':
      return sentence('address.notLocal', { host });
    case 'privileged-port':
      return sentence('address.privileged', { port: String(port) });
    case 'https':
      return sentence('address.https');
    case null:
      return null;
  }
}
