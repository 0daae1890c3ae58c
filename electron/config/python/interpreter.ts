import type { PyValue } from '../../../shared/python-value.ts';
import { changesIn, definedNames, type Changes } from './changes.ts';
import { decodeText } from './encoding.ts';
import { classOrder } from './class-order.ts';
import { attributeOf, evaluate, spoil, type Runner, type Scope } from './evaluate.ts';
import { itemsOf, setEntry } from './methods.ts';
import { binaryOperation, truth } from './operators.ts';
import { defaultConfigPath, isInstalled, loadedModules, outsideAttribute } from './outside.ts';
import { parsePython, type ParsedFile } from './parser.ts';
import { PythonSyntaxError } from './python-error.ts';
import { PythonRunError, TooMuchWork } from './run-error.ts';
import type { Block, Expression, ImportedName, Statement } from './syntax-tree.ts';
import { maxText } from './text.ts';
import {
  bytesOf,
  ClassValue,
  computed,
  DictValue,
  fromPlain,
  keyOf,
  ListValue,
  ModuleValue,
  type FunctionValue,
  type Value,
} from './values.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** Where the files of a config folder come from. */
export interface ModuleFiles {
  /** Absolute config folder. */
  readonly dir: string;
  /**
   * The file of a module by dotted name, or null. `bytes` is null for a compiled module without its source, and when
   * the file can't be read (`trouble` then says why).
   */
  find(
    module: string,
  ): { readonly file: string; readonly bytes: Uint8Array | null; readonly trouble: string | null } | null;
}

export interface InterpreterOptions {
  readonly files: ModuleFiles;
  /** Default values of MoinMoin's options; null for those that are no plain data. */
  readonly defaults: ReadonlyMap<string, PyValue | null>;
  /** Modules the person says are installed for MoinMoin. */
  readonly installedModules: ReadonlySet<string>;
}

/** Why a module could not be loaded, with the place. */
export type LoadError = PythonRunError | PythonSyntaxError;

const maxSteps = 5_000_000;
const maxImportDepth = 50;

/**
 * Runs the harmless part of a farm's Python (spec/config.md §7).
 *
 * One object reads one farm: modules are read once and share their objects, as they do inside one MoinMoin process.
 */
export class Interpreter implements Runner {
  readonly directory: string;
  /** Every name that any file read so far assigns or defines. */
  readonly defined = new Set<string>();
  readonly modules = new Map<string, ModuleValue>();
  /** The file in which a syntax error was found, by the error. */
  readonly errorFiles = new WeakMap<Error, string>();
  readonly defaultConfig: ClassValue;
  readonly #options: InterpreterOptions;
  readonly #failures = new Map<string, LoadError>();
  #steps = 0;
  #importDepth = 0;

  constructor(options: InterpreterOptions) {
    this.#options = options;
    this.directory = Buffer.from(options.files.dir, 'utf8').toString('latin1');
    const home = new ModuleValue('MoinMoin.config.multiconfig', '');
    this.defaultConfig = new ClassValue('DefaultConfig', home, 0, []);
    this.defaultConfig.opaque = sentence('why.moinItself');
    for (const [name, value] of options.defaults) {
      const known = value === null ? computed(sentence('why.builtInObject')) : fromPlain(value);
      this.defaultConfig.names.set(name, { value: known, module: null, line: 0, text: '' });
    }
  }

  step(): void {
    if (++this.#steps > maxSteps) throw new TooMuchWork();
  }

  called(target: FunctionValue): void {
    const scope: Scope = { module: target.module, names: target.module.names, trueDivision: false };
    const changes = changesIn([target.body]);
    // Names assigned in a function are its own; objects it changes may be the module's.
    changes.names.clear();
    for (const name of globalNames(target.body)) changes.names.set(name, { line: 0, statement: null });
    this.#forget(changes, scope, sentence('why.changedByCall', { name: target.name }), 0);
  }

  submodule(module: ModuleValue, name: string): Value | null {
    const full = `${module.name}.${name}`;
    return this.modules.get(full) ?? null;
  }

  /** Runs a module of the config folder, each once. Throws LoadError. */
  load(name: string): ModuleValue {
    const known = this.modules.get(name);
    if (known !== undefined) return known;
    const failure = this.#failures.get(name);
    if (failure !== undefined) throw failure;
    const found = this.#options.files.find(name);
    if (found === null) throw new PythonRunError('ImportError', `No module named ${name}`);
    if (this.#importDepth >= maxImportDepth)
      throw new PythonRunError('RuntimeError', 'imports are nested too deeply');
    const module = new ModuleValue(name, found.file);
    this.modules.set(name, module);
    this.#importDepth++;
    try {
      if (found.trouble !== null) throw unreadable(found.trouble, module.file);
      this.#runModule(module, found.bytes);
    } catch (error) {
      this.modules.delete(name);
      if (error instanceof PythonRunError || error instanceof PythonSyntaxError)
        this.#failures.set(name, error);
      throw error;
    } finally {
      this.#importDepth--;
    }
    return module;
  }

  #runModule(module: ModuleValue, bytes: Uint8Array | null): void {
    if (bytes === null) {
      module.open = true; // only the compiled copy is left
      return;
    }
    let parsed: ParsedFile;
    try {
      parsed = parsePython(bytes);
    } catch (error) {
      if (error instanceof PythonSyntaxError) this.errorFiles.set(error, module.file);
      throw error;
    }
    module.encoding = parsed.source.encoding;
    definedNames(parsed.body, this.defined);
    const builtin = (name: string, value: Value): void =>
      void module.names.set(name, { value, module, line: 0, text: '' });
    builtin('__name__', bytesOf(module.name));
    builtin('__file__', bytesOf(`${this.directory}/${Buffer.from(module.file, 'utf8').toString('latin1')}`));
    builtin('__doc__', computed(sentence('why.docString')));
    const scope: Scope = { module, names: module.names, trueDivision: parsed.trueDivision };
    new StatementRunner(this, parsed.source.text, scope).block(parsed.body);
  }

  /** A value that a person supplied, with the known constructors at hand. Throws LoadError. */
  evaluateText(expression: Expression): Value {
    const module = new ModuleValue('supplied', '');
    for (const path of [
      'MoinMoin.auth.MoinAuth',
      'MoinMoin.auth.GivenAuth',
      'MoinMoin.auth.http.HTTPAuthMoin',
      'MoinMoin.web.session.FileSessionService',
    ])
      module.names.set(path.split('.').at(-1) ?? path, {
        value: { type: 'outside', path },
        module,
        line: 0,
        text: '',
      });
    return evaluate(expression, { module, names: module.names, trueDivision: false }, this);
  }

  /** `import name`: a module of the config folder, or something outside. Throws LoadError. */
  importModule(name: string): Value {
    const parts = name.split('.');
    for (let count = 1; count <= parts.length; count++) {
      const part = parts.slice(0, count).join('.');
      if (!loadedModules.has(parts[0] ?? '') && this.#options.files.find(part) !== null) this.load(part);
      else if (count > 1 || !isInstalled(part, this.#options.installedModules))
        throw new PythonRunError('ImportError', `No module named ${part}`);
      else return outside(name);
    }
    return this.modules.get(name) ?? computed(sentence('why.module', { name }));
  }

  /** Whether a module would be imported: null when it is outside and can't be looked at. */
  canImport(name: string): boolean | null {
    const top = name.split('.')[0] ?? name;
    if (!loadedModules.has(top) && this.#options.files.find(top) !== null)
      return this.#options.files.find(name) !== null;
    return isInstalled(top, this.#options.installedModules) ? null : false;
  }

  /** What `from module import name` binds. Throws LoadError. */
  importName(module: Value, name: string): Value {
    if (module.type !== 'module') return this.resolve(attributeOf(module, name, this));
    const binding = module.names.get(name);
    if (binding !== undefined) return binding.value;
    const full = `${module.name}.${name}`;
    if (this.#options.files.find(full) !== null) return this.load(full);
    if (module.open) return computed(sentence('why.notDefined', { name: full }));
    throw new PythonRunError('ImportError', `cannot import name ${name}`);
  }

  resolve(value: Value): Value {
    return value.type === 'outside' && value.path === defaultConfigPath ? this.defaultConfig : value;
  }

  /** Everything that may have changed becomes computed (spec/config.md §7.2). */
  forget(changes: Changes, scope: Scope, why: Sentence): void {
    this.#forget(changes, scope, why, 0);
  }

  #forget(changes: Changes, scope: Scope, why: Sentence, depth: number): void {
    const attempt = (expression: Expression): Value | null => {
      try {
        return evaluate(expression, scope, this);
      } catch (error) {
        if (error instanceof PythonRunError) return null; // it does not exist, so nothing known changes
        throw error;
      }
    };
    for (const object of changes.objects) {
      const value = object.type === 'name' || object.type === 'attribute' ? attempt(object) : null;
      if (value !== null) spoil(value, why);
    }
    for (const { object, name, line } of changes.attributes) {
      const value = attempt(object);
      if (value?.type === 'class' || value?.type === 'module')
        value.names.set(name, { value: computed(why), module: scope.module, line, text: '' });
    }
    for (const [name, { line }] of changes.names)
      scope.names.set(name, { value: computed(why), module: scope.module, line, text: '' });
    for (const star of changes.stars) this.#forgetStar(star, scope, why);
    if (changes.exec) scope.module.open = true;
    if (depth > 3) return;
    for (const name of new Set(changes.calls)) {
      const target = (scope.names.get(name) ?? scope.module.names.get(name))?.value;
      if (target?.type !== 'function') continue;
      const inner = changesIn([target.body]);
      inner.names.clear();
      const innerScope: Scope = { ...scope, module: target.module, names: target.module.names };
      this.#forget(inner, innerScope, sentence('why.changedByCall', { name }), depth + 1);
    }
  }

  #forgetStar(star: string, scope: Scope, why: Sentence): void {
    scope.module.open = true;
    const module = this.modules.get(star);
    for (const name of module?.names.keys() ?? [])
      if (!name.startsWith('_'))
        scope.names.set(name, { value: computed(why), module: scope.module, line: 0, text: '' });
  }
}

function unreadable(trouble: string, file: string): PythonRunError {
  const error = new PythonRunError('IOError', `${file} can't be read: ${trouble}`);
  error.file = file;
  error.line = 1;
  return error;
}

function outside(path: string): Value {
  const parts = path.split('.');
  let value: Value = { type: 'outside', path: parts[0] ?? path };
  for (const part of parts.slice(1))
    value = value.type === 'outside' ? outsideAttribute(value.path, part) : value;
  return value;
}

function globalNames(block: Block): string[] {
  return block.statements.flatMap((statement) => {
    if (statement.type === 'global') return statement.names;
    if (statement.type === 'if')
      return [...statement.branches.map(({ body }) => body), statement.otherwise].flatMap((body) =>
        body === null ? [] : globalNames(body),
      );
    if (statement.type === 'loop') return statement.bodies.flatMap(globalNames);
    return statement.type === 'try' ? globalNames(statement.body) : [];
  });
}

/** Runs the statements of one scope, first to last. */
class StatementRunner {
  readonly #interpreter: Interpreter;
  readonly #text: string;
  readonly #scope: Scope;

  constructor(interpreter: Interpreter, text: string, scope: Scope) {
    this.#interpreter = interpreter;
    this.#text = text;
    this.#scope = scope;
  }

  block(block: Block): void {
    for (const statement of block.statements) {
      try {
        this.#interpreter.step();
        this.#run(statement);
      } catch (error) {
        if (error instanceof PythonRunError && error.line === 0) {
          error.line = statement.line;
          error.file = this.#scope.module.file;
        }
        throw error;
      }
    }
  }

  #evaluate(expression: Expression): Value {
    const value = this.#interpreter.resolve(evaluate(expression, this.#scope, this.#interpreter));
    this.#leave(expression);
    return value;
  }

  /** A list comprehension leaves its names behind and may change what it calls methods of. */
  #leave(expression: Expression): void {
    const block: Block = { statements: [], inline: false, headerEnd: 0 };
    if (
      expression.type !== 'opaque' &&
      !['list', 'tuple', 'call', 'binary', 'dict'].includes(expression.type)
    )
      return;
    if (!containsOpaque(expression)) return;
    const statement: Statement = {
      type: 'expression',
      value: expression,
      start: 0,
      end: 0,
      line: expression.line,
    };
    const changes = changesIn([{ ...block, statements: [statement] }]);
    this.#interpreter.forget(changes, this.#scope, sentence('why.comprehension'));
  }

  #bind(name: string, value: Value, statement: Statement, text = ''): void {
    this.#scope.names.set(name, { value, module: this.#scope.module, line: statement.line, text });
  }

  #run(statement: Statement): void {
    switch (statement.type) {
      case 'assign': {
        const value = this.#evaluate(statement.value);
        const text = this.#slice(statement.valueStart, statement.valueEnd);
        for (const target of statement.targets) this.#assign(target, value, statement, text);
        return;
      }
      case 'augmented':
        return this.#augmented(statement);
      case 'delete':
        for (const target of statement.targets) this.#delete(target);
        return;
      case 'expression':
        this.#evaluate(statement.value);
        return;
      case 'import':
        for (const imported of statement.modules) this.#import(imported, statement);
        return;
      case 'from-import':
        return this.#fromImport(statement);
      case 'class':
        return this.#class(statement);
      case 'function': {
        const { name, body } = statement;
        return this.#bind(name, { type: 'function', name, module: this.#scope.module, body }, statement);
      }
      case 'if':
        return this.#if(statement);
      case 'try':
        return this.#try(statement);
      case 'loop':
        return this.#forget(statement.bodies, statement.targets, statement, sentence('why.loop'));
      case 'exec':
        this.#scope.module.open = true;
        return;
      case 'global':
      case 'other':
        return;
    }
  }

  #slice(start: number, end: number): string {
    const binary = this.#text.slice(start, end);
    return decodeText(binary, this.#scope.module.encoding) ?? binary;
  }

  #forget(
    blocks: readonly Block[],
    targets: readonly Expression[],
    statement: Statement,
    why: Sentence,
  ): void {
    const changes = changesIn(blocks);
    for (const target of targets)
      for (const name of plainNames(target)) changes.names.set(name, { line: statement.line, statement });
    this.#interpreter.forget(changes, this.#scope, why);
  }

  #assign(target: Expression, value: Value, statement: Statement, text: string): void {
    if (target.type === 'name') this.#bind(target.name, value, statement, text);
    else if (target.type === 'tuple' || target.type === 'list')
      this.#unpack(target.items, value, statement, text);
    else if (target.type === 'attribute') {
      const object = this.#evaluate(target.object);
      if (object.type === 'class' || object.type === 'module')
        object.names.set(target.name, { value, module: this.#scope.module, line: statement.line, text });
    } else if (target.type === 'index') {
      const object = this.#evaluate(target.object);
      const index = this.#evaluate(target.index);
      if (!setItem(object, index, value)) spoil(object, sentence('why.partSet'));
    } else if (target.type === 'slice') {
      const object = this.#evaluate(target.object);
      const items = itemsOf(value);
      if (object instanceof ListValue && items !== null && target.bounds.every((bound) => bound === null))
        object.items = [...items];
      else spoil(object, sentence('why.partSet'));
    }
  }

  #unpack(targets: readonly Expression[], value: Value, statement: Statement, text: string): void {
    const items = itemsOf(value);
    if (items === null) {
      if (value.type === 'none' || value.type === 'int' || value.type === 'bool')
        throw new PythonRunError('TypeError', `a value of type ${value.type} can't be taken apart`);
      for (const target of targets)
        this.#assign(target, computed(sentence('why.takenFrom')), statement, text);
      return;
    }
    if (items.length !== targets.length)
      throw new PythonRunError('ValueError', `${targets.length} names for ${items.length} values`);
    for (const [index, target] of targets.entries())
      this.#assign(target, items[index] ?? computed(sentence('why.unknown')), statement, text);
  }

  #augmented(statement: Extract<Statement, { type: 'augmented' }>): void {
    const { target, operator } = statement;
    const current = this.#evaluate(target);
    const right = this.#evaluate(statement.value);
    const text = this.#slice(statement.start, statement.end);
    if (operator === '+' && current instanceof ListValue) {
      const items = itemsOf(right);
      if (items === null || items.length + current.items.length > maxText)
        spoil(current, sentence('why.extended'));
      else current.items = [...current.items, ...items];
      return this.#assign(target, current, statement, text);
    }
    this.#assign(
      target,
      binaryOperation(operator, current, right, this.#scope.trueDivision),
      statement,
      text,
    );
  }

  #delete(target: Expression): void {
    if (target.type === 'name') {
      if (!this.#scope.names.delete(target.name) && !this.#scope.module.open)
        throw new PythonRunError('NameError', `the name ${target.name} is not defined`);
    } else if (target.type === 'attribute') {
      const object = this.#evaluate(target.object);
      if (object.type === 'class' || object.type === 'module') object.names.delete(target.name);
    } else if (target.type === 'index') {
      const object = this.#evaluate(target.object);
      if (!deleteItem(object, this.#evaluate(target.index))) spoil(object, sentence('why.partRemoved'));
    } else if (target.type === 'slice') {
      const object = this.#evaluate(target.object);
      if (object instanceof ListValue && target.bounds.every((bound) => bound === null)) object.items = [];
      else spoil(object, sentence('why.partRemoved'));
    } else if (target.type === 'tuple' || target.type === 'list')
      for (const item of target.items) this.#delete(item);
  }

  #import({ name, as }: ImportedName, statement: Statement): void {
    const value = this.#interpreter.importModule(name);
    if (as !== null) return this.#bind(as, this.#interpreter.resolve(value), statement);
    const top = name.split('.')[0] ?? name;
    this.#bind(top, this.#interpreter.modules.get(top) ?? { type: 'outside', path: top }, statement);
  }

  #fromImport(statement: Extract<Statement, { type: 'from-import' }>): void {
    if (statement.module === '__future__') return;
    if (statement.level > 0) throw new PythonRunError('ValueError', 'a relative import outside of a package');
    const module = this.#interpreter.importModule(statement.module);
    if (statement.names === '*') return this.#importAll(module, statement);
    for (const { name, as } of statement.names)
      this.#bind(as ?? name, this.#interpreter.importName(module, name), statement);
  }

  #importAll(module: Value, statement: Statement): void {
    if (module.type !== 'module') {
      this.#scope.module.open = true;
      if (module.type === 'outside') this.#importKnown(module.path, statement);
      return;
    }
    if (module.open) this.#scope.module.open = true;
    for (const name of exportedNames(module)) {
      const binding = module.names.get(name);
      if (binding !== undefined) this.#bind(name, binding.value, statement);
    }
  }

  /** `from outside import *` brings the few names that mean something here. */
  #importKnown(path: string, statement: Statement): void {
    const known: Readonly<Record<string, readonly string[]>> = {
      'MoinMoin.config': ['multiconfig', 'url_prefix_static'],
      'MoinMoin.config.multiconfig': ['DefaultConfig'],
      'MoinMoin.auth': ['MoinAuth', 'GivenAuth'],
      'MoinMoin.auth.http': ['HTTPAuthMoin'],
      'MoinMoin.web.session': ['FileSessionService'],
      'os.path': [
        'join',
        'abspath',
        'dirname',
        'basename',
        'normpath',
        'split',
        'splitext',
        'sep',
        'pardir',
        'curdir',
      ],
      os: ['path', 'sep', 'pardir', 'curdir'],
    };
    for (const name of (Object.hasOwn(known, path) ? known[path] : undefined) ?? [])
      this.#bind(name, this.#interpreter.resolve(outsideAttribute(path, name)), statement);
  }

  #class(statement: Extract<Statement, { type: 'class' }>): void {
    const { module, trueDivision } = this.#scope;
    const bases: ClassValue[] = [];
    for (const base of statement.bases) {
      const value = this.#evaluate(base);
      if (value.type === 'class') bases.push(value);
      else if (!(value.type === 'outside' && value.path === '__builtin__.object'))
        bases.push(opaqueBase(value, module, statement.line));
    }
    const cls = new ClassValue(statement.name, module, statement.line, bases);
    if (classOrder(cls) === null)
      throw new PythonRunError('TypeError', `the base classes of ${statement.name} contradict each other`);
    const scope: Scope = { module, names: cls.names, trueDivision };
    new StatementRunner(this.#interpreter, this.#text, scope).block(statement.body);
    this.#bind(statement.name, statement.decorated ? computed(sentence('why.decorated')) : cls, statement);
  }

  #if(statement: Extract<Statement, { type: 'if' }>): void {
    for (const [index, { test, body }] of statement.branches.entries()) {
      const known = truth(this.#evaluate(test));
      if (known === true) return this.block(body);
      if (known === false) continue;
      const rest = statement.branches.slice(index).map((branch) => branch.body);
      if (statement.otherwise !== null) rest.push(statement.otherwise);
      return this.#forget(rest, [], statement, sentence('why.condition'));
    }
    if (statement.otherwise !== null) this.block(statement.otherwise);
  }

  #try(statement: Extract<Statement, { type: 'try' }>): void {
    const handler = statement.handlers.find(
      ({ exception }) => exception === null || catchesImportError(exception),
    );
    const imports = statement.body.statements.every(
      ({ type }) => type === 'import' || type === 'from-import',
    );
    if (
      handler === undefined ||
      !imports ||
      statement.body.statements.some((inner) => !this.#isDecidable(inner))
    ) {
      const blocks = [statement.body, ...statement.handlers.map(({ body }) => body)];
      if (statement.otherwise !== null) blocks.push(statement.otherwise);
      if (statement.final !== null) blocks.push(statement.final);
      const targets = statement.handlers.flatMap(({ target }) => (target === null ? [] : [target]));
      return this.#forget(blocks, targets, statement, sentence('why.failure'));
    }
    try {
      this.block(statement.body);
    } catch (error) {
      if (!(error instanceof PythonRunError) || error.kind !== 'ImportError') throw error;
      if (handler.target !== null)
        this.#assign(handler.target, computed(sentence('why.exception')), statement, '');
      this.block(handler.body);
      if (statement.final !== null) this.block(statement.final);
      return;
    }
    if (statement.otherwise !== null) this.block(statement.otherwise);
    if (statement.final !== null) this.block(statement.final);
  }

  /** Whether it is clear from the config folder if an import succeeds. */
  #isDecidable(statement: Statement): boolean {
    if (statement.type === 'import')
      return statement.modules.every(({ name }) => this.#interpreter.canImport(name) !== null);
    return (
      statement.type === 'from-import' &&
      statement.level === 0 &&
      this.#interpreter.canImport(statement.module) !== null
    );
  }
}

function opaqueBase(value: Value, module: ModuleValue, line: number): ClassValue {
  const base = new ClassValue(value.type === 'outside' ? value.path : '?', module, line, []);
  base.opaque = value.type === 'computed' ? value.why : sentence('why.outsideClass');
  return base;
}

function catchesImportError(exception: Expression): boolean {
  if (exception.type === 'tuple') return exception.items.some(catchesImportError);
  return (
    exception.type === 'name' &&
    ['ImportError', 'StandardError', 'Exception', 'BaseException'].includes(exception.name)
  );
}

function plainNames(target: Expression): string[] {
  if (target.type === 'name') return [target.name];
  return target.type === 'tuple' || target.type === 'list' ? target.items.flatMap(plainNames) : [];
}

function containsOpaque(expression: Expression): boolean {
  if (expression.type === 'opaque') return true;
  if (expression.type === 'list' || expression.type === 'tuple') return expression.items.some(containsOpaque);
  if (expression.type === 'call') return expression.arguments.some(({ value }) => containsOpaque(value));
  if (expression.type === 'binary')
    return containsOpaque(expression.first) || expression.rest.some(({ operand }) => containsOpaque(operand));
  return (
    expression.type === 'dict' &&
    expression.entries.some(([key, value]) => containsOpaque(key) || containsOpaque(value))
  );
}

/** What `from module import *` takes: `__all__` when it is known, else the names without a leading underscore. */
function exportedNames(module: ModuleValue): string[] {
  const list = module.names.get('__all__');
  const items = list === undefined ? null : itemsOf(list.value);
  const names = items?.map((item) => (item.type === 'str' ? Buffer.from(item.bytes).toString('latin1') : ''));
  return names ?? [...module.names.keys()].filter((name) => !name.startsWith('_'));
}

function setItem(object: Value, index: Value, value: Value): boolean {
  if (object instanceof DictValue) return setEntry(object, index, value);
  if (!(object instanceof ListValue) || object.spoiled !== null) return false;
  if (index.type !== 'int') return false;
  const at = Number(index.value) < 0 ? Number(index.value) + object.items.length : Number(index.value);
  if (object.items[at] === undefined) throw new PythonRunError('IndexError', 'the index is out of range');
  object.items[at] = value;
  return true;
}

function deleteItem(object: Value, index: Value): boolean {
  if (object instanceof DictValue) {
    const key = keyOf(index);
    if (key === null || object.spoiled !== null) return false;
    if (!object.entries.delete(key)) throw new PythonRunError('KeyError', 'the dictionary has no such key');
    return true;
  }
  if (!(object instanceof ListValue) || object.spoiled !== null || index.type !== 'int') return false;
  const at = Number(index.value) < 0 ? Number(index.value) + object.items.length : Number(index.value);
  if (object.items[at] === undefined) throw new PythonRunError('IndexError', 'the index is out of range');
  object.items.splice(at, 1);
  return true;
}
