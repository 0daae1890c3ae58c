import { de } from './de.ts';
import { en } from './en.ts';

export type Language = 'en' | 'de';

/** The sentences of each language, by id. */
export const catalogues: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, de };
