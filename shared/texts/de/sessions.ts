import type { sessions as english } from '../en/sessions.ts';

export const sessions: Readonly<Record<keyof typeof english, string>> = {
  'sessions.gone': 'Diese Sitzung gibt es nicht mehr.',
  'sessions.readOnly.hint': 'Öffnen Sie sie zum Schreiben, um Sitzungen zu beenden.',
  'sessions.notAllEnded': 'Es ließen sich nicht alle Sitzungen beenden.',
  'sessions.notEnded': 'Die Sitzung {session}… ließ sich nicht beenden.',
  'sessions.notEnded.hint': 'Prüfen Sie, ob dieses Konto in den Sitzungsordner schreiben darf.',
  'sessions.noAccount': 'Ein freigegebenes Konto {name} gibt es nicht.',
  'sessions.not-a-dict': 'In der Datei steht ein Wert, der keine Sitzung ist.',
  'sessions.corrupt': 'Die Datei ist beschädigt; das Wiki behandelt sie als leere Sitzung.',
  'sessions.refused': 'Unsicher, nicht gelesen: In der Datei stehen Objekte, die Code ausführen könnten.',
  'sessions.unreadable': 'Dieses Konto darf die Datei nicht lesen.',
  'sessions.otherFolder': 'Es sucht in einem anderen Sitzungsordner.',
  'sessions.unknownAccount': 'Es hat kein Konto mit dieser Kennung.',
  'sessions.disabledAccount': 'Das Konto ist gesperrt.',
  'sessions.noMethod': 'Es nimmt keine Anmeldung durch {method} an.',
  'sessions.unknownMethod': 'eine unbekannte Methode',
};
