import { optionCatalogue } from '../../../shared/config/option-catalogue.ts';
import { pyUnicode, textOf, type PyValue } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { isTrue } from '../python-truth.ts';
import { pythonRegex } from '../regex/python-regex.ts';
import { withText, type LoadingState } from './loading-state.ts';

/** Step 5. */
export function decodeTexts(loading: LoadingState): void {
  for (const { name, decodedFromUtf8 } of optionCatalogue) {
    const value = decodedFromUtf8 ? loading.get(name) : undefined;
    if (value === undefined) continue;
    if (value.type === 'str') loading.effective.set(name, decoded(loading, name, value));
    if (value.type === 'list' && value.items.some((item) => item.type === 'str'))
      loading.effective.set(name, {
        type: 'list',
        items: value.items.map((item) => decoded(loading, name, item)),
      });
  }
}

function decoded(loading: LoadingState, name: string, value: PyValue): PyValue {
  if (value.type !== 'str') return value;
  const text = textOf(value);
  if (text === null)
    loading.stop(
      'not-unicode',
      name,
      sentence('config.notUtf8', { option: name }),
      sentence('config.notUtf8.hint'),
      name,
    );
  return pyUnicode(text);
}

/** Step 6. */
export function checkPatterns(loading: LoadingState): void {
  for (const name of [
    'page_category_regex',
    'page_dict_regex',
    'page_group_regex',
    'page_template_regex',
    'ua_spiders',
  ]) {
    const value = loading.get(name);
    const text = value === undefined || !isTrue(value) ? null : textOf(value);
    const result = text === null ? null : pythonRegex(text);
    if (result === null || result.ok) continue;
    const said = sentence('config.pattern', {
      option: name,
      reason: result.error.message,
      position: result.error.position + 1,
    });
    if (result.error.kind === 'invalid')
      loading.stop('uncaught-error', name, said, sentence('config.pattern.hint'));
    loading.problems.push(
      loading.problem('warning', 'pattern-unsupported', name, said, sentence('config.patternSimpler.hint')),
    );
  }
}

/** Step 20. */
export function checkAccessRules(loading: LoadingState): void {
  for (const name of ['acl_rights_before', 'acl_rights_default', 'acl_rights_after']) {
    const value = loading.get(name);
    if (value === undefined) continue;
    const text = textOf(value);
    if (text === null)
      loading.attributeError(name, sentence('config.noTextBut', { option: name, type: value.type }));
    if (name === 'acl_rights_default' && text.split(/\s+/).includes('Default'))
      loading.stop(
        'uncaught-RuntimeError',
        name,
        sentence('config.aclDefault'),
        sentence('config.aclDefault.hint'),
      );
  }
}

/** Step 21. */
export function fillPrefixes(loading: LoadingState): void {
  copyPrefix(loading, 'url_prefix_local', 'url_prefix_static', '');
  copyPrefix(loading, 'url_prefix_fckeditor', 'url_prefix_local', '/applets/FCKeditor');
  const action = loading.get('url_prefix_action');
  if (action !== undefined && textOf(action) !== null)
    loading.effective.set(
      'url_prefix_action',
      withText(action, (text) => (text.endsWith('/') ? text.slice(0, -1) : text)),
    );
}

function copyPrefix(loading: LoadingState, name: string, from: string, suffix: string): void {
  const value = loading.get(name);
  const base = loading.get(from);
  if (value?.type !== 'none') return;
  loading.effective.delete(name);
  if (base !== undefined && textOf(base) !== null)
    loading.effective.set(
      name,
      withText(base, (text) => text + suffix),
    );
}
