import type { Macro } from './macro.ts';

/** Developer and administrator tools of MoinMoin that the program's own windows replace. */
const replaced: readonly (readonly [name: string, remedy: string])[] = [
  ['HighlighterList', 'The languages of code areas are listed in the help on code.'],
  ['StatsChart', 'Statistics are shown in the window of the farm.'],
  ['SystemAdmin', 'Accounts and attachments are managed in the window of the farm.'],
  ['TeudView', 'XML documentation is not shown.'],
  ['WikiConfig', 'The configuration is shown in the window of the farm.'],
  ['WikiConfigHelp', 'The options are described in the window of the farm.'],
];

/** They answer superusers with a plain note and others with nothing. */
export const notNeeded: readonly Macro[] = replaced.map(([name, remedy]) => ({
  name,
  needs: ['user'],
  run: (_args, { visitor }) => (visitor.superuser ? { text: remedy } : ''),
}));
