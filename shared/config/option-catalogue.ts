import type { PyValue } from '../python-value.ts';

/** Everything Croft knows about one option of MoinMoin 1.9.11. */
export interface OptionInfo {
  readonly name: string;
  readonly group: OptionGroup;
  /** Shape of the value, checked before an edit and by `config check`. */
  readonly type: OptionType;
  /** Null when MoinMoin's default is an object, a function, or a long built-in text. */
  readonly default: PyValue | null;
  /** The default as Python would show it, also for objects. */
  readonly defaultText: string;
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
