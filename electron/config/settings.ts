import type { Result } from '../../shared/result.ts';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import type { ConfigProblem, WikiReading } from './reading.ts';
import type { WikiSettings } from './wiki-settings.ts';

export interface SettingsContext {
  readonly compatibility: Compatibility;
  /**
   * What the person supplied for computed options (DECISIONS 5), as Python text by option: `'[MoinAuth()]'`,
   * `"FileSessionService()"`, `"u'x'"`. Read by the same evaluator; text that can't be evaluated is a problem.
   */
  readonly supplied: Readonly<Record<string, string>>;
}

/**
 * The typed settings that the product obeys, or every reason why this wiki can't start: load errors, and the options of
 * DECISIONS 5 that are not exactly known (code `computed-option`, with file and line). Other computed options take
 * MoinMoin's default and are reported in `WikiReading.problems`.
 */
export function wikiSettings(
  wiki: WikiReading,
  context: SettingsContext,
): Result<WikiSettings, readonly ConfigProblem[]> {
  throw new Error(`not written yet: ${wiki.siteid} ${context.compatibility}`);
}
