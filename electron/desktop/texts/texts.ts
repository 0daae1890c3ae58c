import { de } from './de.ts';
import { en } from './en.ts';

export type DesktopTexts = typeof en;
export type Language = 'en' | 'de';

export const texts: Readonly<Record<Language, DesktopTexts>> = { en, de };
