/** A picture of the theme that stands for characters (spec/markup.md §4.3). */
export interface SmileyImage {
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

const smileys: ReadonlyMap<string, SmileyImage> = new Map(
  (
    [
      ['X-(', 'angry.png'],
      [':D', 'biggrin.png'],
      ['<:(', 'frown.png'],
      [':o', 'redface.png'],
      [':(', 'sad.png'],
      [':)', 'smile.png'],
      ['B)', 'smile2.png'],
      [':))', 'smile3.png'],
      [';)', 'smile4.png'],
      ['/!\\', 'alert.png'],
      ['<!>', 'attention.png'],
      ['(!)', 'idea.png'],
      [':-?', 'tongue.png'],
      [':\\', 'ohwell.png'],
      ['>:>', 'devil.png'],
      ['|)', 'tired.png'],
      [':-(', 'sad.png'],
      [':-)', 'smile.png'],
      ['B-)', 'smile2.png'],
      [':-))', 'smile3.png'],
      [';-)', 'smile4.png'],
      ['|-)', 'tired.png'],
      ['(./)', 'checkmark.png'],
      ['{OK}', 'thumbs-up.png'],
      ['{X}', 'icon-error.png'],
      ['{i}', 'icon-info.png'],
      ['{1}', 'prio1.png'],
      ['{2}', 'prio2.png'],
      ['{3}', 'prio3.png'],
      ['{*}', 'star_on.png'],
      ['{o}', 'star_off.png'],
    ] as const
  ).map(([code, file]) => [
    code,
    file.startsWith('prio') ? { file, width: 15, height: 13 } : { file, width: 16, height: 16 },
  ]),
);

/** Longer codes first, so that `:))` is not read as `:)`. */
export const smileyCodes: readonly string[] = [...smileys.keys()].sort((a, b) => b.length - a.length);

export function smileyImage(code: string): SmileyImage {
  return smileys.get(code) ?? { file: '', width: 16, height: 16 };
}

export const smileyTable: ReadonlyMap<string, SmileyImage> = smileys;
