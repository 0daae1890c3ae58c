import type { FarmView, Route } from '../app/route.ts';

/** The pages of the help in the order of its list; each is one file per language: `LANGUAGE/NAME.md`. */
export const helpPageNames = [
  'start',
  'installing',
  'opening',
  'creating',
  'options',
  'sharing',
  'sessions',
  'users',
  'identity-windows',
  'logs',
  'backup',
  'macros',
  'command-line',
  'keyboard',
] as const;
export type HelpPageName = (typeof helpPageNames)[number];

/** The page that explains a view. */
export const helpOfView: Readonly<Record<FarmView, HelpPageName>> = {
  overview: 'opening',
  sessions: 'sessions',
  options: 'options',
  sharing: 'sharing',
  users: 'users',
  log: 'logs',
};

/** The page of the guide that explains what one looks at. */
export function helpRoute(route: Route): Route {
  if (route.kind === 'help') return route;
  if (route.kind === 'create') return { kind: 'help', page: 'creating' };
  return { kind: 'help', page: route.kind === 'farm' ? helpOfView[route.view] : 'start' };
}
