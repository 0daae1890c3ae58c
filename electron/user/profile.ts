import { splitByteLines } from '../base/disk-reading.ts';
import { knownLanguages } from '../../shared/known-languages.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import {
  parseAttributes,
  printAttributes,
  type ProfileAttributes,
  type ProfileValue,
} from './profile-codec.ts';
import type { ProfileDefaults } from './profile-defaults.ts';
import { formatPythonTime, parsePythonInteger } from './python-text.ts';
import { decodeUtf8 } from '../../shared/python/utf8.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export type { ProfileAttributes, ProfileValue } from './profile-codec.ts';
export { profileDefaults, type ProfileDefaults, type ProfileSettings } from './profile-defaults.ts';

/**
 * One account as a wiki sees it: what its file says, completed by the wiki's defaults (spec/users.md §2.3).
 *
 * `attributes` is the whole truth and what a save writes; the other fields are read from it. Change a profile with
 * `changeProfile`, never by spreading.
 */
export interface UserProfile {
  readonly id: string;
  readonly attributes: ProfileAttributes;
  readonly name: string;
  readonly aliasName: string;
  readonly email: string;
  readonly jid: string;
  /** Scheme in braces and data (password.ts); empty: nobody can log in with a password. */
  readonly encPassword: string;
  readonly recoverpassKey: string;
  /** A disabled account is not *valid*: it can't log in and its sessions die. */
  readonly disabled: boolean;
  readonly cssUrl: string;
  /** Text, as in the file; default `20`. */
  readonly editRows: string;
  readonly themeName: string;
  readonly editorDefault: string;
  readonly editorUi: string;
  /** Empty: the browser's language. */
  readonly language: string;
  readonly tzOffsetSeconds: number;
  /** strftime patterns; empty: the wiki's. */
  readonly dateFormat: string;
  readonly datetimeFormat: string;
  /** Seconds since 1970 as text. */
  readonly lastSaved: string;
  /** Page names, `Wiki:Page` for other wikis. */
  readonly quicklinks: readonly string[];
  /** Regular expressions on page names, some with `Wiki:` in front. */
  readonly subscribedPages: readonly string[];
  readonly emailSubscribedEvents: readonly string[];
  readonly jabberSubscribedEvents: readonly string[];
  /** Interwiki name (empty if the wiki has none) → microseconds since 1970, as text. */
  readonly bookmarks: ReadonlyMap<string, string>;
  readonly rememberMe: boolean;
  readonly showPageTrail: boolean;
  readonly rememberLastVisit: boolean;
  readonly showToolbar: boolean;
  readonly showFancyDiff: boolean;
  readonly editOnDoubleclick: boolean;
  readonly mailtoAuthor: boolean;
  readonly showComments: boolean;
  readonly showTopbottom: boolean;
  readonly wikinameAddSpaces: boolean;
  readonly showNonexistQm: boolean;
}

/** Attributes to set; `null` removes one. */
export type ProfileChanges = Readonly<Record<string, ProfileValue | null>>;

export interface ProfileReading {
  readonly profile: UserProfile;
  /** The keys of `profile.attributes` that the file itself names. */
  readonly fromFile: ReadonlySet<string>;
  /** Holds obsolete keys: whoever loads it for a wiki rewrites it at once (§2.1 step 8). */
  readonly obsolete: boolean;
}

/** Why a file is no profile; such an account is skipped and shown, it never breaks others (U5). */
export interface ProfileDamage {
  readonly reason: 'not-utf8' | 'time-zone-offset';
  readonly message: Sentence;
  /** What it says of whose it is; null when not even that can be read. */
  readonly claims: AccountClaims | null;
}

/** By what an account is found. Nobody else may have them, also while the rest of the profile is damaged. */
export type AccountClaims = Pick<UserProfile, 'name' | 'email' | 'jid'>;

/** A profile larger than this is damaged; the reference knows no limit, real ones have a few kB. */
export const maximumProfileBytes = 4 * 1024 * 1024;

/**
 * Reads one profile file as the reference does (spec/users.md §2.1).
 *
 * @param nowSeconds stands for `last_saved` where the file has none
 */
export function readProfile(
  id: string,
  bytes: Uint8Array,
  defaults: ProfileDefaults,
  nowSeconds: number,
): Result<ProfileReading, ProfileDamage> {
  const text = decode(bytes);
  if (text === null)
    return fail({ reason: 'not-utf8', message: sentence('users.notUtf8'), claims: claimsOf(bytes) });
  const { attributes, mentioned } = parseAttributes(text);
  const obsolete = ['passwd', 'show_emoticons'].filter((key) => attributes.delete(key)).length > 0;
  for (const key of defaults.lockedCheckboxes) attributes.delete(key);
  const offset = attributes.get('tz_offset');
  if (offset === '') attributes.delete('tz_offset');
  else if (offset !== undefined) {
    const seconds = timeZoneSeconds(offset);
    if (seconds === null)
      return fail({
        reason: 'time-zone-offset',
        message: sentence('users.timeZone'),
        claims: claimsOf(bytes),
      });
    attributes.set('tz_offset', seconds);
  }
  const language = attributes.get('language');
  if (typeof language === 'string' && language !== '' && !knownLanguages.has(language))
    attributes.set('language', 'en');
  const all = new Map(defaults.attributes)
    .set('enc_password', '')
    .set('last_saved', formatPythonTime(nowSeconds));
  for (const [key, value] of attributes) all.set(key, value);
  for (const key of defaults.checkboxes) all.set(key, checkboxInteger(all.get(key)));
  const fromFile = new Set(
    [...mentioned].filter((key) => all.has(key) && !defaults.lockedCheckboxes.has(key)),
  );
  return ok({ profile: profileOf(id, all), fromFile, obsolete });
}

/** Strict UTF-8, but for an unfinished character at the very end, which is dropped. Null when it is not UTF-8. */
function decode(bytes: Uint8Array): string | null {
  try {
    const whole = bytes.subarray(0, unfinishedFrom(bytes));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/**
 * Where a character begins that would need more bytes than the file has. The reference's reader counts the bytes only:
 * `é` in Latin-1 before the last line feed is such a beginning, too, and takes the line feed with it.
 */
function unfinishedFrom(bytes: Uint8Array): number {
  for (let at = Math.max(0, bytes.length - 3); at < bytes.length; at++) {
    const first = bytes[at] ?? 0;
    const needed = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first >= 0xc2 && first <= 0xf4 && at + needed > bytes.length) return at;
  }
  return bytes.length;
}

/** Line by line, so that one broken line hides no other; null when a line that names the account is broken. */
function claimsOf(bytes: Uint8Array): AccountClaims | null {
  const lines = splitByteLines(bytes).map((line) => ({ line, text: decodeUtf8(line) }));
  const hidesName = ({ line, text }: (typeof lines)[number]): boolean =>
    text === null && /^\s*name=/.test(Buffer.from(line).toString('latin1'));
  if (lines.some(hidesName)) return null;
  const { attributes } = parseAttributes(lines.map(({ text }) => text ?? '').join('\n'));
  const text = (key: string): string => {
    const value = attributes.get(key);
    return typeof value === 'string' ? value : '';
  };
  return { name: text('name'), email: text('email'), jid: text('jid') };
}

/** Values of −24…24 are hours (§2.1 step 8). */
function timeZoneSeconds(value: ProfileValue): number | bigint | null {
  const offset = typeof value === 'string' ? parsePythonInteger(value) : null;
  return typeof offset === 'number' && Math.abs(offset) <= 24 ? offset * 3600 : offset;
}

function checkboxInteger(value: ProfileValue | undefined): number | bigint {
  if (typeof value === 'string') return parsePythonInteger(value) ?? 0;
  if (typeof value === 'boolean') return value ? 1 : 0;
  return typeof value === 'number' || typeof value === 'bigint' ? value : 0;
}

/** An account that has no file yet, with the wiki's defaults. */
export const newProfile = (id: string, defaults: ProfileDefaults, nowSeconds: number): UserProfile =>
  profileOf(id, new Map(defaults.attributes).set('last_saved', formatPythonTime(nowSeconds)));

/** The same account with some attributes set or (null) removed. Keys as in the file, e.g. `{ remember_me: 0 }`. */
export function changeProfile(profile: UserProfile, changes: ProfileChanges): UserProfile {
  const attributes = new Map(profile.attributes);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) attributes.delete(key);
    else attributes.set(key, value);
  }
  return profileOf(profile.id, attributes);
}

/**
 * The whole text of the file (spec/users.md §2.2). The date in its comment is local time in the reference's default form
 * whatever `datetime_fmt` says: nobody reads it back.
 */
export function printProfile(profile: UserProfile, nowSeconds: number): string {
  const now = new Date(nowSeconds * 1000);
  const two = (part: number): string => String(part).padStart(2, '0');
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  const time = `${two(now.getHours())}:${two(now.getMinutes())}:${two(now.getSeconds())}`;
  return printAttributes(profile.id, profile.attributes, nowSeconds, `${day} ${time}`);
}

function profileOf(id: string, attributes: ProfileAttributes): UserProfile {
  const text = (key: string): string => {
    const value = attributes.get(key);
    return typeof value === 'string' ? value : '';
  };
  const list = (key: string): readonly string[] => {
    const value = attributes.get(key);
    return Array.isArray(value) ? (value as readonly string[]) : [];
  };
  const ticked = (key: string): boolean => Boolean(checkboxInteger(attributes.get(key)));
  const bookmarks = attributes.get('bookmarks');
  return {
    id,
    attributes,
    name: text('name'),
    aliasName: text('aliasname'),
    email: text('email'),
    jid: text('jid'),
    encPassword: text('enc_password'),
    recoverpassKey: text('recoverpass_key'),
    disabled: ticked('disabled'),
    cssUrl: text('css_url'),
    editRows: text('edit_rows'),
    themeName: text('theme_name'),
    editorDefault: text('editor_default'),
    editorUi: text('editor_ui'),
    language: text('language'),
    tzOffsetSeconds: Number(attributes.get('tz_offset') ?? 0),
    dateFormat: text('date_fmt'),
    datetimeFormat: text('datetime_fmt'),
    lastSaved: text('last_saved'),
    quicklinks: list('quicklinks'),
    subscribedPages: list('subscribed_pages'),
    emailSubscribedEvents: list('email_subscribed_events'),
    jabberSubscribedEvents: list('jabber_subscribed_events'),
    bookmarks: bookmarks instanceof Map ? (bookmarks as ReadonlyMap<string, string>) : new Map(),
    rememberMe: ticked('remember_me'),
    showPageTrail: ticked('show_page_trail'),
    rememberLastVisit: ticked('remember_last_visit'),
    showToolbar: ticked('show_toolbar'),
    showFancyDiff: ticked('show_fancy_diff'),
    editOnDoubleclick: ticked('edit_on_doubleclick'),
    mailtoAuthor: ticked('mailto_author'),
    showComments: ticked('show_comments'),
    showTopbottom: ticked('show_topbottom'),
    wikinameAddSpaces: ticked('wikiname_add_spaces'),
    showNonexistQm: ticked('show_nonexist_qm'),
  };
}
