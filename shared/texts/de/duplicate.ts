import type { duplicate as english } from '../en/duplicate.ts';

export const duplicate: Readonly<Record<keyof typeof english, string>> = {
  'duplicate.hint':
    'Kopieren Sie das Wiki von Hand: seine Datei, seinen Datenordner und seinen Eintrag in farmconfig.py.',
  'duplicate.noFile': '{wiki} hat keine eigene Datei in einer Farm.',
  'duplicate.noPattern': 'Aus den Mustern geht nicht hervor, welche Adresse ein Wiki neben {wiki} bekommt.',
  'duplicate.noEntry': 'Den wikis von {file} lässt sich kein Eintrag hinzufügen: {reason}.',
  'duplicate.python': '{file}: {reason}.',
  'duplicate.unread': 'Die Konfiguration von {wiki} ließ sich nach dem Kopieren nicht lesen.',
  'duplicate.disturbs': 'Dieser Eintrag würde {wiki} ändern.',
  'duplicate.sharedData':
    'Der Datenordner von {wiki} trägt nicht dessen Namen; {copy} würde ihn mitbenutzen.',
  'duplicate.noAddress': 'Es fand sich keine Adresse, die die Muster der Farm zu {wiki} schicken.',
  'duplicate.nameTaken': 'Ein Wiki {wiki} gibt es in dieser Farm schon.',
  'duplicate.nameTaken.hint': 'Wählen Sie einen anderen Namen.',
  'duplicate.noTitle': 'Das neue Wiki hat keinen Titel.',
  'duplicate.noTitle.hint': 'Geben Sie ihm einen.',
  'duplicate.mend.hint': 'Bringen Sie sie zuerst in Ordnung.',
  'duplicate.fileExists': '{file} gibt es im Konfigurationsordner schon.',
  'duplicate.fileExists.hint': 'Wählen Sie einen anderen Namen; Croft überschreibt nie eine Datei.',
  'duplicate.dataExists': 'Den Datenordner von {wiki} gibt es schon.',
  'duplicate.changed': '{file} wurde inzwischen von jemand anderem geändert. Nichts wurde geschrieben.',
  'duplicate.changed.hint': 'Sehen Sie sich die Kopie noch einmal an, und entscheiden Sie dann.',
  'duplicate.stopped': 'Das Kopieren wurde angehalten. Nichts ist liegen geblieben.',
  'duplicate.diskFull': 'Die Platte ist voll. Nichts ist liegen geblieben.',
  'duplicate.notCopied': 'Das Wiki ließ sich nicht kopieren. Nichts ist liegen geblieben.',
  'duplicate.notCopied.hint': 'Geben Sie diesem Konto das Recht, in die Ordner der Farm zu schreiben.',
  'duplicate.readOnly.hint': 'Öffnen Sie sie zum Schreiben, um ein Wiki zu kopieren.',
};
