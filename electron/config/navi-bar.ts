import type { PyValue } from '../../shared/python-value.ts';
import { formatText } from './python/format.ts';
import { PythonRunError } from './python/run-error.ts';
import { binaryOf, bytesOf, computed, DictValue, fromPlain, keyOf, toPlain } from './python/values.ts';
import { sentence, type Spoken } from '../../shared/texts/sentence.ts';

export type NaviBarResult =
  { readonly value: PyValue | null } | { readonly problem: string; readonly message: Spoken };

/**
 * `navi_bar` after loading: every entry formatted with the options (spec/config.md §5 step 16). `valueOf` gives the
 * value of a name when it is known, `exists` whether the configuration has it at all.
 */
export function naviBarAfterLoading(
  value: PyValue,
  valueOf: (name: string) => PyValue | undefined,
  exists: (name: string) => boolean,
): NaviBarResult {
  if (value.type !== 'list' && value.type !== 'tuple') return { value: null };
  const items: PyValue[] = [];
  for (const item of value.items) {
    if (item.type !== 'str' && item.type !== 'unicode')
      return { problem: 'uncaught-TypeError', message: sentence('config.naviBar.entry') };
    const names = new DictValue();
    const text = item.type === 'unicode' ? item.text : binaryOf(item);
    for (const [, name = ''] of text.matchAll(/%\(([^)]*)\)/g)) {
      if (!exists(name))
        return {
          problem: 'no-config-class-or-attribute',
          message: sentence('config.naviBar.option', { name }),
        };
      const known = valueOf(name);
      const key = bytesOf(name);
      names.entries.set(keyOf(key) ?? '', [
        key,
        known === undefined ? computed(sentence('why.unknown')) : fromPlain(known),
      ]);
    }
    const result = formatEntry(item, names);
    if ('problem' in result) return result;
    if (result.value === null) return { value: null };
    items.push(result.value);
  }
  return { value: { type: 'list', items } };
}

function formatEntry(item: Extract<PyValue, { type: 'str' | 'unicode' }>, names: DictValue): NaviBarResult {
  try {
    const plain = toPlain(formatText(item, names));
    return { value: 'plain' in plain ? plain.plain : null };
  } catch (error) {
    if (error instanceof PythonRunError) return { problem: `uncaught-${error.kind}`, message: error.message };
    throw error;
  }
}
