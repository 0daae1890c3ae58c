import type { PyValue } from '../python-value.ts';
import { optionRows } from './option-data.ts';

/** Everything Croft knows about one option of MoinMoin 1.9.11. */
export interface OptionInfo {
  readonly name: string;
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
  /** What it means, in one or two sentences. */
  readonly meaning: string;
}

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

/** What people call the groups, in the order in which they are shown. */
export const optionGroups: readonly { readonly id: OptionGroup; readonly title: string }[] = [
  { id: 'session', title: 'Sessions and cookies' },
  { id: 'auth', title: 'Logging in and administrators' },
  { id: 'paths', title: 'Folders' },
  { id: 'acl', title: 'Access rules' },
  { id: 'style', title: 'Look' },
  { id: 'pages', title: 'Page names with a meaning' },
  { id: 'editor', title: 'Editing' },
  { id: 'user', title: 'Accounts and preferences' },
  { id: 'user-new', title: 'New accounts' },
  { id: 'urls', title: 'Addresses' },
  { id: 'various', title: 'Other' },
  { id: 'spam_leech_dos', title: 'Protection against abuse' },
  { id: 'datastruct', title: 'Groups and dictionaries' },
  { id: 'attachment_extension', title: 'Attachments' },
  { id: 'mail', title: 'Mail' },
  { id: 'backup', title: 'Backup' },
  { id: 'rss', title: 'Feeds' },
  { id: 'search_macro', title: 'Search in pages' },
  { id: 'xapian', title: 'Search index' },
  { id: 'openid_server', title: 'OpenID provider' },
  { id: 'openidrp', title: 'Logging in with OpenID' },
];

/** Every option of MoinMoin 1.9.11, in the order in which they are shown. */
export const optionCatalogue: readonly OptionInfo[] = optionGroups.flatMap(({ id }) =>
  optionRows[id].map((row) => ({ ...row, group: id })),
);

const byName = new Map(optionCatalogue.map((option) => [option.name, option]));

/** What is known about an option; undefined for a name that MoinMoin does not know. */
export function optionInfo(name: string): OptionInfo | undefined {
  return byName.get(name);
}
