import type { BlockLanguage } from './tree.ts';

/** Languages that pages and `<<code>>` macros know (spec/markup.md §12). */
const codes =
  'ar bg ca cs da de el en es fa fi fr gl he hi hr hu id it ja ko ku lt lv mk mn nb nl pl pt pt-br ro ru sk sl sr sv tr uk vi zh zh-tw';
const known: ReadonlySet<string> = new Set(codes.split(' '));
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he']);

export function isKnownLanguage(code: string): boolean {
  return known.has(code);
}

export function directionOf(code: string): 'ltr' | 'rtl' {
  return rightToLeft.has(code) ? 'rtl' : 'ltr';
}

export function blockLanguage(code: string): BlockLanguage {
  return { dir: directionOf(code), lang: code };
}
