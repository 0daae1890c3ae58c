import { fail, ok, type Result } from '../../shared/result.ts';
import type { PyValue } from '../../shared/python-value.ts';
import { Interpreter } from './python/interpreter.ts';
import { parsePythonExpression } from './python/parser.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { PythonRunError, TooMuchWork } from './python/run-error.ts';
import { toPlain, tuple, type Value } from './python/values.ts';
import { backendParts, objectsOf } from './known-objects.ts';
import type { InterpretedCall } from './reading.ts';
import { sentence, type Spoken } from '../../shared/texts/sentence.ts';

/** A value that was typed rather than read from a file. */
export interface SuppliedValue {
  /** Null for constructor calls. */
  readonly value: PyValue | null;
  readonly interpreted: readonly InterpretedCall[] | null;
}

/**
 * Reads a Python literal that a person typed, UTF-8 inside: `(0, 12)`, `u'Name'`, `[MoinAuth()]`,
 * `ConfigGroups(request, {u'StaffGroup': [u'Ivy']})`, `antispam.SecurityPolicy`. The error is a sentence part that says
 * what is wrong with it.
 */
export function parseSupplied(option: string, source: string): Result<SuppliedValue, Spoken> {
  if (source.length > 100_000) return fail(sentence('supply.tooLong'));
  const text = Buffer.from(source.trim(), 'utf8').toString('latin1');
  try {
    const expression = parsePythonExpression({ text, start: 0, encoding: 'utf-8', declared: true });
    const files = { dir: '/', find: () => null };
    const interpreter = new Interpreter({ files, defaults: new Map(), installedModules: new Set() });
    return valueOf(option, interpreter.evaluateText(expression), interpreter);
  } catch (error) {
    if (error instanceof PythonSyntaxError || error instanceof PythonRunError || error instanceof TooMuchWork)
      return fail(error.message);
    throw error;
  }
}

function valueOf(option: string, value: Value, interpreter: Interpreter): Result<SuppliedValue, Spoken> {
  const plain = toPlain(value);
  if ('plain' in plain)
    return ok({
      value: plain.plain,
      interpreted: option === 'auth' && isEmptySequence(plain.plain) ? [] : null,
    });
  const objects =
    (option === 'groups' || option === 'dicts') && value.type === 'call'
      ? backendParts(option, value, interpreter)
      : objectsOf(option, option === 'auth' && value.type === 'call' ? tuple([value]) : value, interpreter);
  return objects === null ? fail(plain.why) : ok({ value: null, interpreted: objects });
}

function isEmptySequence(value: PyValue): boolean {
  return (value.type === 'list' || value.type === 'tuple') && value.items.length === 0;
}
