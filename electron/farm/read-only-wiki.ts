import type { WikiSettings } from '../config/wiki-settings.ts';
import type { WikiState } from '../wiki/wiki-state.ts';

/** Actions that write accounts; reading, searching and logging in stay. */
const accountActions = [
  'newaccount',
  'recoverpass',
  'userprefs',
  'userprofile',
  'quicklink',
  'quickunlink',
  'subscribe',
  'unsubscribe',
  'SubscribeUser',
  'bookmark',
];

/**
 * The settings of a wiki whose farm is open read-only: nobody may change a page, accounts stay as they are, views are not
 * logged. What MoinMoin would do with the farm is untouched, since only the running wiki sees these.
 */
export function readOnlySettings(settings: WikiSettings): WikiSettings {
  return {
    ...settings,
    aclRightsBefore: `-All:write,delete,revert,admin ${settings.aclRightsBefore}`.trim(),
    actionsExcluded: [...new Set([...settings.actionsExcluded, ...accountActions, 'xmlrpc'])],
    logEventsFormat: 0,
  };
}

/** A login never rewrites the profile with a newer hash. */
export function readOnlyState(state: WikiState): WikiState {
  return {
    ...state,
    passwords: {
      ...state.passwords,
      verify: async (stored, password) => ({
        ...(await state.passwords.verify(stored, password)),
        outdated: false,
      }),
    },
  };
}
