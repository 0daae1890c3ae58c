import { useSyncExternalStore } from 'react';

export const farmViews = ['overview', 'sessions', 'options', 'sharing', 'users', 'log'] as const;
export type FarmView = (typeof farmViews)[number];

/** Where the window stands; printed into the part of the address after `#`, so that back and forward work. */
export type Route =
  | { readonly kind: 'home' }
  | { readonly kind: 'create' }
  | { readonly kind: 'help'; readonly page: string }
  | {
      readonly kind: 'farm';
      readonly farmId: string;
      readonly view: FarmView;
      /** What the view should show, e.g. `{wiki: 'alpha'}`. */
      readonly details: Readonly<Record<string, string>>;
    };

export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [, first, farmId, view] = path.split('/');
  if (first === 'create') return { kind: 'create' };
  if (first === 'help') return { kind: 'help', page: farmId ?? '' };
  if (first !== 'farm' || farmId === undefined || farmId === '') return { kind: 'home' };
  const known = farmViews.find((name) => name === view) ?? 'overview';
  const details = Object.fromEntries(new URLSearchParams(query));
  return { kind: 'farm', farmId: decodeText(farmId), view: known, details };
}

/** An address that a person mistyped is no reason to fail. */
function decodeText(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

export function printRoute(route: Route): string {
  if (route.kind === 'home') return '#/';
  if (route.kind === 'create') return '#/create';
  if (route.kind === 'help') return `#/help/${encodeURIComponent(route.page)}`;
  const query = new URLSearchParams(route.details).toString();
  return `#/farm/${encodeURIComponent(route.farmId)}/${route.view}${query === '' ? '' : `?${query}`}`;
}

export function farmRoute(
  farmId: string,
  view: FarmView = 'overview',
  details: Readonly<Record<string, string>> = {},
): Route {
  return { kind: 'farm', farmId, view, details };
}

export function go(route: Route, how: { readonly replace?: boolean } = {}): void {
  const hash = printRoute(route);
  if (hash === window.location.hash) return;
  if (how.replace === true) {
    window.history.replaceState(null, '', hash);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  } else window.location.hash = hash;
}

function subscribe(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

let last: { hash: string; route: Route } = { hash: '', route: { kind: 'home' } };

/** The same object as long as the address is the same, as useSyncExternalStore wants it. */
function currentRoute(): Route {
  const { hash } = window.location;
  if (hash !== last.hash) last = { hash, route: parseRoute(hash) };
  return last.route;
}

export function useRoute(): Route {
  return useSyncExternalStore(subscribe, currentRoute);
}
