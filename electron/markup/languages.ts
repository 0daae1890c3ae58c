import { knownLanguages } from '../../shared/known-languages.ts';
import type { BlockLanguage } from './tree.ts';

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he']);

export function isKnownLanguage(code: string): boolean {
  return knownLanguages.has(code);
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return rightToLeft.has(code) ? 'rtl' : 'ltr';
}

export function blockLanguage(code: string): BlockLanguage {
  return { dir: directionOf(code), lang: code };
}
