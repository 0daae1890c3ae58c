import type { PyValue } from '../../shared/python-value.ts';
import type { Sentence } from '../../shared/texts/sentence.ts';

/** Something wrong with a configuration: what, where, and what to do. */
export interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  /** The codes of spec/config.md §6 (`superuser-not-list`, `module-raised-SyntaxError` …) or one of ours. */
  readonly code: string;
  readonly message: Sentence;
  readonly hint?: Sentence;
  /** Path relative to the config folder, `/` as separator; null when no file is to blame. */
  readonly file: string | null;
  /** 1-based. */
  readonly line: number | null;
  readonly option?: string;
  /** The system's or Python's own words. */
  readonly detail?: string;
}

/** Where an option's value comes from. */
export interface OptionSource {
  /** What `croft config show` prints (DESIGN §8). `computed` wins over the place. */
  readonly kind: 'default' | 'farm' | 'wiki' | 'computed';
  /** The place alone: the wiki's own module, any other module (farmconfig, helpers), or MoinMoin. */
  readonly level: 'default' | 'farm' | 'wiki';
  /** `farmconfig.FarmConfig`; null for a default. */
  readonly className: string | null;
  /** Relative to the config folder. */
  readonly file: string | null;
  /** 1-based line of the statement. */
  readonly line: number | null;
}

/** The options that hold objects, and the objects that Croft knows (spec/config.md §7.5, spec/parity-policies.md §1, §2). */
export const knownObjects = {
  auth: ['MoinAuth', 'GivenAuth', 'HTTPAuthMoin'],
  session_service: ['FileSessionService'],
  groups: ['WikiGroups', 'ConfigGroups', 'ConfigLazyGroups'],
  dicts: ['WikiDicts', 'ConfigDicts'],
  SecurityPolicy: ['Permissions', 'antispam', 'autoadmin'],
  password_checker: ['_default_password_checker'],
} as const;

/**
 * One of them. `groups` and `dicts` are the calls of their backends in the order they are asked, composites taken
 * apart; a policy is named by its module.
 */
export interface InterpretedCall {
  readonly constructorName: (typeof knownObjects)[keyof typeof knownObjects][number];
  /** Every argument by name, defaults filled in; a backend's contents as `contents`. */
  readonly arguments: Readonly<Record<string, PyValue>>;
}

export interface OptionReading {
  readonly name: string;
  /**
   * `default`: not set anywhere. `value`: set and exactly known. `computed`: set, not known without running Python
   * (but obeyed all the same when `interpreted` is there).
   */
  readonly state: 'default' | 'value' | 'computed';
  /** As written (or MoinMoin's default); null when not known or not plain data. */
  readonly raw: PyValue | null;
  /** After load-time changes (spec/config.md §5); null when not known. Equal to `raw` when loading changes nothing. */
  readonly effective: PyValue | null;
  readonly interpreted: readonly InterpretedCall[] | null;
  readonly source: OptionSource;
  /** The expression as it stands in the file; null for a default. */
  readonly text: string | null;
  /** Why the value is computed; null when it is known. */
  readonly why: Sentence | null;
  /** A text put together while running: such a `'siteidmagic'` is not the magic one (spec/config.md §5). */
  readonly assembled: boolean;
}

export interface ClassReading {
  /** `module.Class`. */
  readonly name: string;
  readonly file: string;
  /** 1-based line of `class`. */
  readonly line: number;
  readonly level: 'farm' | 'wiki';
}

/** What MoinMoin derives while loading (spec/config.md §5); null where `auth` or the mail options are not known. */
export interface DerivedSettings {
  readonly authMethods: readonly string[] | null;
  readonly authCanLogout: readonly string[] | null;
  readonly authHaveLogin: boolean | null;
  readonly mailEnabled: boolean | null;
  readonly jabberEnabled: boolean | null;
}

export interface WikiReading {
  /** The name in `wikis`, or `wikiconfig`. */
  readonly siteid: string;
  /** Absolute config folder. */
  readonly configDir: string;
  /** The wiki's own file relative to the config folder; null when there is none. */
  readonly file: string | null;
  /** How far a reader gets with the wiki's own file. */
  readonly reach: 'read' | 'missing' | 'syntax-error' | 'no-config';
  /** The first error that stops this wiki from loading; null = it loads as far as a reader can see. */
  readonly error: ConfigProblem | null;
  /** All errors and warnings, `error` included. */
  readonly problems: readonly ConfigProblem[];
  /** Classes in Python's lookup order, the built-in one left out. */
  readonly classes: readonly ClassReading[];
  /** Every option of the catalogue, by name; empty when the class can't be read. */
  readonly options: ReadonlyMap<string, OptionReading>;
  /**
   * What stands behind the value in force where several classes set an option: one reading per further class that sets
   * it, nearest first, MoinMoin's default last. An option that no class sets has no entry.
   */
  readonly inherited: ReadonlyMap<string, readonly OptionReading[]>;
  /** Other public names that the classes set (helpers, misspelt options). */
  readonly otherNames: readonly OptionReading[];
  readonly derived: DerivedSettings;
  /** Statements after which any option may have another value than `options` says. */
  readonly blurs: readonly BlurReading[];
}

/** `setattr` with a name that isn't known, a metaclass, `exec` and the like. */
export interface BlurReading {
  readonly why: Sentence;
  /** Relative to the config folder. */
  readonly file: string;
  readonly line: number;
  /** Digest of the file as it was read: what a person said of it holds for these bytes alone. */
  readonly hash: string;
}

/** One entry of `wikis`. */
export interface WikiEntry {
  readonly name: string;
  /** Python regular expression; null when the wiki list is computed (spec/config.md §7.4). */
  readonly pattern: PatternSource | null;
}

/** A Python pattern: text, or bytes (as one character per byte) when written as a byte string. */
export interface PatternSource {
  readonly text: string;
  readonly kind: 'str' | 'unicode';
}

export interface FileReading {
  /** Relative to the config folder. */
  readonly file: string;
  /** Hash of the bytes that were read. */
  readonly hash: string;
  /** Normal name of the encoding: `utf-8`, `iso-8859-1`, `iso-8859-15`, `windows-1252` or `ascii`. */
  readonly encoding: string;
}

export interface FarmReading {
  /** Absolute config folder. */
  readonly dir: string;
  readonly hasFarmconfig: boolean;
  /** What breaks the whole farm; then `wikis` is empty. */
  readonly error: ConfigProblem | null;
  /** `computed`: the list can't be known without running Python; `entries` are then the modules with a class `Config`. */
  readonly wikiList: 'value' | 'computed';
  /** In the order they are tried; a name may come several times. */
  readonly entries: readonly WikiEntry[];
  /** One per distinct name, in order of first appearance. */
  readonly wikis: readonly WikiReading[];
  /** Every file that was read. */
  readonly files: readonly FileReading[];
  /** Problems of the farm itself (bad patterns, unreachable wikis …). */
  readonly problems: readonly ConfigProblem[];
}
