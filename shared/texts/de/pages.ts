import type { pages as english } from '../en/pages.ts';

export const pages: Readonly<Record<keyof typeof english, string>> = {
  'pages.none': 'Eine Seite {page} gibt es nicht.',
  'pages.noneIn': 'Eine Seite {page} gibt es in {wiki} nicht.',
  'pages.notRendered': 'Die Seite {page} ließ sich nicht darstellen ({status}).',
  'pages.noRevision': 'Diese Seite oder Fassung gibt es nicht: {page}.',
  'pages.notRepaired': '{page} ließ sich nicht reparieren ({kind}).',
};
