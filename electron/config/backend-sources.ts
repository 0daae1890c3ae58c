import { textOf, type PyValue } from '../../shared/python-value.ts';
import { listOfTexts, mapOf } from './option-values.ts';
import type { InterpretedCall } from './reading.ts';
import type { DictionarySource, GroupSource, WikiSettings } from './wiki-settings.ts';

/** The backends of `groups`, `dicts` and `SecurityPolicy` as plain values (spec/parity-policies.md §1, §2). */
export function groupSources(calls: readonly InterpretedCall[] | null): GroupSource[] {
  return (calls ?? []).map(({ constructorName, arguments: given }) =>
    constructorName === 'WikiGroups'
      ? { kind: 'pages' }
      : {
          kind: 'configured',
          groups: mapOf(given['contents'], membersOf),
          resolved: constructorName !== 'ConfigLazyGroups',
        },
  );
}

/** `known-objects.ts` lets lists, tuples and sets of texts through. */
const membersOf = (value: PyValue): readonly string[] =>
  value.type === 'set' ? listOfTexts({ type: 'list', items: value.items }) : listOfTexts(value);

export function dictionarySources(calls: readonly InterpretedCall[] | null): DictionarySource[] {
  return (calls ?? []).map(({ constructorName, arguments: given }) =>
    constructorName === 'WikiDicts'
      ? { kind: 'pages' }
      : {
          kind: 'configured',
          dictionaries: mapOf(given['contents'], (entries) => mapOf(entries, textOf)),
        },
  );
}

export function policyOf(calls: readonly InterpretedCall[] | null): WikiSettings['policy'] {
  const name = calls?.[0]?.constructorName;
  return name === 'antispam' || name === 'autoadmin' ? name : 'access-rules';
}
