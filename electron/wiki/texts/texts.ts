import { html, trustedHtml, type Html, type HtmlPart } from '../html.ts';
import { de } from './de.ts';
import { en, type TextId } from './en.ts';

export type { TextId } from './en.ts';
export type TextValues = Readonly<Record<string, string | number>>;

/** The sentences of one interface language. */
export interface Texts {
  readonly language: InterfaceLanguage;
  /** Plain text; escaped by whoever puts it into HTML. */
  text(id: TextId, values?: TextValues): string;
  /** HTML whose values may be HTML themselves, e.g. links inside a sentence. */
  html(id: TextId, values: Readonly<Record<string, HtmlPart>>): Html;
  /** A text given in English (by a macro or plugin), or itself when it is not ours. */
  translate(english: string): string;
}

const catalogues = { en, de } satisfies Record<string, Readonly<Record<TextId, string>>>;
export type InterfaceLanguage = keyof typeof catalogues;
export const interfaceLanguages = Object.keys(catalogues) as readonly InterfaceLanguage[];

const placeholder = /\{(\w+)\}/g;
const idsByEnglish = new Map(Object.entries(en).map(([id, text]) => [text as string, id as TextId]));

function makeTexts(language: InterfaceLanguage): Texts {
  const catalogue: Readonly<Record<TextId, string>> = catalogues[language];
  return {
    language,
    text: (id, values = {}) =>
      catalogue[id].replace(placeholder, (whole, name: string) => String(values[name] ?? whole)),
    html: (id, values) => {
      const pieces = catalogue[id].split(placeholder);
      return trustedHtml(
        pieces
          .map((piece, index) => (index % 2 === 0 ? html`${piece}` : html`${values[piece]}`).text)
          .join(''),
      );
    },
    translate: (english) => {
      const id = idsByEnglish.get(english);
      return id === undefined ? english : catalogue[id];
    },
  };
}

const made = new Map<InterfaceLanguage, Texts>();

export function textsFor(language: InterfaceLanguage): Texts {
  const known = made.get(language);
  if (known !== undefined) return known;
  const texts = makeTexts(language);
  made.set(language, texts);
  return texts;
}

/** Languages that are written from right to left. */
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur']);
export const directionOf = (language: string): 'ltr' | 'rtl' => (rightToLeft.has(language) ? 'rtl' : 'ltr');

/**
 * The interface language of a request: the profile's, else the first acceptable of `Accept-Language`, else the
 * wiki's (spec/actions.md §1).
 */
export function chooseLanguage(choice: {
  readonly profile: string;
  readonly acceptLanguage: string | undefined;
  readonly ignoreBrowser: boolean;
  readonly wikiDefault: string;
}): InterfaceLanguage {
  const profile = asKnown(choice.profile);
  if (profile !== null) return profile;
  if (!choice.ignoreBrowser) {
    for (const tag of acceptedLanguages(choice.acceptLanguage ?? '')) {
      const known = asKnown(tag);
      if (known !== null) return known;
    }
  }
  return asKnown(choice.wikiDefault) ?? 'en';
}

function asKnown(tag: string): InterfaceLanguage | null {
  const lower = tag.toLowerCase();
  const base = lower.split('-')[0] ?? lower;
  return (
    interfaceLanguages.find((language) => language === lower) ??
    interfaceLanguages.find((language) => language === base) ??
    null
  );
}

/** The tags of an `Accept-Language` header, the most wanted first. */
export function acceptedLanguages(header: string): readonly string[] {
  return header
    .split(',')
    .slice(0, 50)
    .map((entry, index) => {
      const [tag = '', ...settings] = entry.split(';').map((piece) => piece.trim());
      const quality = settings.find((setting) => setting.startsWith('q='));
      const weight = quality === undefined ? 1 : Number(quality.slice(2));
      return { tag, weight: Number.isFinite(weight) ? weight : 0, index };
    })
    .filter(({ tag, weight }) => tag !== '' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.index - b.index)
    .map(({ tag }) => tag);
}
