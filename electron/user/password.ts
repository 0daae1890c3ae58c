import { timingSafeEqual } from 'node:crypto';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { desCrypt } from './schemes/des-crypt.ts';
import { expectedMd5Crypt } from './schemes/md5-crypt.ts';
import { isOutdated, passlibContext, type PasslibKind } from './schemes/passlib.ts';
import { expectedSaltedSha, saltedShaPassword, shaPassword } from './schemes/sha.ts';

/** What became of comparing a password with a stored one. */
export interface PasswordMatch {
  readonly matches: boolean;
  /** It matches, but is stored under another scheme than configured or with outdated parameters. */
  readonly outdated: boolean;
}

/** Compares and makes stored passwords (`enc_password`) as one wiki is configured (spec/users.md §5). */
export interface PasswordHasher {
  /**
   * A password that is wrong costs the same whether its account has a current hash, an old one or none, and where there
   * is no such account (`null`): otherwise the time of the answer would tell which names exist.
   */
  verify(stored: string | null, password: string): Promise<PasswordMatch>;
  /** The stored form of a new password. An empty password gives the empty text: nobody can log in with it. */
  hash(password: string): Promise<string>;
}

/** Scheme names as they stand in front of the data, in the order in which they are tried. */
const schemes = ['{PASSLIB}', '{SSHA}', '{SHA}', '{APR1}', '{MD5}', '{DES}'] as const;

export type PasswordScheme = (typeof schemes)[number];

export const schemeOf = (stored: string): PasswordScheme | null =>
  schemes.find((scheme) => stored.startsWith(scheme)) ?? null;

interface Comparison {
  readonly match: PasswordMatch;
  /** The slow hash that it took; null: none. */
  readonly spent: { readonly kind: PasslibKind; readonly rounds: number } | null;
}

const noMatch: PasswordMatch = { matches: false, outdated: false };

/** Longer passwords are refused: hashing them would only cost time. */
const mostPasswordBytes = 4096;

export type PasswordSettings = Pick<
  WikiSettings,
  'passwordScheme' | 'passlibSupport' | 'passlibRounds' | 'otherOptions'
>;

export function passwordHasher(settings: PasswordSettings): PasswordHasher {
  const context = passlibContext(settings.otherOptions.get('passlib_crypt_context'), settings.passlibRounds);
  const preferred =
    settings.passwordScheme === '{PASSLIB}' && settings.passlibSupport ? context.preferred : null;
  // A kind that passlib makes and we don't know: {SSHA} is what both understand, and passlib's at the next login there.
  const writtenScheme: PasswordScheme = preferred === null ? '{SSHA}' : '{PASSLIB}';

  async function verify(stored: string | null, password: string): Promise<PasswordMatch> {
    const bytes = Buffer.from(password);
    if (password === '' || bytes.length > mostPasswordBytes) return noMatch;
    const { match, spent } = await compare(stored, bytes);
    if (!match.matches) await spendTheRest(spent, bytes);
    return match;
  }

  async function compare(stored: string | null, password: Uint8Array): Promise<Comparison> {
    const scheme = stored === null ? null : schemeOf(stored);
    if (stored === null || scheme === null) return { match: noMatch, spent: null };
    const data = stored.slice(scheme.length);
    if (scheme === '{PASSLIB}') return comparePasslib(data, password);
    const expected = expectedText(scheme, data, password);
    const matches = expected !== null && equalTexts(expected, data);
    return { match: { matches, outdated: matches && scheme !== writtenScheme }, spent: null };
  }

  async function comparePasslib(data: string, password: Uint8Array): Promise<Comparison> {
    // Passlib refuses passwords with a NUL, which C libraries would cut there.
    if (!settings.passlibSupport || password.includes(0)) return { match: noMatch, spent: null };
    for (const accepted of context.kinds) {
      const hash = accepted.kind.parse(data);
      if (hash === null) continue;
      const spent = { kind: accepted.kind, rounds: hash.rounds };
      if (!equalTexts(await hash.expected(password), hash.checksum)) return { match: noMatch, spent };
      const otherScheme = settings.passwordScheme !== '{PASSLIB}';
      const outdated = otherScheme || (preferred !== null && isOutdated(hash, accepted));
      return { match: { matches: true, outdated }, spent };
    }
    return { match: noMatch, spent: null };
  }

  /** Brings a failed comparison to the cost of a hash as this wiki makes them, whatever is stored, and for nobody too. */
  async function spendTheRest(spent: Comparison['spent'], password: Uint8Array): Promise<void> {
    if (preferred === null) return;
    const { kind, rounds } = preferred;
    const rest = spent?.kind === kind ? rounds - spent.rounds : rounds;
    if (rest > 0) await kind.make(password, rest);
  }

  async function hash(password: string): Promise<string> {
    if (password === '') return '';
    const bytes = Buffer.from(password);
    if (preferred === null || bytes.includes(0)) return `{SSHA}${saltedShaPassword(bytes)}`;
    return `{PASSLIB}${await preferred.kind.make(bytes, preferred.rounds)}`;
  }

  return { verify, hash };
}

/** What the stored data would have to be if the password were right; null for malformed data, which never matches (U6). */
function expectedText(
  scheme: Exclude<PasswordScheme, '{PASSLIB}'>,
  data: string,
  password: Uint8Array,
): string | null {
  switch (scheme) {
    case '{SSHA}':
      return expectedSaltedSha(data, password);
    case '{SHA}':
      return shaPassword(password);
    case '{APR1}':
      return expectedMd5Crypt(data, password, '$apr1$');
    case '{MD5}':
      return expectedMd5Crypt(data, password, '$1$');
    case '{DES}':
      return desCrypt(password, data);
  }
}

/** In a time that tells nothing about where they differ. */
function equalTexts(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
