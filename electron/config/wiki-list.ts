import { itemsOf } from './python/methods.ts';
import { binaryOf, type ModuleValue, type Value } from './python/values.ts';
import type { ConfigProblem, WikiEntry } from './reading.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export type WikiList =
  | { readonly entries: readonly WikiEntry[]; readonly line: number }
  | { readonly computed: ConfigProblem }
  | { readonly error: ConfigProblem };

/** Reads `wikis` of farmconfig: pairs of name and pattern (spec/config.md §2). */
export function readWikiList(farmconfig: ModuleValue): WikiList {
  const binding = farmconfig.names.get('wikis');
  const line = binding?.line ?? null;
  const problem = (code: string, message: Sentence): ConfigProblem => ({
    severity: 'error',
    code,
    message,
    hint: sentence('config.wikis.hint'),
    file: farmconfig.file,
    line,
    option: 'wikis',
  });
  const computed = (why: Sentence): WikiList => ({
    computed: {
      ...problem('wikis-computed', sentence('config.wikisComputed', { why })),
      severity: 'warning',
      hint: sentence('config.wikisComputed.hint'),
    },
  });
  if (binding === undefined) {
    if (farmconfig.open) return computed(sentence('why.elsewhere'));
    return { error: { ...problem('wikis-missing', sentence('config.wikisMissing')), line: null } };
  }
  const { value } = binding;
  const items = sequence(value);
  if (items === null) {
    const why = unknown(value);
    return why === null
      ? {
          error: problem(
            'uncaught-TypeError',
            value.type === 'none'
              ? sentence('config.wikisNone')
              : sentence('config.wikisNoList', { type: value.type }),
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
        ? { error: problem('uncaught-TypeError', sentence('config.entryNoPair')) }
        : computed(why);
    }
    if (parts.length !== 2)
      return {
        error: problem('uncaught-ValueError', sentence('config.entryParts', { count: parts.length })),
      };
    const entry = entryOf(parts);
    if ('why' in entry) return computed(entry.why);
    if ('wrong' in entry) return { error: problem('uncaught-TypeError', entry.wrong) };
    entries.push(entry);
  }
  return { entries, line: line ?? 1 };
}

function entryOf([name, pattern]: readonly Value[]):
  WikiEntry | { readonly why: Sentence } | { readonly wrong: Sentence } {
  for (const part of [name, pattern]) {
    const why = part === undefined ? null : unknown(part);
    if (why !== null) return { why };
  }
  if (pattern?.type !== 'str' && pattern?.type !== 'unicode')
    return { wrong: sentence('config.patternNoText') };
  if (name?.type !== 'str' && name?.type !== 'unicode') return { wrong: sentence('config.nameNoText') };
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
function unknown(value: Value): Sentence | null {
  if (value.type === 'computed') return value.why;
  if (value.type === 'list' || value.type === 'dict' || value.type === 'set')
    return value.spoiled ?? (value.type === 'set' ? sentence('why.set') : null);
  if (
    value.type === 'function' ||
    value.type === 'outside' ||
    value.type === 'call' ||
    value.type === 'class' ||
    value.type === 'module'
  )
    return sentence(`why.${value.type}Value`);
  return null;
}
