import { changesIn } from '../python/changes.ts';
import type { Block, Expression, Statement } from '../python/syntax-tree.ts';
import type { EditRefusalReason } from './request.ts';

export type ClassStatement = Extract<Statement, { type: 'class' }>;
export type Assignment = Extract<Statement, { type: 'assign' }>;

/** What a class body does to one name (spec/config.md §8.1). */
export interface EditTarget {
  /** The last unconditional `name = …`, by its place in the body; null when the class does not set it. */
  readonly assignment: { readonly statement: Assignment; readonly index: number } | null;
  /** The last statement that sets or changes it, by its place in the body. */
  readonly lastChange: number | null;
  /** Why the assignment can't be replaced or removed as it stands. */
  readonly refusal: Extract<
    EditRefusalReason,
    'conditional' | 'chain' | 'shared' | 'modified-later' | 'computed'
  > | null;
}

/** The class of that name at the top level of a file; the last one wins. */
export function findClass(body: Block, name: string): ClassStatement | null {
  return (
    body.statements.findLast(
      (statement): statement is ClassStatement => statement.type === 'class' && statement.name === name,
    ) ?? null
  );
}

export function findTarget(file: Block, cls: ClassStatement, name: string): EditTarget {
  let assignment: EditTarget['assignment'] = null;
  let lastChange: number | null = null;
  let refusal: EditTarget['refusal'] = null;
  let conditional = false;
  for (const [index, statement] of cls.body.statements.entries()) {
    const effect = effectOf(statement, name);
    if (effect === null) continue;
    lastChange = index;
    if (effect === 'assigned' && statement.type === 'assign') {
      assignment = { statement, index };
      refusal = null;
    } else if (effect === 'deleted') {
      assignment = null;
      lastChange = null;
      refusal = null;
    } else if (effect === 'conditional') conditional = true;
    else if (effect !== 'assigned') {
      if (effect !== 'modified-later') assignment = null;
      refusal = effect;
    }
  }
  if (conditional) refusal = 'conditional';
  if (refusal === null && isChangedAfter(file, cls, name)) refusal = 'modified-later';
  return { assignment, lastChange, refusal };
}

type Effect = 'assigned' | 'deleted' | 'conditional' | 'chain' | 'shared' | 'modified-later' | 'computed';

function effectOf(statement: Statement, name: string): Effect | null {
  switch (statement.type) {
    case 'assign':
      return assignmentEffect(statement, name);
    case 'delete':
      if (statement.targets.some((target) => isName(target, name))) return 'deleted';
      return statement.targets.some((target) => 'object' in target && isName(target.object, name))
        ? 'modified-later'
        : null;
    case 'function':
    case 'class':
      return statement.name === name ? 'computed' : null;
    case 'if':
    case 'try':
    case 'loop': {
      const changes = changesIn([{ statements: [statement], inline: false, headerEnd: 0 }]);
      if (changes.names.has(name)) return 'conditional';
      return changes.objects.some((object) => isName(object, name)) ? 'modified-later' : null;
    }
    default: {
      const changes = changesIn([{ statements: [statement], inline: false, headerEnd: 0 }]);
      if (changes.objects.some((object) => isName(object, name))) return 'modified-later';
      return changes.names.has(name) ? 'shared' : null;
    }
  }
}

function assignmentEffect(statement: Assignment, name: string): Effect | null {
  const [first] = statement.targets;
  if (first !== undefined && isName(first, name))
    return statement.targets.length === 1 ? 'assigned' : 'chain';
  if (statement.targets.some((target) => names(target).includes(name))) return 'shared';
  const touched = statement.targets.some((target) => 'object' in target && isName(target.object, name));
  if (touched) return 'modified-later';
  const changes = changesIn([{ statements: [statement], inline: false, headerEnd: 0 }]);
  return changes.objects.some((object) => isName(object, name)) ? 'modified-later' : null;
}

function isName(expression: Expression, name: string): boolean {
  return expression.type === 'name' && expression.name === name;
}

function names(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'tuple' || target.type === 'list' ? target.items.flatMap(names) : [];
}

/** `Config.option = …` or `Config.option.append(…)` below the class. */
function isChangedAfter(file: Block, cls: ClassStatement, name: string): boolean {
  const later = file.statements.slice(file.statements.indexOf(cls) + 1);
  const changes = changesIn([{ statements: later, inline: false, headerEnd: 0 }]);
  const isOption = (object: Expression): boolean =>
    object.type === 'attribute' && object.name === name && isName(object.object, cls.name);
  return (
    changes.attributes.some((attribute) => attribute.name === name && isName(attribute.object, cls.name)) ||
    changes.objects.some(isOption)
  );
}
