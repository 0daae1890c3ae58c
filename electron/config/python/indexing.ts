import { sentence } from '../../../shared/texts/sentence.ts';
import { indexOf, itemsOf } from './methods.ts';
import { unknownReason } from './operators.ts';
import { PythonRunError } from './run-error.ts';
import {
  binaryOf,
  bytesOf,
  computed,
  DictValue,
  keyOf,
  ListValue,
  tuple,
  unicode,
  type Value,
} from './values.ts';

/** `object[index]`. */
export function itemOf(object: Value, index: Value): Value {
  const why = unknownReason(object) ?? unknownReason(index);
  if (why !== null) return computed(why);
  if (object instanceof DictValue) {
    const key = keyOf(index);
    if (key === null) return computed(sentence('why.unknownKey'));
    const entry = object.entries.get(key);
    if (entry === undefined) throw new PythonRunError('KeyError', 'the dictionary has no such key');
    return entry[1];
  }
  const at = indexOf(index);
  const items = sequence(object);
  if (at === null || items === null) return computed(sentence('why.unknownIndex'));
  const item = items.at(at);
  if (item === undefined || at < -items.length)
    throw new PythonRunError('IndexError', 'the index is out of range');
  return item;
}

/** The parts of anything that can be indexed by number; null for the rest. */
function sequence(object: Value): readonly Value[] | null {
  if (object.type === 'str')
    return Array.from(binaryOf(object)).map((character) => ({
      ...bytesOf(character),
      assembled: true as const,
    }));
  if (object.type === 'unicode') return Array.from(object.text).map(unicode);
  return object.type === 'list' || object.type === 'tuple' ? itemsOf(object) : null;
}

/** `object[from:to:step]`; null for a bound that is left out. */
export function sliceOf(object: Value, bounds: readonly (Value | null)[]): Value {
  const why = unknownReason(object);
  if (why !== null) return computed(why);
  if (object.type === 'str' && bounds.every((bound) => bound === null)) return object; // Python gives the same object
  const numbers = bounds.map((bound) => (bound === null || bound.type === 'none' ? null : indexOf(bound)));
  const known = numbers.every(
    (number, index) => number !== null || bounds[index] === null || bounds[index]?.type === 'none',
  );
  const items = sequence(object);
  if (!known || items === null) return computed(sentence('why.unknownSlice'));
  const step = numbers[2] ?? 1;
  if (step === 0) throw new PythonRunError('ValueError', 'the step of a slice is zero');
  const picked =
    step === 1
      ? items.slice(numbers[0] ?? 0, numbers[1] ?? undefined)
      : stepped(items, numbers[0] ?? null, numbers[1] ?? null, step);
  if (object.type === 'str')
    return {
      ...bytesOf(picked.map((item) => (item.type === 'str' ? binaryOf(item) : '')).join('')),
      assembled: true,
    };
  if (object.type === 'unicode')
    return unicode(picked.map((item) => (item.type === 'unicode' ? item.text : '')).join(''));
  return object.type === 'list' ? new ListValue(picked) : tuple(picked);
}

function stepped(items: readonly Value[], from: number | null, to: number | null, step: number): Value[] {
  const size = items.length;
  const clamp = (value: number, least: number, most: number): number =>
    Math.min(Math.max(value < 0 ? value + size : value, least), most);
  const forward = step > 0;
  const start =
    from === null ? (forward ? 0 : size - 1) : clamp(from, forward ? 0 : -1, forward ? size : size - 1);
  const stop = to === null ? (forward ? size : -1) : clamp(to, forward ? 0 : -1, forward ? size : size - 1);
  const picked: Value[] = [];
  for (let index = start; forward ? index < stop : index > stop; index += step) {
    const item = items[index];
    if (item !== undefined) picked.push(item);
  }
  return picked;
}
