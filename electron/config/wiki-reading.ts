import type { LoadedWiki } from './loaded-wiki.ts';
import { loadOptions } from './loading.ts';
import type { RawOption } from './loading/loading-state.ts';
import { optionReading } from './option-reading.ts';
import type { Interpreter } from './python/interpreter.ts';
import type { ClassValue } from './python/values.ts';
import type { ClassReading, DerivedSettings, OptionReading, OptionSource, WikiReading } from './reading.ts';

/** Explains a loaded wiki: every option with its origin, what loading makes of it, and what is wrong. */
export function wikiReading(
  wiki: LoadedWiki,
  interpreter: Interpreter,
  { dir, hashes }: { readonly dir: string; readonly hashes: ReadonlyMap<string, string> },
): WikiReading {
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
      blurs: [],
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
    blurs: wiki.blurs.map((blur) => ({ ...blur, hash: hashes.get(blur.file) ?? '' })),
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
