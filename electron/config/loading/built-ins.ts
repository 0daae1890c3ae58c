import { optionInfo } from '../../../shared/config/option-catalogue.ts';
import { pyBool, pyNone, textOf } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { english } from '../../../shared/texts/english.ts';
import { naviBarAfterLoading } from '../navi-bar.ts';
import { withText, type LoadingState } from './loading-state.ts';

/** Steps 11 to 14 and 17. */
export function fillBuiltIns(loading: LoadingState): void {
  const boxes = loading.get('user_checkbox_defaults');
  const builtIn = optionInfo('user_checkbox_defaults')?.default;
  if (boxes?.type === 'dict' && builtIn?.type === 'dict') {
    const have = new Set(boxes.entries.map(([key]) => textOf(key)));
    const missing = builtIn.entries.filter(([key]) => !have.has(textOf(key)));
    if (missing.length > 0)
      loading.effective.set('user_checkbox_defaults', {
        type: 'dict',
        entries: [...boxes.entries, ...missing],
      });
  }
  const language = loading.get('language_default');
  if (language !== undefined) {
    if (textOf(language) === null)
      loading.attributeError('language_default', sentence('config.noText', { option: 'language_default' }));
    loading.effective.set(
      'language_default',
      withText(language, (text) => text.toLowerCase()),
    );
  }
  const sitename = loading.get('sitename');
  if (loading.get('logo_string')?.type === 'none') {
    loading.effective.delete('logo_string');
    if (sitename !== undefined) loading.effective.set('logo_string', sitename);
  }
  loading.effective.set('chart_options', pyNone); // the libraries for charts and for Xapian are never there
  loading.effective.set('xapian_search', pyBool(false));
}

/** Step 16. */
export function readNaviBar(loading: LoadingState): void {
  const value = loading.get('navi_bar');
  if (value === undefined) return;
  const result = naviBarAfterLoading(
    value,
    (name) => loading.get(name) ?? loading.input.other(name)?.value ?? undefined,
    (name) => optionInfo(name) !== undefined || loading.input.other(name) !== undefined,
  );
  if ('problem' in result)
    loading.stop(
      result.problem,
      'navi_bar',
      sentence('config.naviBar', { reason: result.message }),
      sentence('config.naviBar.hint'),
      english(result.message),
    );
  if (result.value === null) loading.effective.delete('navi_bar');
  else loading.effective.set('navi_bar', result.value);
}
