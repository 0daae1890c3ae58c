import { de } from './de.ts';
import { english } from './english.ts';
import type { Language } from './sentence.ts';
import { makeSpeaker, type Speaker } from './speaker.ts';

export const speakers: Readonly<Record<Language, Speaker>> = { en: english, de: makeSpeaker('de', de) };
