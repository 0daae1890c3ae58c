import { textOf, type PyValue } from '../../../shared/python-value.ts';
import { pbkdf2Kinds } from './pbkdf2.ts';
import { sha512CryptKind } from './sha512-kind.ts';

/**
 * One kind of hash that the reference's passlib makes and reads. Kinds that are not here (bcrypt, scrypt, sha256_crypt …)
 * are refused like those that the configuration does not name.
 */
export interface PasslibKind {
  /** Passlib's name, as in `schemes` of the configuration. */
  readonly name: string;
  /** Rounds of new hashes where the configuration says nothing. */
  readonly defaultRounds: number;
  /** Null when the text is no hash of this kind, or one with an absurd number of rounds. */
  parse(text: string): ParsedHash | null;
  make(password: Uint8Array, rounds: number): Promise<string>;
}

export interface ParsedHash {
  readonly rounds: number;
  readonly checksum: string;
  /** What the checksum would have to be for this password. */
  expected(password: Uint8Array): Promise<string>;
}

const kinds: readonly PasslibKind[] = [sha512CryptKind, ...pbkdf2Kinds];

/** What a wiki's `passlib_crypt_context` says, as far as Croft obeys it (spec/users.md §5). */
export interface PasslibContext {
  /** The kinds that are named and known here; hashes of no other kind are accepted. */
  readonly kinds: readonly AcceptedKind[];
  /** Which of them new hashes get; null: the one that the configuration wants is not known here. */
  readonly preferred: AcceptedKind | null;
}

export interface AcceptedKind {
  readonly kind: PasslibKind;
  /** Hashes of this kind are replaced at login. */
  readonly deprecated: boolean;
  /** Of new hashes. */
  readonly rounds: number;
  /** Hashes with fewer or more rounds are outdated. */
  readonly minimumRounds: number;
  readonly maximumRounds: number;
}

/**
 * Reads `passlib_crypt_context`: a dictionary of passlib's keywords (`schemes`, `default`, `deprecated`,
 * `<kind>__default_rounds`, `<kind>__min_rounds`, `<kind>__max_rounds`). What is not understood takes passlib's default.
 *
 * @param sha512Rounds rounds of new sha512_crypt hashes
 */
export function passlibContext(option: PyValue | undefined, sha512Rounds: number): PasslibContext {
  const entries = option?.type === 'dict' ? option.entries : [];
  const keyword = (name: string): PyValue | undefined => entries.find(([key]) => textOf(key) === name)?.[1];
  const number = (name: string): number | null => {
    const value = keyword(name);
    return value?.type === 'int' || value?.type === 'long' ? Number(value.value) : null;
  };
  const schemes = texts(keyword('schemes')) ?? ['sha512_crypt'];
  const preferredName = textOf(keyword('default')) ?? schemes[0];
  const deprecated = texts(keyword('deprecated')) ?? [];
  const accepted = kinds
    .filter((kind) => schemes.includes(kind.name))
    .map((kind): AcceptedKind => {
      const standard = kind === sha512CryptKind ? sha512Rounds : kind.defaultRounds;
      return {
        kind,
        deprecated:
          deprecated.includes(kind.name) || (deprecated.includes('auto') && kind.name !== preferredName),
        rounds: number(`${kind.name}__default_rounds`) ?? standard,
        minimumRounds: number(`${kind.name}__min_rounds`) ?? 0,
        maximumRounds: number(`${kind.name}__max_rounds`) ?? Infinity,
      };
    });
  return { kinds: accepted, preferred: accepted.find(({ kind }) => kind.name === preferredName) ?? null };
}

export const isOutdated = (
  hash: ParsedHash,
  { deprecated, minimumRounds, maximumRounds }: AcceptedKind,
): boolean => deprecated || hash.rounds < minimumRounds || hash.rounds > maximumRounds;

/** The texts of a list or tuple, or of one text with commas between. */
function texts(value: PyValue | undefined): readonly string[] | null {
  if (value?.type === 'list' || value?.type === 'tuple')
    return value.items.map(textOf).filter((text) => text !== null);
  const text = textOf(value);
  return text === null ? null : text.split(',').map((part) => part.trim());
}
