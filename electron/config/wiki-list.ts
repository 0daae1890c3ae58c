import { itemsOf } from './python/methods.ts';
import { binaryOf, type ModuleValue, type Value } from './python/values.ts';
import type { ConfigProblem, WikiEntry } from './reading.ts';

export type WikiList =
  | { readonly entries: readonly WikiEntry[]; readonly line: number }
  | { readonly computed: ConfigProblem }
  | { readonly error: ConfigProblem };

/** Reads `wikis` of farmconfig: pairs of name and pattern (spec/config.md §2). */
export function readWikiList(farmconfig: ModuleValue): WikiList {
  const binding = farmconfig.names.get('wikis');
  const line = binding?.line ?? null;
  const problem = (code: string, message: string): ConfigProblem => ({
    severity: 'error',
    code,
    message,
    hint: "Write a list of pairs: wikis = [('name', r'^http://name\\.example\\.org/')]",
    file: farmconfig.file,
    line,
    option: 'wikis',
  });
  const computed = (why: string): WikiList => ({
    computed: {
      ...problem('wikis-computed', `The list of wikis is computed: ${why}. Its addresses are not known.`),
      severity: 'warning',
      hint: 'Croft shows the files that define a class Config. Addresses can be given in the settings of the farm.',
    },
  });
  if (binding === undefined) {
    if (farmconfig.open) return computed('it may be defined outside the files that are read');
    return { error: { ...problem('wikis-missing', 'farmconfig.py does not define wikis.'), line: null } };
  }
  const { value } = binding;
  const items = sequence(value);
  if (items === null) {
    const why = unknown(value);
    return why === null
      ? {
          error: problem(
            'uncaught-TypeError',
            `wikis is ${value.type === 'none' ? 'None' : `a value of type ${value.type}`}, not a list.`,
          ),
        }
      : computed(why);
  }
  const entries: WikiEntry[] = [];
  for (const item of items) {
    const parts = sequence(item);
    if (parts === null) {
      const why = unknown(item);
      return why === null
        ? { error: problem('uncaught-TypeError', 'An entry of wikis is not a pair.') }
        : computed(why);
    }
    if (parts.length !== 2)
      return {
        error: problem('uncaught-ValueError', `An entry of wikis has ${parts.length} parts instead of two.`),
      };
    const entry = entryOf(parts);
    if ('why' in entry) return computed(entry.why);
    if ('wrong' in entry) return { error: problem('uncaught-TypeError', entry.wrong) };
    entries.push(entry);
  }
  return { entries, line: line ?? 1 };
}

function entryOf([name, pattern]: readonly Value[]):
  WikiEntry | { readonly why: string } | { readonly wrong: string } {
  for (const part of [name, pattern]) {
    const why = part === undefined ? null : unknown(part);
    if (why !== null) return { why };
  }
  if (pattern?.type !== 'str' && pattern?.type !== 'unicode')
    return { wrong: 'A pattern in wikis is not a text.' };
  if (name?.type !== 'str' && name?.type !== 'unicode') return { wrong: 'A name in wikis is not a text.' };
  return {
    name: name.type === 'unicode' ? name.text : Buffer.from(name.bytes).toString('utf8'),
    pattern:
      pattern.type === 'unicode'
        ? { text: pattern.text, kind: 'unicode' }
        : { text: binaryOf(pattern), kind: 'str' },
  };
}

/** Texts are sequences of characters in Python, also here. */
function sequence(value: Value): readonly Value[] | null {
  if (value.type === 'str') return Array.from(binaryOf(value)).map((text) => ({ type: 'unicode', text }));
  if (value.type === 'unicode') return Array.from(value.text).map((text) => ({ type: 'unicode', text }));
  return itemsOf(value);
}

/** Why a value is not known; null for plain values of whatever type. */
function unknown(value: Value): string | null {
  if (value.type === 'computed') return value.why;
  if (value.type === 'list' || value.type === 'dict' || value.type === 'set')
    return value.spoiled ?? (value.type === 'set' ? 'it is a set' : null);
  if (
    value.type === 'function' ||
    value.type === 'outside' ||
    value.type === 'call' ||
    value.type === 'class' ||
    value.type === 'module'
  )
    return `it is a ${value.type}`;
  return null;
}
