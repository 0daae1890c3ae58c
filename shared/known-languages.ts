/**
 * The languages that MoinMoin 1.9 has texts for: those that pages, macros and people's preferences may name. An unknown
 * one is ignored on a page and reads as `en` in a profile.
 */
export const knownLanguages: ReadonlySet<string> = new Set(
  (
    'ar bg ca cs da de el en es fa fi fr gl he hi hr hu id it ja ko ku lt lv mk mn nb nl pl pt pt-br ro ru sk sl sr ' +
    'sv tr uk vi zh zh-tw'
  ).split(' '),
);
