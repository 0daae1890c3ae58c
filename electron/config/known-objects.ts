import { textOf, type PyValue } from '../../shared/python-value.ts';
import type { Interpreter } from './python/interpreter.ts';
import { returnedValue } from './python/returned-value.ts';
import { TooMuchWork } from './python/run-error.ts';
import { toPlain, type CallValue, type FunctionValue, type Value } from './python/values.ts';
import { knownObjects, type InterpretedCall } from './reading.ts';

/**
 * The objects that an option's value stands for, each with its arguments; null when it holds anything that Croft does
 * not know exactly, or when a file of the farm redefines one of the names (spec/config.md §7.5).
 */
export function objectsOf(
  option: string,
  value: Value,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  switch (option) {
    case 'auth':
      return callsOf(option, listed(value), interpreter);
    case 'session_service':
      return callsOf(option, value.type === 'call' ? [value] : null, interpreter);
    case 'groups':
    case 'dicts':
      return backendsOf(option, value, interpreter);
    case 'SecurityPolicy':
      return policyOf(value, interpreter);
    case 'password_checker':
      return isPath(value, 'MoinMoin.config.multiconfig._default_password_checker')
        ? [{ constructorName: '_default_password_checker', arguments: {} }]
        : null;
    default:
      return null;
  }
}

/** The calls in a list; null when something else is in it. */
function listed(value: Value): readonly CallValue[] | null {
  if (value.type !== 'tuple' && (value.type !== 'list' || value.spoiled !== null)) return null;
  const calls = value.items.flatMap((item) => (item.type === 'call' ? [item] : []));
  return calls.length === value.items.length && calls.length > 0 ? calls : null;
}

function callsOf(
  option: 'auth' | 'session_service',
  calls: readonly CallValue[] | null,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  if (calls === null) return null;
  const result: InterpretedCall[] = [];
  for (const call of calls) {
    const constructorName = knownObjects[option].find((known) => call.path.endsWith(`.${known}`));
    if (constructorName === undefined || isRedefined(call, interpreter)) return null;
    const given: Record<string, PyValue> = {};
    for (const [parameter, value] of call.arguments) {
      const plain = toPlain(value);
      if ('why' in plain) return null;
      given[parameter] = plain.plain;
    }
    result.push({ constructorName, arguments: given });
  }
  return result;
}

const isRedefined = (call: CallValue, { defined }: Interpreter): boolean =>
  defined.has(call.via) || defined.has(call.path.split('.').at(-1) ?? '');

/** `groups` and `dicts` are functions that return a backend (spec/parity-policies.md §2); a person supplies the call alone. */
function backendsOf(
  option: 'groups' | 'dicts',
  value: Value,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  if (value.type !== 'function') return null;
  const known = returned[option].get(value);
  if (known !== undefined) return known;
  const found = callsReturned(option, value, interpreter);
  returned[option].set(value, found);
  return found;
}

/** All wikis of a farm mostly have the same function; it is looked at once, after everything was loaded. */
const returned = {
  groups: new WeakMap<FunctionValue, readonly InterpretedCall[] | null>(),
  dicts: new WeakMap<FunctionValue, readonly InterpretedCall[] | null>(),
};

function callsReturned(
  option: 'groups' | 'dicts',
  value: FunctionValue,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  try {
    const backend = returnedValue(value, interpreter);
    return backend.type === 'call' ? backendParts(option, backend, interpreter) : null;
  } catch (error) {
    if (error instanceof TooMuchWork) return null;
    throw error;
  }
}

export function backendParts(
  option: 'groups' | 'dicts',
  call: CallValue,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  if (isRedefined(call, interpreter)) return null;
  const name = call.path.split('.').at(-1) ?? '';
  const parts: InterpretedCall[] = [];
  if (name === (option === 'groups' ? 'CompositeGroups' : 'CompositeDicts')) {
    for (const inner of call.arguments.values()) {
      const found = inner.type === 'call' ? backendParts(option, inner, interpreter) : null;
      if (found === null) return null;
      parts.push(...found);
    }
    return parts;
  }
  const constructorName = knownObjects[option].find((known) => known === name);
  if (constructorName === undefined) return null;
  const [contents] = call.arguments.values();
  if (contents === undefined) return [{ constructorName, arguments: {} }];
  const plain = toPlain(contents);
  if ('why' in plain || !(option === 'groups' ? areGroups(plain.plain) : areDictionaries(plain.plain)))
    return null;
  return [{ constructorName, arguments: { contents: plain.plain } }];
}

/** Name → list, tuple or set of member names. A lone text as members would be its letters: nobody means that. */
const areGroups = (value: PyValue): boolean =>
  isMapOf(value, (members) => 'items' in members && members.items.every(isText));

const areDictionaries = (value: PyValue): boolean => isMapOf(value, (entries) => isMapOf(entries, isText));

const isMapOf = (value: PyValue, isContent: (value: PyValue) => boolean): boolean =>
  value.type === 'dict' && value.entries.every(([key, content]) => isText(key) && isContent(content));

/** Byte strings beyond ASCII never equal a name in Python; nobody can say what is meant. */
const isText = (value: PyValue): boolean =>
  textOf(value) !== null && (value.type !== 'str' || value.bytes.every((byte) => byte < 0x80));

const policyMethods = ['save', 'read', 'write', 'delete', 'revert', 'admin'];

const policies: Readonly<Record<string, (typeof knownObjects)['SecurityPolicy'][number]>> = {
  'MoinMoin.security.Permissions': 'Permissions',
  'MoinMoin.security.Default': 'Permissions',
  'MoinMoin.security.antispam.SecurityPolicy': 'antispam',
  'MoinMoin.security.autoadmin.SecurityPolicy': 'autoadmin',
};

/** MoinMoin's own policies (spec/parity-policies.md §1). One whose methods a file may have replaced is nobody's. */
function policyOf(value: Value, { defined }: Interpreter): readonly InterpretedCall[] | null {
  const known =
    value.type === 'outside' && Object.hasOwn(policies, value.path) ? policies[value.path] : undefined;
  if (known === undefined || policyMethods.some((name) => defined.has(name))) return null;
  return [{ constructorName: known, arguments: {} }];
}

const isPath = (value: Value, path: string): boolean => value.type === 'outside' && value.path === path;
