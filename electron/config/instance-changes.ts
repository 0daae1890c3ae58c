import { sentence } from '../../shared/texts/sentence.ts';
import { changesIn } from './python/changes.ts';
import type { Expression, Statement } from './python/syntax-tree.ts';
import type { Binding, Blur, ClassValue, FunctionValue } from './python/values.ts';

/** What happens to the options of a class when MoinMoin makes its object, apart from what the class body says. */
export interface InstanceChanges {
  /** Options that `__init__` sets, at the line that does it. */
  readonly options: ReadonlyMap<string, Binding>;
  readonly blurs: readonly Blur[];
}

/** Methods through which any option may get another value. */
const hooks = ['__new__', '__getattribute__', '__setattr__', '__metaclass__'] as const;

export function instanceChanges(cls: ClassValue): InstanceChanges {
  const options = new Map<string, Binding>();
  const blurs = [...cls.blurs, ...cls.module.blurs];
  if (cls.opaque !== null) return { options, blurs };
  const blur = (name: string, { line, module }: Binding): void =>
    void blurs.push({ why: sentence('why.hook', { name }), file: module?.file ?? cls.module.file, line });
  for (const name of hooks) {
    const binding = cls.names.get(name);
    if (binding !== undefined) blur(name, binding);
  }
  const init = cls.names.get('__init__');
  if (init === undefined) return { options, blurs };
  const named = init.value.type === 'function' ? namesSetIn(init.value) : null;
  if (named === null) blur('__init__', init);
  for (const [name, line] of named ?? [])
    options.set(name, {
      value: { type: 'computed', why: sentence('why.init') },
      module: init.module,
      line: line ?? init.line,
      text: '',
    });
  return { options, blurs };
}

/** The attributes that a method sets or changes on its object; null when it hands the object on. Lines where known. */
function namesSetIn({ parameters, body }: FunctionValue): Map<string, number | null> | null {
  const self = parameters[0];
  if (self === undefined) return null;
  const statements = body.statements.filter((statement) => !callsBase(statement));
  const changes = changesIn([{ ...body, statements }]);
  const names = new Map<string, number | null>();
  for (const { name, line } of changes.attributes) names.set(name, line);
  for (const object of changes.objects) {
    const name = attributeOfSelf(object, self);
    if (name === self) return null;
    if (name !== null) names.set(name, names.get(name) ?? null);
  }
  const isRenamed = [...changes.names.values()].some(
    ({ statement }) =>
      statement?.type === 'assign' && statement.value.type === 'name' && statement.value.name === self,
  );
  const isHidden = [...names.keys()].some((name) => name.startsWith('__'));
  return isRenamed || isHidden || changes.exec ? null : names;
}

/** `Base.__init__(self, …)`, `super(C, self).__init__(…)`: the base class is looked at by itself. */
function callsBase(statement: Statement): boolean {
  return (
    statement.type === 'expression' &&
    statement.value.type === 'call' &&
    statement.value.callee.type === 'attribute' &&
    statement.value.callee.name === '__init__'
  );
}

/** The option at the root of `self.option[…].x`; the object's own name for itself alone; null for anything else. */
function attributeOfSelf(expression: Expression, self: string): string | null {
  if (expression.type === 'name') return expression.name === self ? self : null;
  if (expression.type === 'attribute' && expression.object.type === 'name')
    return expression.object.name === self ? expression.name : null;
  if (expression.type === 'attribute' || expression.type === 'index' || expression.type === 'slice')
    return attributeOfSelf(expression.object, self);
  return null;
}
