import { itemsOf } from './methods.ts';
import { outsideAttribute } from './outside.ts';
import { PythonRunError } from './run-error.ts';
import type { ScopeRun } from './scope-run.ts';
import type { ImportedName, Statement } from './syntax-tree.ts';
import type { ModuleValue, Value } from './values.ts';

/** `import a.b as c`. */
export function importModule(run: ScopeRun, { name, as }: ImportedName, statement: Statement): void {
  const value = run.interpreter.importModule(name);
  if (as !== null) return run.bind(as, run.interpreter.resolve(value), statement);
  const top = name.split('.')[0] ?? name;
  run.bind(top, run.interpreter.modules.get(top) ?? { type: 'outside', path: top }, statement);
}

/** `from module import names`. */
export function importNames(run: ScopeRun, statement: Extract<Statement, { type: 'from-import' }>): void {
  if (statement.module === '__future__') return;
  if (statement.level > 0) throw new PythonRunError('ValueError', 'a relative import outside of a package');
  const module = run.interpreter.importModule(statement.module);
  if (statement.names === '*') return importAll(run, module, statement);
  for (const { name, as } of statement.names)
    run.bind(as ?? name, run.interpreter.importName(module, name), statement);
}

function importAll(run: ScopeRun, module: Value, statement: Statement): void {
  if (module.type !== 'module') {
    run.scope.module.open = true;
    if (module.type === 'outside') importKnown(run, module.path, statement);
    return;
  }
  if (module.open) run.scope.module.open = true;
  for (const name of exportedNames(module)) {
    const binding = module.names.get(name);
    if (binding !== undefined) run.bind(name, binding.value, statement);
  }
}

/** `from outside import *` brings the few names that mean something here. */
function importKnown(run: ScopeRun, path: string, statement: Statement): void {
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
    run.bind(name, run.interpreter.resolve(outsideAttribute(path, name)), statement);
}

/** Whether it is clear from the config folder if an import succeeds. */
export function isDecidable(run: ScopeRun, statement: Statement): boolean {
  if (statement.type === 'import')
    return statement.modules.every(({ name }) => run.interpreter.canImport(name) !== null);
  return (
    statement.type === 'from-import' &&
    statement.level === 0 &&
    run.interpreter.canImport(statement.module) !== null
  );
}

/** What `from module import *` takes: `__all__` when it is known, else the names without a leading underscore. */
function exportedNames(module: ModuleValue): string[] {
  const list = module.names.get('__all__');
  const items = list === undefined ? null : itemsOf(list.value);
  const names = items?.map((item) => (item.type === 'str' ? Buffer.from(item.bytes).toString('latin1') : ''));
  return names ?? [...module.names.keys()].filter((name) => !name.startsWith('_'));
}
