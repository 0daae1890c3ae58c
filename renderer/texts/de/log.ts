import type { log as english } from '../en/log.ts';

export const log: Readonly<Record<keyof typeof english, string>> = {
  'log.find': 'Im Protokoll finden',
  'log.wiki': 'Wiki',
  'log.allWikis': 'Alle Wikis',
  'log.level': 'Stufe',
  'log.level.info': 'Alles',
  'log.level.warning': 'Warnungen und Fehler',
  'log.level.error': 'Nur Fehler',
  'log.word.warning': 'Warnung',
  'log.word.error': 'Fehler',
  'log.follow': 'Mitlaufen',
  'log.hideEarlier': 'Frühere Zeilen verbergen',
  'log.showEarlier': 'Frühere Zeilen zeigen',
  'log.older': 'Ältere Zeilen zeigen',
  'log.none': 'Noch nichts. Anfragen und Sitzungsereignisse erscheinen hier.',
  'log.noneFound': 'Keine Zeile passt.',
  'log.session': 'Sitzung',
};
