import type { PyValue } from '../../shared/python-value.ts';
import type { Snapshot } from './loaded-wiki.ts';
import type { Interpreter } from './python/interpreter.ts';
import type { Binding } from './python/values.ts';
import { objectsOf } from './known-objects.ts';
import type { InterpretedCall, OptionReading, OptionSource } from './reading.ts';

/** An option of a loaded wiki with its origin; what loading makes of it is not yet said. */
export function optionReading(
  name: string,
  found: Snapshot,
  siteid: string,
  interpreter: Interpreter,
): OptionReading {
  const { owner, binding, plain, why } = found;
  if (binding.module === null) return defaultReading(name, binding, plain);
  const level = owner.module.name === siteid ? 'wiki' : 'farm';
  const state = plain === null ? 'computed' : 'value';
  const source: OptionSource = {
    kind: state === 'computed' ? 'computed' : level,
    level,
    className: `${owner.module.name}.${owner.name}`,
    file: binding.module.file,
    line: binding.line,
  };
  return {
    name,
    state,
    raw: plain,
    effective: plain,
    interpreted: objectsOf(name, found.value, interpreter),
    source,
    text: binding.text,
    why,
    assembled: binding.value.type === 'str' && binding.value.assembled === true,
  };
}

/** Defaults that nothing can change are explained once for all wikis. */
const defaultReadings = new WeakMap<Binding, OptionReading>();

function defaultReading(name: string, binding: Binding, plain: PyValue | null): OptionReading {
  const known = defaultReadings.get(binding);
  if (known !== undefined) return known;
  const reading: OptionReading = {
    name,
    state: 'default',
    raw: plain,
    effective: plain,
    interpreted: defaultCalls(name),
    source: { kind: 'default', level: 'default', className: null, file: null, line: null },
    text: null,
    why: null,
    assembled: false,
  };
  const isMutable = ['list', 'dict', 'set'].includes(binding.value.type);
  if (!isMutable) defaultReadings.set(binding, reading);
  return reading;
}

/** MoinMoin's own objects where no class sets the option. */
export function defaultCalls(name: string): readonly InterpretedCall[] | null {
  if (name === 'auth') return [{ constructorName: 'MoinAuth', arguments: {} }];
  if (name === 'groups') return [{ constructorName: 'WikiGroups', arguments: {} }];
  if (name === 'dicts') return [{ constructorName: 'WikiDicts', arguments: {} }];
  if (name !== 'session_service') return null;
  return [
    {
      constructorName: 'FileSessionService',
      arguments: { cookie_usage: { type: 'str', bytes: Buffer.from('SESSION') } },
    },
  ];
}
