import { fail, ok, type Result } from '../../shared/result.ts';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import { optionInfo } from '../../shared/config/option-catalogue.ts';
import type { PyValue } from '../../shared/python-value.ts';
import { loadOptions, type LoadingResult } from './loading.ts';
import type { BlurReading, ConfigProblem, InterpretedCall, OptionReading, WikiReading } from './reading.ts';
import { assembleSettings } from './assemble-settings.ts';
import type { Values } from './session-options.ts';
import { parseSupplied } from './supplied.ts';
import type { WikiSettings } from './wiki-settings.ts';
import { fitsOption } from './edit/value-problem.ts';
import { defaultCalls } from './option-reading.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export interface SettingsContext {
  readonly compatibility: Compatibility;
  /**
   * What the person supplied for computed options (DECISIONS 5), as Python text by option: `'[MoinAuth()]'`,
   * `"FileSessionService()"`, `"u'x'"`. Read by the same evaluator; text that can't be evaluated is a problem.
   */
  readonly supplied: Readonly<Record<string, string>>;
  /** Digests of files of which a person said that their code changes no option, each with the file's name. */
  readonly harmless?: Readonly<Record<string, string>>;
}

/** Waits for a person while its value is not exactly known (DECISIONS 5). */
const mustBeKnown = (name: string): boolean => (optionInfo(name)?.role ?? 'looks') !== 'looks';

/**
 * The typed settings that the product obeys, or every reason why this wiki can't start: load errors, and the options of
 * DECISIONS 5 that are not exactly known (code `computed-option`, with file and line). Options that only decide how
 * things look take MoinMoin's default; `config check` says so.
 */
export function wikiSettings(
  wiki: WikiReading,
  context: SettingsContext,
): Result<WikiSettings, readonly ConfigProblem[]> {
  if (wiki.options.size === 0) return fail(wiki.error === null ? [] : [wiki.error]);
  const problems: ConfigProblem[] = [];
  const options = new Map(wiki.options);
  for (const [name, source] of Object.entries(context.supplied)) {
    const option = options.get(name);
    if (option === undefined || whyNotKnown(option) === null) continue; // a value in the files wins
    if (source.trim() === `DefaultConfig.${name}`) {
      options.set(name, { ...option, ...asDefault(name) });
      continue;
    }
    const supplied = parseSupplied(name, source);
    if (supplied.ok)
      options.set(name, {
        ...option,
        state: 'value',
        raw: supplied.value.value,
        interpreted: supplied.value.interpreted,
        why: null,
      });
    else
      problems.push({
        ...computedProblem(option),
        message: sentence('config.supplied', { option: name, reason: supplied.error }),
      });
  }
  for (const blur of openBlurs(wiki, context)) problems.push(blurProblem(blur));
  for (const option of options.values())
    if (mustBeKnown(option.name) && whyNotKnown(option) !== null) problems.push(computedProblem(option));
  const others = new Map(wiki.otherNames.map((option) => [option.name, option]));
  const loaded = isFullyKnown(wiki, context) ? alreadyLoaded(wiki) : loadAgain(wiki, options, others);
  const error = loaded.problems.find(({ severity }) => severity === 'error') ?? wiki.error;
  if (error !== null && error !== undefined && !problems.includes(error)) problems.unshift(error);
  if (problems.length > 0) return fail(problems);
  const values: Values = {
    effective: loaded.effective,
    interpreted: (name) => options.get(name)?.interpreted ?? null,
    isAssembled: (name) => options.get(name)?.assembled ?? false,
    isSet: (name) => options.get(name)?.state !== 'default',
  };
  return ok(assembleSettings(wiki, values, context.compatibility));
}

/** The statements after which no option is known, but for those that a person called harmless. */
export const openBlurs = (
  wiki: WikiReading,
  { harmless = {} }: Pick<SettingsContext, 'harmless'>,
): readonly BlurReading[] => wiki.blurs.filter(({ hash }) => harmless[hash] === undefined);

/** Options that only decide how things look, whose code is not known: their default stands in (DECISIONS 5). */
export const standIns = (
  wiki: WikiReading,
  { supplied }: Pick<SettingsContext, 'supplied'>,
): readonly OptionReading[] =>
  [...wiki.options.values()].filter(
    (option) =>
      option.state === 'computed' &&
      option.interpreted === null &&
      !mustBeKnown(option.name) &&
      supplied[option.name] === undefined,
  );

/** Nothing computed and nothing supplied: reading has done the loading. */
function isFullyKnown(wiki: WikiReading, context: SettingsContext): boolean {
  if (Object.keys(context.supplied).length > 0) return false;
  return [...wiki.options.values(), ...wiki.otherNames].every(({ state }) => state !== 'computed');
}

type Loaded = Pick<LoadingResult, 'effective' | 'problems'>;

function alreadyLoaded(wiki: WikiReading): Loaded {
  const effective = new Map<string, PyValue>();
  for (const option of wiki.options.values())
    if (option.effective !== null) effective.set(option.name, option.effective);
  return { effective, problems: wiki.problems };
}

function loadAgain(
  wiki: WikiReading,
  options: ReadonlyMap<string, OptionReading>,
  others: ReadonlyMap<string, OptionReading>,
): Loaded {
  return loadOptions({
    siteid: wiki.siteid,
    dir: wiki.configDir,
    // A computed option that decides nothing here counts as MoinMoin's default.
    option: (name) => withFallback(options.get(name), name),
    other: (name) => {
      const found = others.get(name);
      return found === undefined ? undefined : { value: found.raw, interpreted: null, source: found.source };
    },
  });
}

function withFallback(
  option: OptionReading | undefined,
  name: string,
): {
  value: PyValue | null;
  interpreted: readonly InterpretedCall[] | null;
  source: OptionReading['source'];
} {
  const source: OptionReading['source'] = option?.source ?? {
    kind: 'default',
    level: 'default',
    className: null,
    file: null,
    line: null,
  };
  const computed = option?.state === 'computed' && !mustBeKnown(name);
  const value = computed ? (optionInfo(name)?.default ?? null) : (option?.raw ?? null);
  return { value, interpreted: option?.interpreted ?? null, source };
}

/**
 * Why the product can't obey what the files say of an option; null when it can. A value of the wrong type is not the
 * default: where spec/config.md §5 and §6 say what MoinMoin makes of it (its truth, an error while loading, a
 * conversion) that counts, everywhere else nobody knows.
 */
export function whyNotKnown(option: OptionReading): Sentence | null {
  if (option.interpreted !== null || option.state === 'default') return null;
  if (option.state === 'computed') return option.why ?? sentence('why.unreadable');
  if (option.raw === null || !mustBeKnown(option.name) || hasMeaning(option.name, option.raw)) return null;
  return fitsOption(option.name, option.raw);
}

/** Values of any type have a meaning here, or loading stops with an error of its own. */
function hasMeaning(name: string, value: PyValue): boolean {
  const type = optionInfo(name)?.type;
  if (type === undefined) return true;
  const isSwitch = type.kind === 'bool' || (type.kind === 'optional' && type.of.kind === 'bool');
  return isSwitch || loadingDecides.has(name) || (name === 'auth' && isEmptyList(value));
}

const isEmptyList = (value: PyValue): boolean =>
  (value.type === 'list' || value.type === 'tuple') && value.items.length === 0;

/** spec/config.md §5 steps 3 to 5, 8, 9, 20, 22 to 24; `cookie_name`: any value is shown as text (spec/sessions.md §6). */
const loadingDecides = new Set([
  'superuser',
  'actions_superuser',
  'cookie_lifetime',
  'cookie_name',
  'acl_rights_before',
  'acl_rights_default',
  'acl_rights_after',
  'secrets',
  'password_scheme',
  'passlib_crypt_context',
]);

/** A default as reading gives it where no class sets the option. */
function asDefault(name: string): Pick<OptionReading, 'state' | 'raw' | 'interpreted' | 'why'> {
  return {
    state: 'default',
    raw: optionInfo(name)?.default ?? null,
    interpreted: defaultCalls(name),
    why: null,
  };
}

export function blurProblem({ file, line, why }: BlurReading): ConfigProblem {
  return {
    severity: 'error',
    code: 'options-unknown',
    message: sentence('config.optionsUnknown', { file, line, why }),
    hint: sentence('config.optionsUnknown.hint', { file }),
    file,
    line,
  };
}

function computedProblem(option: OptionReading): ConfigProblem {
  return {
    severity: 'error',
    code: 'computed-option',
    message: sentence('config.computed', {
      option: option.name,
      why: whyNotKnown(option) ?? sentence('why.unreadable'),
    }),
    hint: sentence(option.name === 'SecurityPolicy' ? 'config.policy.hint' : 'config.computed.hint'),
    file: option.source.file,
    line: option.source.line,
    option: option.name,
    ...(option.text === null ? {} : { detail: option.text }),
  };
}
