import type { PyValue } from '../python-value.ts';
import type { optionHelp } from '../texts/en/option-help.ts';
import { optionRows } from './option-data.ts';

/** Options have their help in shared/texts, as `option.NAME`. */
export type OptionName = keyof typeof optionHelp extends `option.${infer Name}` ? Name : never;

/** Everything Croft knows about one option of MoinMoin 1.9.11. */
export interface OptionInfo {
  readonly name: OptionName;
  readonly group: OptionGroup;
  /** Shape of the value, checked before an edit and by `config check`. */
  readonly type: OptionType;
  /** Null when MoinMoin's default is an object, a function, or a long built-in text. */
  readonly default: PyValue | null;
  /** What to show for a default that is no plain data; null for all others. */
  readonly defaultShown: string | null;
  /** Text of this option is written with a `u` prefix. */
  readonly unicode: boolean;
  /** MoinMoin decodes byte strings of this option as UTF-8 while loading. */
  readonly decodedFromUtf8: boolean;
  /** Matters for sessions, logins and cookies; shown first. */
  readonly session: boolean;
  readonly role: OptionRole;
}

/**
 * What an option decides (DECISIONS 5). `protects`: who may read, write, log in or act, and what a stranger can make the
 * wiki do; `places`: which folders, files and addresses are used; `looks`: everything else. A wiki waits for a person
 * while the value of a protecting or placing option is not exactly known.
 */
export type OptionRole = 'protects' | 'places' | 'looks';

export type OptionGroup =
  | 'session'
  | 'auth'
  | 'paths'
  | 'acl'
  | 'style'
  | 'pages'
  | 'editor'
  | 'user'
  | 'user-new'
  | 'urls'
  | 'various'
  | 'spam_leech_dos'
  | 'datastruct'
  | 'attachment_extension'
  | 'mail'
  | 'backup'
  | 'rss'
  | 'search_macro'
  | 'xapian'
  | 'openid_server'
  | 'openidrp';

/** Shapes of option values. `one-of` = text from a closed list. */
export type OptionType =
  | { readonly kind: 'bool' | 'int' | 'number' | 'text' | 'object' | 'callable' | 'class' | 'dict' }
  | { readonly kind: 'one-of'; readonly choices: readonly (string | number)[] }
  | { readonly kind: 'optional'; readonly of: OptionType }
  | { readonly kind: 'either'; readonly of: readonly OptionType[] }
  | { readonly kind: 'list'; readonly of: OptionType }
  | { readonly kind: 'tuple'; readonly of: readonly OptionType[] }
  | { readonly kind: 'tuple-of'; readonly of: OptionType }
  | { readonly kind: 'map'; readonly of: OptionType };

/** In the order in which they are shown. */
const optionGroups: readonly OptionGroup[] = [
  'session',
  'auth',
  'paths',
  'acl',
  'style',
  'pages',
  'editor',
  'user',
  'user-new',
  'urls',
  'various',
  'spam_leech_dos',
  'datastruct',
  'attachment_extension',
  'mail',
  'backup',
  'rss',
  'search_macro',
  'xapian',
  'openid_server',
  'openidrp',
];

/** Every option of MoinMoin 1.9.11, in the order in which they are shown. */
export const optionCatalogue: readonly OptionInfo[] = optionGroups.flatMap((group) =>
  optionRows[group].map((row) => ({ ...row, group })),
);

const byName = new Map<string, OptionInfo>(optionCatalogue.map((option) => [option.name, option]));

/** What is known about an option; undefined for a name that MoinMoin does not know. */
export function optionInfo(name: string): OptionInfo | undefined {
  return byName.get(name);
}
