import type { transfer as english } from '../en/transfer.ts';

export const transfer: Readonly<Record<keyof typeof english, string>> = {
  'transfer.choose': 'Wählen …',
  'transfer.chooseFor': 'Wählen: {what}',
  'transfer.wiki': 'Wiki',
  'transfer.backup': 'Diese Farm sichern …',
  'transfer.restore': 'Eine Sicherung wiederherstellen …',
  'transfer.export': 'Ein Wiki als HTML exportieren …',
  'transfer.package': 'Ein Seitenpaket einspielen …',

  'backup.title': '{farm} sichern',
  'backup.start': '{farm} sichern',
  'backup.explain':
    'Alles im Ordner der Farm kommt in eine Zip-Datei, die nur dieses Konto lesen darf. Die Wikis können weiterlaufen.',
  'backup.file': 'Neue Datei',
  'backup.withSessions': 'Mit Sitzungen und Zwischenspeichern',
  'backup.running': '{farm} wird gesichert: {done, number} von {total, number} Dateien',
  'backup.finding': '{farm} wird gesichert: {done, number} Dateien gefunden',
  'backup.cancel': 'Sicherung von {farm} abbrechen',
  'backup.done':
    '{farm} ist gesichert in {file}: {files, plural, one {# Datei} other {# Dateien}}, {size, number} MB.',
  'backup.leftOut':
    'Nicht darin: {count, plural, one {# Sitzungs- oder Zwischenspeicherdatei} other {# Sitzungs- und Zwischenspeicherdateien}}.',
  'backup.outside': 'Nicht darin, weil es außerhalb des Ordners der Farm liegt: {places}.',
  'backup.skipped':
    '{count, plural, one {# Verweis oder Gerät wurde} other {# Verweise oder Geräte wurden}} übergangen.',

  'restore.title': 'Eine Sicherung wiederherstellen',
  'restore.file': 'Sicherungsdatei',
  'restore.folder': 'Neuer Ordner',
  'restore.look': 'Hineinsehen',
  'restore.start': 'Farm wiederherstellen',
  'restore.found':
    '{files, plural, one {# Datei} other {# Dateien}}, {size, number} MB; eingerichtet durch {configs}.',
  'restore.newest': 'Letzte Änderung:',
  'restore.into': 'Sie wird nach {folder} entpackt; der Ordner wird dafür angelegt.',
  'restore.running': '{farm} wird wiederhergestellt: {done, number} von {total, number} Dateien',
  'restore.cancel': 'Wiederherstellung von {farm} abbrechen',
  'restore.done':
    '{farm} ist wiederhergestellt: {files, plural, one {# Datei} other {# Dateien}}, {size, number} MB.',
  'restore.problem': 'Sie lässt sich noch nicht öffnen: {problem}',
  'restore.open': 'Öffnen',

  'export.title': 'Ein Wiki als HTML exportieren',
  'export.start': '{wiki} exportieren',
  'export.explain':
    'Alle Seiten, die ein Besucher ohne Anmeldung lesen darf, mit ihren Anhängen, als Dateien, die ein Browser ohne Server öffnet.',
  'export.folder': 'Neuer Ordner',
  'export.running': '{wiki} wird exportiert: {done, number} von {total, number} Seiten',
  'export.begun': '{wiki} wird exportiert',
  'export.cancel': 'Export von {wiki} abbrechen',
  'export.done':
    '{wiki} ist exportiert nach {folder}: {pages, plural, one {# Seite} other {# Seiten}}, {attachments, plural, one {# Anhang} other {# Anhänge}}.',
  'export.unreadable':
    '{count, plural, one {# Seite ist} other {# Seiten sind}} nicht für Besucher und fehlen.',
  'export.failed': 'Nicht dargestellt: {pages}.',

  'package.title': 'Ein Seitenpaket einspielen',
  'package.explain':
    'Eine Zip-Datei, die ein Wiki mit „Seiten packen“ gemacht hat. Zuerst steht da, was sie ändern würde.',
  'package.file': 'Paketdatei',
  'package.look': 'Zeigen, was sich ändert',
  'package.start': '{count, plural, one {# Änderung} other {# Änderungen}} vornehmen',
  'package.changes':
    '{count, plural, one {# Änderung} other {# Änderungen}}. Jede Seite behält ihre Geschichte.',
  'package.nothing': 'Es gibt nichts zu ändern: Alles ist so, wie das Paket es sagt.',
  'package.steps': 'Was das Paket ändert',
  'package.page': 'Seite',
  'package.change': 'Änderung',
  'package.more':
    '{count, plural, one {# weitere Zeile wird} other {# weitere Zeilen werden}} nicht gezeigt.',
  'package.create': 'Neue Seite',
  'package.revise': 'Neue Version',
  'package.attach': 'Anhang {what}',
  'package.replace': 'Ersetzt den Anhang {what}',
  'package.detach': 'Löscht den Anhang {what}',
  'package.delete': 'Löscht die Seite',
  'package.rename': 'Benennt die Seite in {what} um',
  'package.say': 'Sagt: {what}',
  'package.same': 'Ist schon so',
  'package.unsupported': 'Entfällt: {what} ist hier nicht möglich',
  'package.missing': 'Entfällt: Das gibt es nicht',
  'package.taken': 'Entfällt: {what} gibt es schon',
  'package.badName': 'Entfällt: kein Name für eine Seite',
  'package.running': 'Seiten werden eingespielt in {wiki}: Schritt {done, number} von {total, number}',
  'package.begun': 'Seiten werden eingespielt in {wiki}',
  'package.cancel': 'Einspielen in {wiki} anhalten',
  'package.done': 'Eingespielt in {wiki}: {count, plural, one {# Änderung} other {# Änderungen}}.',
  'package.refused': 'Abgelehnt: {pages}.',
  'package.stopped': 'Vor dem Rest angehalten.',

  'task.cancelled': 'Abgebrochen; nichts wurde behalten.',

  'cutOff.sentence':
    '{page} ({wiki}): Vor {span} wurde ein Speichern abgebrochen. Die Seite ist lesbar, lässt sich aber nicht speichern.',
  'cutOff.repair': '{page} reparieren',
  'cutOff.list': 'Abgebrochenes Speichern',
  'cutOff.title': '{page} reparieren?',
  'cutOff.explain':
    'Die neueste vollständig gespeicherte Version wird die aktuelle, und die Sperre des abgebrochenen Speicherns entfällt.',
  'cutOff.warning': 'Bedient auch ein MoinMoin dieses Wiki, darf es diese Seite nicht gerade speichern.',
  'cutOff.done': '{page} lässt sich wieder speichern.',
};
