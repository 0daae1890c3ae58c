import { optionCatalogue, optionInfo } from '../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../shared/python-value.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';
import { instanceChanges } from './instance-changes.ts';
import { loadProblem } from './load-problem.ts';
import { classOrder, lookUp } from './python/class-order.ts';
import type { Interpreter } from './python/interpreter.ts';
import { loadedModules } from './python/outside.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { toPlain, tuple, type Binding, type Blur, type ClassValue, type Value } from './python/values.ts';
import type { ConfigProblem, WikiReading } from './reading.ts';

/** What was bound to a name at the moment its wiki was loaded; later wikis may change shared lists. */
export interface Snapshot {
  readonly owner: ClassValue;
  readonly binding: Binding;
  readonly plain: PyValue | null;
  readonly why: Sentence | null;
  /** The value with a list's items as they were then. */
  readonly value: Value;
}

export interface LoadedWiki {
  readonly siteid: string;
  readonly file: string | null;
  readonly reach: WikiReading['reach'];
  readonly error: ConfigProblem | null;
  readonly order: readonly ClassValue[];
  readonly options: ReadonlyMap<string, Snapshot>;
  readonly inherited: ReadonlyMap<string, readonly Snapshot[]>;
  readonly others: ReadonlyMap<string, Snapshot>;
  /** Statements that may have changed any option. */
  readonly blurs: readonly Blur[];
}

const unreadable = { order: [], options: new Map(), inherited: new Map(), others: new Map(), blurs: [] };

/** Runs a wiki's own module and notes every option as it is now. */
export function loadWiki(siteid: string, interpreter: Interpreter): LoadedWiki {
  const guess = `${siteid.replaceAll('.', '/')}.py`;
  const broken = (
    reach: WikiReading['reach'],
    error: ConfigProblem,
    file: string | null = guess,
  ): LoadedWiki => ({ siteid, file, reach, error, ...unreadable });
  const noConfig = (
    message: Sentence,
    hint: Sentence,
    file: string | null,
    code = 'no-config-class-or-attribute',
  ): ConfigProblem => ({ severity: 'error', code, message, hint, file, line: null });
  if (loadedModules.has(siteid) || siteid === 'multiconfig')
    return broken(
      'no-config',
      noConfig(sentence('config.loadedModule', { siteid }), sentence('config.loadedModule.hint'), guess),
    );
  let config: Binding | undefined;
  let file: string | null = guess;
  try {
    if (siteid.includes('.')) {
      interpreter.importModule(siteid);
      const top = siteid.split('.')[0] ?? siteid;
      config = interpreter.modules.get(top)?.names.get('Config');
      file = interpreter.modules.get(top)?.file ?? null;
      if (config === undefined)
        return broken(
          'missing',
          noConfig(
            sentence('config.dottedName', { siteid, package: top }),
            sentence('config.dottedName.hint'),
            file,
          ),
          null,
        );
    } else {
      const module = interpreter.load(siteid);
      file = module.file;
      config = module.names.get('Config');
      if (config === undefined && module.open)
        return broken(
          'read',
          noConfig(
            sentence('config.classElsewhere', { file }),
            sentence('config.classElsewhere.hint'),
            file,
            'config-computed',
          ),
          file,
        );
    }
  } catch (error) {
    const problem = loadProblem(error, interpreter, guess);
    const missing = problem.code === 'import-failed' && problem.line === null;
    const own = error instanceof PythonSyntaxError && problem.file === guess;
    if (!missing) return broken(own ? 'syntax-error' : 'read', problem);
    return broken(
      'missing',
      {
        ...problem,
        message: sentence('config.fileMissing', { file: guess }),
        hint: sentence('config.fileMissing.hint'),
        file: null,
      },
      null,
    );
  }
  if (config === undefined)
    return broken(
      'no-config',
      noConfig(sentence('config.noClass', { file: file ?? guess }), sentence('config.noClass.hint'), file),
      file,
    );
  return readClass(siteid, file, config, broken);
}

function readClass(
  siteid: string,
  file: string | null,
  config: Binding,
  broken: (reach: WikiReading['reach'], error: ConfigProblem, file: string | null) => LoadedWiki,
): LoadedWiki {
  const { value, line } = config;
  const problem = (code: string, message: Sentence, hint: Sentence): ConfigProblem => ({
    severity: 'error',
    code,
    message,
    hint,
    file: config.module?.file ?? file,
    line,
  });
  if (value.type !== 'class') {
    const known = 'plain' in toPlain(value);
    return known
      ? broken(
          'no-config',
          problem('uncaught-TypeError', sentence('config.configNoClass'), sentence('config.config.hint')),
          file,
        )
      : broken(
          'read',
          problem('config-computed', sentence('config.configComputed'), sentence('config.config.hint')),
          file,
        );
  }
  const order = classOrder(value) ?? [];
  if (!order.some((cls) => cls.opaque !== null))
    return broken(
      'read',
      problem(
        'uncaught-TypeError',
        sentence('config.noDefaultConfig'),
        sentence('config.noDefaultConfig.hint'),
      ),
      file,
    );
  const options = new Map<string, Snapshot>();
  for (const { name } of optionCatalogue) {
    const found = lookUp(order, name);
    if (found.found === 'binding') options.set(name, snapshot(found.owner, found.binding));
    if (found.found === 'opaque')
      options.set(
        name,
        snapshot(found.owner, {
          value: { type: 'computed', why: found.why },
          module: found.owner.module,
          line: found.owner.line,
          text: '',
        }),
      );
  }
  const blurs: Blur[] = [];
  for (const cls of order.toReversed()) {
    const changes = instanceChanges(cls);
    blurs.push(...changes.blurs);
    for (const [name, binding] of changes.options)
      if (options.has(name)) options.set(name, snapshot(cls, binding));
  }
  const others = new Map<string, Snapshot>();
  for (const cls of order.toReversed()) {
    if (cls.opaque !== null) continue;
    for (const [name, binding] of cls.names)
      if (!name.startsWith('_') && optionInfo(name) === undefined) others.set(name, snapshot(cls, binding));
  }
  const inherited = new Map<string, readonly Snapshot[]>();
  for (const [name, { owner }] of options) {
    const behind = settersBehind(order, owner, name);
    if (behind.length > 0) inherited.set(name, behind);
  }
  return { siteid, file, reach: 'read', error: null, order, options, inherited, others, blurs };
}

/** The classes after `owner` that set an option too. */
function settersBehind(order: readonly ClassValue[], owner: ClassValue, name: string): Snapshot[] {
  if (owner.opaque !== null) return [];
  return order.slice(order.indexOf(owner) + 1).flatMap((cls) => {
    const binding = cls.names.get(name);
    return binding === undefined ? [] : [snapshot(cls, binding)];
  });
}

function snapshot(owner: ClassValue, binding: Binding): Snapshot {
  const { value } = binding;
  const plain = toPlain(value);
  return {
    owner,
    binding,
    plain: 'plain' in plain ? plain.plain : null,
    why: 'why' in plain ? plain.why : null,
    value: value.type === 'list' && value.spoiled === null ? tuple([...value.items]) : value,
  };
}
