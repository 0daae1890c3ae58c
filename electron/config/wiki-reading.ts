import { optionCatalogue, optionInfo } from '../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../shared/python-value.ts';
import { loadProblem } from './load-problem.ts';
import { loadOptions } from './loading.ts';
import type { RawOption } from './loading/loading-state.ts';
import { classOrder, lookUp } from './python/class-order.ts';
import { Interpreter } from './python/interpreter.ts';
import { loadedModules } from './python/outside.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { toPlain, type Binding, type CallValue, type ClassValue, type Value } from './python/values.ts';
import type {
  ClassReading,
  ConfigProblem,
  DerivedSettings,
  InterpretedCall,
  OptionReading,
  OptionSource,
  WikiReading,
} from './reading.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What was bound to a name at the moment its wiki was loaded; later wikis may change shared lists. */
interface Snapshot {
  readonly owner: ClassValue;
  readonly binding: Binding;
  readonly plain: PyValue | null;
  readonly why: Sentence | null;
  readonly calls: readonly CallValue[] | null;
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
}

const unreadable = { order: [], options: new Map(), inherited: new Map(), others: new Map() };

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
  return { siteid, file, reach: 'read', error: null, order, options, inherited, others };
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
  const plain = toPlain(binding.value);
  return {
    owner,
    binding,
    plain: 'plain' in plain ? plain.plain : null,
    why: 'why' in plain ? plain.why : null,
    calls: callsIn(binding.value),
  };
}

/** The constructor calls of a list of login methods, or the one of a session service. */
function callsIn(value: Value): CallValue[] | null {
  if (value.type === 'call') return [value];
  if (value.type !== 'tuple' && (value.type !== 'list' || value.spoiled !== null)) return null;
  const calls: CallValue[] = [];
  for (const item of value.items) {
    if (item.type !== 'call') return null;
    calls.push(item);
  }
  return calls;
}

/** Explains a loaded wiki: every option with its origin, what loading makes of it, and what is wrong. */
export function wikiReading(wiki: LoadedWiki, interpreter: Interpreter, dir: string): WikiReading {
  const { siteid, file, reach } = wiki;
  const unknownDerived: DerivedSettings = {
    authMethods: null,
    authCanLogout: null,
    authHaveLogin: null,
    mailEnabled: null,
    jabberEnabled: null,
  };
  const base = { siteid, configDir: dir, file, reach };
  if (wiki.error !== null)
    return {
      ...base,
      error: wiki.error,
      problems: [wiki.error],
      classes: [],
      options: new Map(),
      inherited: new Map(),
      otherNames: [],
      derived: unknownDerived,
    };
  const before = new Map<string, OptionReading>();
  for (const [name, found] of wiki.options) before.set(name, optionReading(name, found, siteid, interpreter));
  const others = new Map<string, OptionReading>();
  for (const [name, found] of wiki.others) others.set(name, optionReading(name, found, siteid, interpreter));
  const loaded = loadOptions({
    siteid,
    dir,
    option: (name) => rawOption(before.get(name)),
    other: (name) => (others.has(name) ? rawOption(others.get(name)) : undefined),
  });
  const options = new Map<string, OptionReading>();
  for (const [name, option] of before) {
    const effective = loaded.effective.get(name) ?? null;
    options.set(name, effective === option.effective ? option : { ...option, effective });
  }
  return {
    ...base,
    error: loaded.problems.find(({ severity }) => severity === 'error') ?? null,
    problems: loaded.problems,
    classes: wiki.order
      .filter((cls) => cls !== interpreter.defaultConfig)
      .map((cls) => classReading(cls, siteid)),
    options,
    inherited: new Map(
      [...wiki.inherited].map(([name, behind]) => [
        name,
        behind.map((found) => optionReading(name, found, siteid, interpreter)),
      ]),
    ),
    otherNames: [...others.values()],
    derived: loaded.derived,
  };
}

function rawOption(option: OptionReading | undefined): RawOption {
  const source: OptionSource = { kind: 'default', level: 'default', className: null, file: null, line: null };
  return {
    value: option?.raw ?? null,
    interpreted: option?.interpreted ?? null,
    source: option?.source ?? source,
  };
}

function classReading(cls: ClassValue, siteid: string): ClassReading {
  return {
    name: `${cls.module.name}.${cls.name}`,
    file: cls.module.file,
    line: cls.line,
    level: cls.module.name === siteid ? 'wiki' : 'farm',
  };
}

function optionReading(
  name: string,
  found: Snapshot,
  siteid: string,
  interpreter: Interpreter,
): OptionReading {
  const { owner, binding, plain, why } = found;
  if (binding.module === null) return defaultReading(name, binding, plain);
  const level = owner.module.name === siteid ? 'wiki' : 'farm';
  const state = plain === null ? 'computed' : 'value';
  const source: OptionSource = {
    kind: state === 'computed' ? 'computed' : level,
    level,
    className: `${owner.module.name}.${owner.name}`,
    file: binding.module.file,
    line: binding.line,
  };
  return {
    name,
    state,
    raw: plain,
    effective: plain,
    interpreted: interpretedCalls(name, found, interpreter),
    source,
    text: binding.text,
    why,
    assembled: binding.value.type === 'str' && binding.value.assembled === true,
  };
}

/** Defaults that nothing can change are explained once for all wikis. */
const defaultReadings = new WeakMap<Binding, OptionReading>();

function defaultReading(name: string, binding: Binding, plain: PyValue | null): OptionReading {
  const known = defaultReadings.get(binding);
  if (known !== undefined) return known;
  const reading: OptionReading = {
    name,
    state: 'default',
    raw: plain,
    effective: plain,
    interpreted: defaultCalls(name),
    source: { kind: 'default', level: 'default', className: null, file: null, line: null },
    text: null,
    why: null,
    assembled: false,
  };
  const isMutable = ['list', 'dict', 'set'].includes(binding.value.type);
  if (!isMutable) defaultReadings.set(binding, reading);
  return reading;
}

function defaultCalls(name: string): readonly InterpretedCall[] | null {
  if (name === 'auth') return [{ constructorName: 'MoinAuth', arguments: {} }];
  if (name !== 'session_service') return null;
  return [
    {
      constructorName: 'FileSessionService',
      arguments: { cookie_usage: { type: 'str', bytes: Buffer.from('SESSION') } },
    },
  ];
}

const constructorNames = ['MoinAuth', 'GivenAuth', 'HTTPAuthMoin', 'FileSessionService'] as const;

/** The calls with their arguments, unless a file redefines one of the constructors (spec/config.md §7.5). */
function interpretedCalls(
  name: string,
  { calls, binding }: Snapshot,
  interpreter: Interpreter,
): readonly InterpretedCall[] | null {
  if (calls === null || calls.length === 0 || (name !== 'auth' && name !== 'session_service')) return null;
  if (name === 'auth' && binding.value.type === 'call') return null;
  const result: InterpretedCall[] = [];
  for (const call of calls) {
    const constructorName = constructorNames.find((known) => call.path.endsWith(`.${known}`));
    if (
      constructorName === undefined ||
      (constructorName === 'FileSessionService') !== (name === 'session_service')
    )
      return null;
    if (interpreter.defined.has(call.via) || interpreter.defined.has(constructorName)) return null;
    const given: Record<string, PyValue> = {};
    for (const [parameter, value] of call.arguments) {
      const plain = toPlain(value);
      if ('why' in plain) return null;
      given[parameter] = plain.plain;
    }
    result.push({ constructorName, arguments: given });
  }
  return name === 'session_service' && result.length !== 1 ? null : result;
}
