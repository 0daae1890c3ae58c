import type { help as english } from '../en/help.ts';

export const help: Readonly<Record<keyof typeof english, string>> = {
  'help.title': 'Hilfe',
  'help.about': 'Hilfe zu {view}',
  'help.pages': 'Seiten der Hilfe',
  'help.search': 'In der Hilfe finden',
  'help.found':
    '{count, plural, =0 {Keine Seite gefunden.} one {# Seite gefunden.} other {# Seiten gefunden.}}',
  'help.noneFound': 'Keine Seite spricht von „{text}“.',

  'tour.title': 'Rundgang',
  'tour.start': 'Rundgang starten',
  'tour.step': 'Schritt {step} von {total}',
  'tour.next': 'Weiter',
  'tour.back': 'Zurück',
  'tour.end': 'Rundgang beenden',
  'tour.dismiss': 'Rundgang schließen',
  'tour.needsFarm': 'Der Rundgang braucht eine offene Farm. Probieren Sie die Beispielfarm aus.',
  'tour.overview.title': 'Die Wikis dieser Farm',
  'tour.overview.text':
    'Jede Zeile ist ein Wiki, das hier läuft. Ein Druck auf die Adresse öffnet es zum Anmelden; die Passwörter stehen auf seiner Startseite. Das Menü am Ende der Zeile startet, hält an und dupliziert es.',
  'tour.sessions.title': 'Wer angemeldet ist',
  'tour.sessions.text':
    'Jede Sitzung jedes Wikis, so wie sie sich ändert. Melden Sie sich in einem Wiki an, und die Zeile erscheint. Eingabe zeigt alles zu einer Sitzung, Entf beendet sie, Rückgängig holt sie zurück.',
  'tour.options.title': 'Was über Anmeldungen entscheidet',
  'tour.options.text':
    'Jede Option mit ihrem Wert für die Farm und jedes Wiki. Wählen Sie ein Feld, um zu sehen, woher der Wert kommt, und um ihn zu ändern. Nichts wird geschrieben, bevor Sie es geprüft haben.',
  'tour.sharing.title': 'Welche Wikis eine Anmeldung teilen',
  'tour.sharing.text':
    'Wikis in einer Blase haben eine Anmeldung. Wählen Sie zwei, um zu sehen, warum, und probieren Sie Werte aus, ohne etwas zu ändern.',
  'tour.users.title': 'Jemand anderes sein',
  'tour.users.text':
    'Die Leute dieser Farm. Ein Superuser kann in einem eigenen Fenster jeder von ihnen sein und zurückkehren. Ihre eigene Anmeldung bleibt unberührt.',
};
