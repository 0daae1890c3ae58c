import type { PyValue } from '../../shared/python-value.ts';
import type { Snapshot } from './loaded-wiki.ts';
import type { Interpreter } from './python/interpreter.ts';
import { toPlain, type Binding } from './python/values.ts';
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
    interpreted: interpretedCalls(name, found, interpreter),
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

export function defaultCalls(name: string): readonly InterpretedCall[] | null {
  if (name === 'auth') return [{ constructorName: 'MoinAuth', arguments: {} }];
  if (name !== 'session_service') return null;
  return [
    {
      constructorName: 'FileSessionService',
      arguments: { cookie_usage: { type: 'str', bytes: Buffer.from('SESSION') } },
    },
  ];
}

const constructorNames = ['MoinAuth', 'GivenAuth', 'HTTPAuthMoin', 'FileSessionService'] as const;

/** The calls with their arguments, unless a file redefines one of the constructors (spec/config.md §7.5). */
function interpretedCalls(
  name: string,
  { calls, binding }: Snapshot,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  if (calls === null || calls.length === 0 || (name !== 'auth' && name !== 'session_service')) return null;
  if (name === 'auth' && binding.value.type === 'call') return null;
  const result: InterpretedCall[] = [];
  for (const call of calls) {
    const constructorName = constructorNames.find((known) => call.path.endsWith(`.${known}`));
    if (
      constructorName === undefined ||
      (constructorName === 'FileSessionService') !== (name === 'session_service')
    )
      return null;
    if (interpreter.defined.has(call.via) || interpreter.defined.has(constructorName)) return null;
    const given: Record<string, PyValue> = {};
    for (const [parameter, value] of call.arguments) {
      const plain = toPlain(value);
      if ('why' in plain) return null;
      given[parameter] = plain.plain;
    }
    result.push({ constructorName, arguments: given });
  }
  return name === 'session_service' && result.length !== 1 ? null : result;
}
