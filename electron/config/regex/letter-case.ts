import { casedLetters, CharacterSet } from './character-set.ts';

/**
 * How Python compares letters under IGNORECASE.
 *
 * Without UNICODE only A to Z have cases. With it, letters are equal that share a lower case, or an upper case of it: `ſ`
 * is an `s`, the Kelvin sign a `k`.
 */
export interface LetterCase {
  /** Equal for texts that differ in case only. */
  readonly fold: (text: string) => string;
  /** The set with every case of its members. */
  readonly close: (set: CharacterSet) => CharacterSet;
}

export const exactCase: LetterCase = { fold: (text) => text, close: (set) => set };

const shift = 32;

export const asciiCase: LetterCase = {
  fold: (text) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  close(set) {
    const extra: number[] = [];
    for (let upper = 0x41; upper <= 0x5a; upper++) {
      if (set.has(upper)) extra.push(upper + shift);
      if (set.has(upper + shift)) extra.push(upper);
    }
    return CharacterSet.union([set, CharacterSet.ofPoints(extra)]);
  },
};

/** `İ` is the one letter whose lower case takes two characters; Python has the first of them. */
const foldOne = (letter: string): string =>
  String.fromCodePoint(letter.toLowerCase().codePointAt(0) ?? 0)
    .toUpperCase()
    .toLowerCase();

let family: ReadonlyMap<number, readonly number[]> | null = null;

/** Each letter with cases, and the letters that equal it. */
function families(): ReadonlyMap<number, readonly number[]> {
  if (family !== null) return family;
  const byFold = new Map<string, number[]>();
  for (const [first, last] of casedLetters().pairs())
    for (let point = first; point <= last; point++) {
      const key = foldOne(String.fromCodePoint(point));
      byFold.set(key, [...(byFold.get(key) ?? []), point]);
    }
  return (family = new Map(
    [...byFold.values()].flatMap((members) => members.map((member) => [member, members] as const)),
  ));
}

export const unicodeCase: LetterCase = {
  fold: (text) => Array.from(text, foldOne).join(''),
  close(set) {
    const extra: number[] = [];
    if (set.only !== null) extra.push(...(families().get(set.only) ?? []));
    else for (const [point, members] of families()) if (set.has(point)) extra.push(...members);
    return CharacterSet.union([set, CharacterSet.ofPoints(extra)]);
  },
};
