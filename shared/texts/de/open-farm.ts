import type { openFarm as english } from '../en/open-farm.ts';

export const openFarm: Readonly<Record<keyof typeof english, string>> = {
  'openFarm.memberEmpty': 'croft.json nennt {directory}, worin keine wikiconfig.py liegt.',
  'openFarm.memberEmpty.hint': 'Berichtigen Sie den Ordner in croft.json oder entfernen Sie den Eintrag.',
  'openFarm.notAFarm':
    '{directory} ist keine Wiki-Farm: Es liegt weder farmconfig.py noch wikiconfig.py darin.',
  'openFarm.notAFarm.hint':
    'Wählen Sie den Ordner mit den Konfigurationsdateien der Farm, der oft „config“ heißt, oder einen Ordner, in dessen Unterordnern je eine wikiconfig.py liegt.',
  'openFarm.file': '{directory} ist eine Datei, kein Ordner.',
  'openFarm.file.hint': 'Wählen Sie den Ordner, in dem die Konfigurationsdateien liegen.',
  'openFarm.noFolder': 'Den Ordner {directory} gibt es nicht.',
  'openFarm.noFolder.hint': 'Prüfen Sie den Pfad; vielleicht ist ein Laufwerk nicht angeschlossen.',
  'openFarm.forbidden': 'Dieses Konto darf {directory} nicht lesen.',
  'openFarm.forbidden.hint': 'Geben Sie Ihrem Konto das Recht, den Ordner zu lesen und zu betreten.',
};
