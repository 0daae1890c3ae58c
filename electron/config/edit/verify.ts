import { optionInfo } from '../../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { openInterpreter } from '../farm-reading.ts';
import { PythonSyntaxError } from '../python/python-error.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import { PythonRunError, TooMuchWork } from '../python/run-error.ts';
import { fromPlain, keyOf, toPlain, type ClassValue } from '../python/values.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** What the names of one class are bound to; `value` null when computed, then `text` tells one from another. */
export type ClassValues = ReadonlyMap<string, { readonly value: PyValue | null; readonly text: string }>;

/**
 * Every class of every file in a config folder, by `file:Class`, as it reads with some files replaced. Files that can't be
 * read contribute their error, so that an edit which breaks one is seen.
 */
export async function readClasses(
  dir: string,
  replace: ReadonlyMap<string, Uint8Array> = new Map(),
): Promise<Map<string, ClassValues>> {
  const { interpreter, files } = await openInterpreter(dir, { replace });
  const classes = new Map<string, ClassValues>();
  const names = files
    .moduleNames()
    .toSorted((left, right) => Number(right === 'farmconfig') - Number(left === 'farmconfig'));
  for (const name of names) {
    try {
      interpreter.load(name);
    } catch (error) {
      if (!(
        error instanceof PythonRunError ||
        error instanceof PythonSyntaxError ||
        error instanceof TooMuchWork
      ))
        throw error;
      classes.set(`${name}.py`, new Map([['', { value: null, text: error.message }]]));
    }
  }
  for (const module of interpreter.modules.values()) {
    for (const [name, { value }] of module.names) {
      if (value.type === 'class' && value.module === module && value.name === name && value.opaque === null)
        classes.set(`${module.file}:${name}`, namesOf(value));
    }
  }
  return classes;
}

function namesOf(cls: ClassValue): ClassValues {
  const values = new Map<string, { value: PyValue | null; text: string }>();
  for (const [name, binding] of cls.names) {
    const plain = toPlain(binding.value);
    values.set(name, { value: 'plain' in plain ? plain.plain : null, text: binding.text });
  }
  return values;
}

export function classValues(
  classes: ReadonlyMap<string, ClassValues>,
  file: string,
  className: string,
): ClassValues | null {
  return classes.get(`${file}:${className}`) ?? null;
}

export interface Differences {
  /** Why the edit did not do what it should; null when it did. */
  readonly wrong: Sentence | null;
  /** `file: Class.option` of what changed besides. */
  readonly others: readonly string[];
}

/** One option of one class that was edited. */
export interface EditedOption {
  readonly file: string;
  readonly className: string;
  readonly option: string;
  /** What it must read as now; undefined: a removal leaves that to the classes above. */
  readonly expected: PyValue | undefined;
}

/** Compares all classes before and after (spec/config.md §8.5); of several edits of one option the last one counts. */
export function differences(
  before: ReadonlyMap<string, ClassValues>,
  after: ReadonlyMap<string, ClassValues>,
  edits: readonly EditedOption[],
): Differences {
  const edited = new Map(edits.map((edit) => [editKey(`${edit.file}:${edit.className}`, edit.option), edit]));
  const others: string[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(key), after.get(key)];
    if (old === undefined || fresh === undefined)
      return { wrong: sentence('edit.readsDifferently', { place: key }), others };
    for (const name of new Set([...old.keys(), ...fresh.keys()])) {
      if (edited.has(editKey(key, name))) continue;
      if (shown(old.get(name)) !== shown(fresh.get(name))) others.push(`${key.replace(':', ': ')}.${name}`);
    }
  }
  const wrong = [...edited.values()].find((edit) => !readsAsWanted(after, edit));
  return {
    wrong: wrong === undefined ? null : sentence('edit.readsWrong', { option: wrong.option }),
    others,
  };
}

const editKey = (cls: string, option: string): string => `${cls}\0${option}`;

function readsAsWanted(
  after: ReadonlyMap<string, ClassValues>,
  { file, className, option, expected }: EditedOption,
): boolean {
  if (expected === undefined) return true;
  const found = after.get(`${file}:${className}`)?.get(option);
  const unicode = optionInfo(option)?.unicode ?? false;
  return found?.value !== undefined && found.value !== null && same(found.value, expected, unicode);
}

function shown(entry: { readonly value: PyValue | null; readonly text: string } | undefined): string {
  if (entry === undefined) return 'absent';
  return entry.value === null ? `computed ${entry.text}` : identity(entry.value);
}

/** A text that is equal for equal values, whatever the order of sets and dictionaries. */
function identity(value: PyValue): string {
  if (value.type === 'list' || value.type === 'tuple')
    return `${value.type}(${value.items.map(identity).join(',')})`;
  if (value.type === 'set') return `set(${value.items.map(identity).toSorted().join(',')})`;
  if (value.type === 'dict')
    return `dict(${value.entries
      .map(([key, content]) => `${identity(key)}:${identity(content)}`)
      .toSorted()
      .join(',')})`;
  return pythonLiteral(value);
}

/** Equal as far as writing may change it: text of unicode options becomes unicode, ASCII text may lose its `u`. */
function same(found: PyValue, wanted: PyValue, unicode: boolean): boolean {
  if (found.type === 'str' || found.type === 'unicode') {
    if (wanted.type !== 'str' && wanted.type !== 'unicode') return false;
    if (unicode && found.type !== 'unicode') return false;
    if (found.type === wanted.type) return identity(found) === identity(wanted);
    if (wanted.type === 'str')
      return found.type === 'unicode' && found.text === Buffer.from(wanted.bytes).toString('utf8');
    return keyOf(fromPlain(found)) === keyOf(fromPlain(wanted));
  }
  if (
    (found.type === 'list' && wanted.type === 'list') ||
    (found.type === 'tuple' && wanted.type === 'tuple')
  )
    return (
      found.items.length === wanted.items.length &&
      found.items.every((item, index) => sameAt(item, wanted.items[index], unicode))
    );
  if (found.type === 'dict' && wanted.type === 'dict')
    return (
      found.entries.length === wanted.entries.length &&
      wanted.entries.every(([key, content]) =>
        found.entries.some(
          ([foundKey, foundContent]) => same(foundKey, key, unicode) && same(foundContent, content, unicode),
        ),
      )
    );
  return identity(found) === identity(wanted);
}

function sameAt(found: PyValue, wanted: PyValue | undefined, unicode: boolean): boolean {
  return wanted !== undefined && same(found, wanted, unicode);
}
