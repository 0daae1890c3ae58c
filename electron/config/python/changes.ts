import type { Block, Expression, Statement } from './syntax-tree.ts';

/** What a part of a file may assign or change, without knowing whether it runs (spec/config.md §7.2). */
export interface Changes {
  /** Names bound or deleted, with the statement that does it last in the text. */
  readonly names: Map<string, { readonly line: number; readonly statement: Statement | null }>;
  /** Objects changed in place: `x` of `x.append(…)`, `x[…] = …`, and what is handed to an unknown function. */
  readonly objects: Expression[];
  /** Attributes assigned: `Config.option = …`. */
  readonly attributes: { readonly object: Expression; readonly name: string; readonly line: number }[];
  /** Modules of `from m import *`. */
  readonly stars: string[];
  /** Functions called by a plain name; their bodies may change things too. */
  readonly calls: string[];
  exec: boolean;
}

export function changesIn(blocks: readonly Block[]): Changes {
  const changes: Changes = {
    names: new Map(),
    objects: [],
    attributes: [],
    stars: [],
    calls: [],
    exec: false,
  };
  for (const block of blocks) addBlock(block, changes);
  return changes;
}

/** Methods that leave their object alone. */
export const harmlessMethods = new Set(
  (
    'get keys values items has_key copy index count lower upper strip lstrip rstrip title capitalize split rsplit join ' +
    'startswith endswith replace format find rfind encode decode isdigit splitlines partition zfill'
  ).split(' '),
);
/** Built-in functions that leave their arguments alone. */
export const harmlessFunctions = new Set(
  (
    'str unicode repr len max min sum sorted int float long bool list tuple dict set frozenset range xrange enumerate zip ' +
    'isinstance issubclass hasattr getattr super id hash abs round type chr ord unichr any all iter reversed callable'
  ).split(' '),
);

function addBlock(block: Block, changes: Changes): void {
  for (const statement of block.statements) addStatement(statement, changes);
}

function addStatement(statement: Statement, changes: Changes): void {
  const bind = (name: string): void => void changes.names.set(name, { line: statement.line, statement });
  switch (statement.type) {
    case 'assign':
      addExpression(statement.value, changes);
      for (const target of statement.targets) addTarget(target, statement, changes);
      return;
    case 'augmented':
      addExpression(statement.value, changes);
      addTarget(statement.target, statement, changes);
      changes.objects.push(statement.target);
      return;
    case 'delete':
      for (const target of statement.targets) addTarget(target, statement, changes);
      return;
    case 'expression':
      return addExpression(statement.value, changes);
    case 'import':
      for (const { name, as } of statement.modules) bind(as ?? name.split('.')[0] ?? name);
      return;
    case 'from-import':
      if (statement.names === '*') changes.stars.push(statement.module);
      else for (const { name, as } of statement.names) bind(as ?? name);
      return;
    case 'class':
    case 'function':
      return bind(statement.name);
    case 'if':
      for (const { test, body } of statement.branches) {
        addExpression(test, changes);
        addBlock(body, changes);
      }
      return addOptional(statement.otherwise, changes);
    case 'try':
      addBlock(statement.body, changes);
      for (const { target, body } of statement.handlers) {
        if (target !== null) addTarget(target, statement, changes);
        addBlock(body, changes);
      }
      addOptional(statement.otherwise, changes);
      return addOptional(statement.final, changes);
    case 'loop':
      for (const target of statement.targets) addTarget(target, statement, changes);
      for (const body of statement.bodies) addBlock(body, changes);
      return;
    case 'exec':
      changes.exec = true;
      return;
    case 'return':
      if (statement.value !== null) addExpression(statement.value, changes);
      return;
    case 'global':
    case 'other':
      return;
  }
}

function addOptional(block: Block | null, changes: Changes): void {
  if (block !== null) addBlock(block, changes);
}

function addTarget(target: Expression, statement: Statement, changes: Changes): void {
  if (target.type === 'name') changes.names.set(target.name, { line: statement.line, statement });
  else if (target.type === 'tuple' || target.type === 'list') {
    for (const item of target.items) addTarget(item, statement, changes);
  } else if (target.type === 'attribute')
    changes.attributes.push({ object: target.object, name: target.name, line: statement.line });
  else if (target.type === 'index' || target.type === 'slice') changes.objects.push(target.object);
}

function addExpression(expression: Expression, changes: Changes): void {
  for (const part of partsOf(expression)) addExpression(part, changes);
  if (expression.type === 'opaque') {
    for (const target of expression.bound)
      for (const name of namesIn(target)) bindLoose(name, expression, changes);
  }
  if (expression.type !== 'call') return;
  const { callee } = expression;
  if (callee.type === 'attribute' && !harmlessMethods.has(callee.name)) changes.objects.push(callee.object);
  if (callee.type === 'name') changes.calls.push(callee.name);
  if (callee.type === 'name' && harmlessFunctions.has(callee.name)) return;
  for (const argument of expression.arguments) changes.objects.push(argument.value);
}

function bindLoose(name: string, expression: Expression, changes: Changes): void {
  changes.names.set(name, { line: expression.line, statement: null });
}

function namesIn(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'tuple' || target.type === 'list' ? target.items.flatMap(namesIn) : [];
}

/** The expressions directly inside one. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.type) {
    case 'tuple':
    case 'list':
    case 'set':
      return expression.items;
    case 'dict':
      return expression.entries.flat();
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.object, expression.index];
    case 'slice':
      return [expression.object, ...expression.bounds.filter((bound) => bound !== null)];
    case 'call':
      return [expression.callee, ...expression.arguments.map((argument) => argument.value)];
    case 'unary':
      return [expression.operand];
    case 'binary':
    case 'comparison':
      return [expression.first, ...expression.rest.map((part) => part.operand)];
    case 'logical':
      return expression.operands;
    case 'conditional':
      return [expression.test, expression.then, expression.otherwise];
    case 'opaque':
      return expression.parts;
    default:
      return [];
  }
}

/** Every name and attribute that any statement of a file assigns or defines, also inside functions. */
export function definedNames(block: Block, into: Set<string>): void {
  for (const statement of block.statements) {
    if (statement.type === 'class' || statement.type === 'function') {
      into.add(statement.name);
      definedNames(statement.body, into);
    } else if (statement.type === 'assign') for (const target of statement.targets) addDefined(target, into);
    else if (statement.type === 'augmented') addDefined(statement.target, into);
    else if (statement.type === 'if') {
      for (const { body } of statement.branches) definedNames(body, into);
      if (statement.otherwise !== null) definedNames(statement.otherwise, into);
    } else if (statement.type === 'try') {
      const blocks = [statement.body, ...statement.handlers.map((handler) => handler.body)];
      for (const inner of [...blocks, statement.otherwise, statement.final])
        if (inner !== null) definedNames(inner, into);
      for (const { target } of statement.handlers) if (target !== null) addDefined(target, into);
    } else if (statement.type === 'loop') {
      for (const target of statement.targets) addDefined(target, into);
      for (const body of statement.bodies) definedNames(body, into);
    }
  }
}

function addDefined(target: Expression, into: Set<string>): void {
  if (target.type === 'name') into.add(target.name);
  else if (target.type === 'attribute') {
    into.add(target.name);
    // `MoinAuth.name = 'x'` changes the constructor as well.
    if (target.object.type === 'name') into.add(target.object.name);
    if (target.object.type === 'attribute') into.add(target.object.name);
  } else if (target.type === 'tuple' || target.type === 'list')
    for (const item of target.items) addDefined(item, into);
}
