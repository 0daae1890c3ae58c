import type { QueryClient } from '@tanstack/react-query';
import type { CroftBridge, RequestName, RequestValue } from '../../shared/contract.ts';

/** Lets events bring the cached answers up to date; returns the function that stops it. */
export function keepFresh(bridge: CroftBridge, cache: QueryClient): () => void {
  const outdate = (farmId: string, ...names: RequestName[]): void => {
    for (const name of names) void cache.invalidateQueries({ queryKey: [name, farmId] });
  };
  const change = <K extends RequestName>(
    key: readonly [K, ...unknown[]],
    update: (value: RequestValue<K>) => RequestValue<K>,
  ): void => {
    cache.setQueriesData<RequestValue<K>>({ queryKey: key }, (value) =>
      value === undefined ? value : update(value),
    );
  };

  const stops = [
    bridge.on('farm:changed', (farm) => {
      change(['farm:list'], (farms) =>
        farms.some((other) => other.id === farm.id)
          ? farms.map((other) => (other.id === farm.id ? farm : other))
          : [...farms, farm],
      );
    }),
    bridge.on('farm:removed', ({ farmId }) => {
      change(['farm:list'], (farms) => farms.filter((farm) => farm.id !== farmId));
    }),
    bridge.on('farm:arranged', (farms) => cache.setQueryData(['farm:list'], farms)),
    bridge.on('wiki:changed', ({ farmId, wiki }) => {
      change(['farm:overview', farmId], (overview) => ({
        ...overview,
        wikis: overview.wikis.map((other) => (other.id === wiki.id ? wiki : other)),
      }));
    }),
    bridge.on('config:followed', ({ farmId }) => {
      outdate(farmId, 'farm:overview', 'option:matrix', 'sharing:pairs', 'sharing:recipes', 'sharing:whatIf');
      outdate(
        farmId,
        'address:show',
        'address:try',
        'config:files',
        'config:read',
        'identity:choices',
        'user:list',
        'session:show',
      );
    }),
    bridge.on('user:changed', ({ farmId }) => {
      // The check says which superusers have no account.
      outdate(farmId, 'farm:overview');
      outdate(farmId, 'user:list', 'user:show', 'identity:choices', 'option:superuserChoices');
    }),
    bridge.on('session:changed', ({ farmId }) =>
      outdate(farmId, 'user:show', 'session:show', 'session:countExpired'),
    ),
    bridge.on('history:appended', ({ farmId }) => outdate(farmId, 'history:list', 'session:timeline')),
    bridge.on('identity:opened', ({ farmId }) => outdate(farmId, 'identity:list')),
    bridge.on('identity:closed', ({ farmId }) => outdate(farmId, 'identity:list')),
    bridge.on('settings:changed', (settings) => cache.setQueryData(['settings:get'], settings)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
