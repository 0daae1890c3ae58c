import type { PyValue } from '../../../shared/python-value.ts';
import { changesIn, definedNames, type Changes } from './changes.ts';
import { attributeOf } from './attributes.ts';
import { spoil } from './calls.ts';
import { evaluate } from './evaluate.ts';
import type { Runner, Scope } from './runner.ts';
import { defaultConfigPath, isInstalled, loadedModules, outsideAttribute } from './outside.ts';
import { parsePython, type ParsedFile } from './parser.ts';
import { PythonSyntaxError } from './python-error.ts';
import { PythonRunError, TooMuchWork } from './run-error.ts';
import type { Block, Expression } from './syntax-tree.ts';
import { StatementRunner } from './statement-runner.ts';
import {
  bytesOf,
  ClassValue,
  computed,
  fromPlain,
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

/** What a person may name in a value, by its last part; `request` stands for the argument of a backend. */
const namesForPersons = [
  'MoinMoin.auth.MoinAuth',
  'MoinMoin.auth.GivenAuth',
  'MoinMoin.auth.http.HTTPAuthMoin',
  'MoinMoin.web.session.FileSessionService',
  'MoinMoin.datastruct.ConfigGroups',
  'MoinMoin.datastruct.ConfigLazyGroups',
  'MoinMoin.datastruct.CompositeGroups',
  'MoinMoin.datastruct.WikiGroups',
  'MoinMoin.datastruct.ConfigDicts',
  'MoinMoin.datastruct.CompositeDicts',
  'MoinMoin.datastruct.WikiDicts',
  'MoinMoin.config.multiconfig',
  'MoinMoin.security.antispam',
  'MoinMoin.security.autoadmin',
  'MoinMoin.request',
] as const;

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
  /** Kept by whoever runs statements. */
  place: Runner['place'] = { module: new ModuleValue('', ''), line: 0 };
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

  blur(target: ClassValue | ModuleValue, why: Sentence): void {
    const { module, line } = this.place;
    const known = target.blurs.some((blur) => blur.file === module.file && blur.line === line);
    if (!known) target.blurs.push({ why, file: module.file, line });
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

  /** A value that a person supplied, with the names of {@link namesForPersons} at hand. Throws LoadError. */
  evaluateText(expression: Expression): Value {
    const module = new ModuleValue('supplied', '');
    for (const path of namesForPersons)
      module.names.set(path.split('.').at(-1) ?? path, {
        value: outside(path),
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
    const setsByName = changes.calls.some((name) => name === 'setattr' || name === 'delattr');
    for (const object of changes.objects) {
      const isPlace = object.type === 'name' || object.type === 'attribute' || isNamespaceCall(object);
      const value = isPlace ? attempt(object) : null;
      if (value !== null) spoil(value, why);
      if (value?.type === 'class') this.blur(value, why);
      else if (setsByName && (value === null || value.type === 'computed')) this.blur(scope.module, why);
    }
    for (const { object, name, line } of changes.attributes) {
      const value = attempt(object);
      if (value?.type === 'class' || value?.type === 'module')
        value.names.set(name, { value: computed(why), module: scope.module, line, text: '' });
    }
    for (const [name, { line }] of changes.names)
      scope.names.set(name, { value: computed(why), module: scope.module, line, text: '' });
    for (const star of changes.stars) this.#forgetStar(star, scope, why);
    if (changes.exec) {
      scope.module.open = true;
      this.blur(scope.owner ?? scope.module, why);
    }
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

const isNamespaceCall = (expression: Expression): boolean =>
  expression.type === 'call' &&
  expression.callee.type === 'name' &&
  ['locals', 'globals', 'vars'].includes(expression.callee.name);

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
