import type { PyValue } from '../../shared/python-value.ts';
import { checkAuth, checkNameLists, checkPasswords, methodNames } from './loading/accounts.ts';
import { fillBuiltIns, readNaviBar } from './loading/built-ins.ts';
import { checkPages, checkPlugins, fillFolders } from './loading/folders.ts';
import { LoadingState, LoadStop, type LoadingInput } from './loading/loading-state.ts';
import { fillSecrets } from './loading/secrets.ts';
import { checkAccessRules, checkPatterns, decodeTexts, fillPrefixes } from './loading/texts.ts';
import { checkSwitch, readOldLifetime } from './loading/version-gaps.ts';
import { isTrue } from './python-truth.ts';
import type { ConfigProblem, DerivedSettings } from './reading.ts';

export interface LoadingResult {
  /** Values after loading, by option; missing where not known. */
  readonly effective: ReadonlyMap<string, PyValue>;
  readonly problems: readonly ConfigProblem[];
  readonly derived: DerivedSettings;
}

/** Replays what MoinMoin does with the options when it loads a wiki (spec/config.md §5), step by step. */
export function loadOptions(input: LoadingInput): LoadingResult {
  const loading = new LoadingState(input);
  try {
    takeSteps(loading);
  } catch (error) {
    if (!(error instanceof LoadStop)) throw error;
  }
  return {
    effective: loading.effective,
    problems: loading.problems,
    derived: derivedSettings(loading),
  };
}

/** In MoinMoin's order: the first that stops hides what the later ones would say. */
function takeSteps(loading: LoadingState): void {
  checkSwitch(loading);
  fillFolders(loading);
  decodeTexts(loading);
  checkPatterns(loading);
  checkPages(loading);
  checkNameLists(loading);
  readOldLifetime(loading);
  checkPlugins(loading);
  fillBuiltIns(loading);
  checkAuth(loading);
  readNaviBar(loading);
  checkAccessRules(loading);
  fillPrefixes(loading);
  fillSecrets(loading);
  checkPasswords(loading);
}

function derivedSettings(loading: LoadingState): DerivedSettings {
  const names = methodNames(loading);
  const smarthost = loading.get('mail_smarthost');
  const sendmail = loading.get('mail_sendmail');
  const from = loading.get('mail_from');
  const bot = loading.get('notification_bot_uri');
  const mailKnown = smarthost !== undefined && sendmail !== undefined && from !== undefined;
  return {
    authMethods: names,
    authCanLogout: names === null ? null : ['setuid', ...names.filter((name) => name === 'moin')],
    authHaveLogin: names === null ? null : names.includes('moin'),
    mailEnabled: mailKnown ? (smarthost.type !== 'none' || sendmail.type !== 'none') && isTrue(from) : null,
    jabberEnabled: bot === undefined ? null : bot.type !== 'none',
  };
}
