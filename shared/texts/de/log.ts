import type { log as english } from '../en/log.ts';

export const log: Readonly<Record<keyof typeof english, string>> = {
  'log.became': '{user} ist jetzt {target}',
  'log.returned': '{user} ist nicht mehr {target}',
  'log.noCookie': 'Es lässt sich kein Cookie setzen: {reason}',
  'log.session.refused': 'Sitzung {session}… ist unsicher und wurde nicht gelesen: {reason}',
  'log.session.corrupt': 'Sitzung {session}… ist beschädigt und zählt als leer: {reason}',
  'log.session.unreadable': 'Sitzung {session}… lässt sich nicht lesen: {reason}',
  'log.session.not-saved': 'Sitzung {session}… ließ sich nicht speichern: {reason}',
  'log.session.not-removed': 'Sitzung {session}… ließ sich nicht entfernen: {reason}',
  'log.standIn':
    '{option} in {file}:{line} wird von Python berechnet und ist nicht bekannt ({why}); dafür steht MoinMoins Standardwert.',
  'log.notReadAhead': 'Seiten wurden nicht vorausgelesen: {reason}',
  'log.accountsUnreadable': '{folder} lässt sich nicht lesen: {reason}',
  'log.historyUnwritten': 'Der Verlauf der Sitzungen lässt sich nicht schreiben: {reason}',
  'log.notBroughtBack': 'Eine beendete Sitzung ließ sich nicht zurückholen: {reason}',
  'log.notCleared': 'Beendete Sitzungen lassen sich nicht aus {folder} entfernen: {reason}',
  'log.switchNotEnded':
    'Die Sitzung eines Benutzerwechsels ließ sich nicht beenden; der nächste Start versucht es wieder: {reason}',
  'log.notRemoved': 'Eine beendete Sitzung ließ sich nicht entfernen: {reason}',
  'log.macroFailed': 'Das Makro {name} dieser Farm ist gescheitert: {reason}',
  'log.macroNotLoaded': 'Das Makro {name} lässt sich nicht aus {file} laden: {reason}',
};
