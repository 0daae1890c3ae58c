import type { overview as english } from '../en/overview.ts';

export const overview: Readonly<Record<keyof typeof english, string>> = {
  'overview.wiki': 'Wiki',
  'overview.state': 'Zustand',
  'overview.address': 'Adresse',
  'overview.loggedIn': 'Angemeldet',
  'overview.requests': 'Anfragen je Minute',
  'overview.requestsLabel':
    '{wiki}: {total, plural, one {# Anfrage} other {# Anfragen}} in den letzten 30 Minuten',
  'overview.lastProblem': 'Letztes Problem',
  'overview.filter': 'Wikis filtern',
  'overview.noAddress': 'Keine Adresse ableitbar',
  'overview.opensBrowser': '(öffnet im Browser)',
  'overview.opensWindow': '(öffnet in einem Identitätsfenster)',
  'overview.copyAddress': 'Adresse von {wiki} kopieren',
  'overview.more': 'Mehr zu {wiki}',
  'overview.open': 'Öffnen',
  'overview.openVisitor': 'Als neuer Besucher öffnen',
  'overview.openAs': 'Öffnen als …',
  'overview.showLog': 'Protokoll zeigen',
  'overview.folder': 'Ordner zeigen',
  'overview.noWikis': '{file} nennt kein Wiki.',
  'overview.problems': 'Funde der Konfigurationsprüfung',
  'overview.severity.error': 'Fehler',
  'overview.severity.warning': 'Warnung',
  'overview.severity.note': 'Hinweis',
  'overview.desktopEdition':
    '{wiki} hat DesktopEdition = True: Wer das Wiki von diesem Rechner aus erreicht, ist dort Superuser.',
  'overview.computed': 'Das Wiki wartet: {option} wird von Code berechnet, den Croft nicht ausführt.',
  'overview.valueFor': 'Wert von {option} für {wiki}',
  'overview.useValue': 'Diesen Wert nehmen',
};
