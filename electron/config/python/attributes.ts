import { sentence } from '../../../shared/texts/sentence.ts';
import { classOrder, lookUp } from './class-order.ts';
import { unknownReason } from './operators.ts';
import { outsideAttribute } from './outside.ts';
import { PythonRunError } from './run-error.ts';
import type { Runner } from './runner.ts';
import { computed, NamespaceValue, type ClassValue, type ModuleValue, type Value } from './values.ts';

/** `object.name`. Throws PythonRunError when it certainly does not exist. */
export function attributeOf(object: Value, name: string, runner: Runner): Value {
  if (object.type === 'outside') return runner.resolve(outsideAttribute(object.path, name));
  if ((object.type === 'class' || object.type === 'module') && name === '__dict__')
    return namespace(object, name, runner);
  if (object.type === 'class') return classAttribute(object, name);
  if (object.type === 'module') {
    const binding = object.names.get(name);
    if (binding !== undefined) return binding.value;
    const inner = runner.submodule(object, name);
    if (inner !== null) return inner;
    if (object.open) return computed(sentence('why.notDefined', { name: `${object.name}.${name}` }));
    throw new PythonRunError('AttributeError', `the module ${object.name} has no ${name}`);
  }
  const why = unknownReason(object);
  if (why !== null) return computed(why);
  if (object.type === 'none') throw new PythonRunError('AttributeError', `None has no ${name}`);
  return computed(sentence('why.attribute', { name }));
}

function classAttribute(cls: ClassValue, name: string): Value {
  const order = classOrder(cls);
  if (order === null) return computed(sentence('why.bases'));
  const result = lookUp(order, name);
  if (result.found === 'binding') return result.binding.value;
  if (result.found === 'opaque') return computed(result.why);
  if (name.startsWith('__')) return computed(sentence('why.attribute', { name }));
  throw new PythonRunError('AttributeError', `the class ${cls.name} has no ${name}`);
}

/** All names of a class or module as the dictionary that `name` gives. */
export function namespace(target: ClassValue | ModuleValue, name: string, runner: Runner): Value {
  return new NamespaceValue(sentence('why.result', { name }), (why) => runner.blur(target, why));
}
