import { de } from './de.ts';
import type { Language } from '../../shared/texts/sentence.ts';
import { en } from './en.ts';

/** The sentences of each language, by id. */
export const catalogues: Readonly<Record<Language, Readonly<Record<keyof typeof en, string>>>> = { en, de };
