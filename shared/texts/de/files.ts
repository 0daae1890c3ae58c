import type { files as english } from '../en/files.ts';

export const files: Readonly<Record<keyof typeof english, string>> = {
  'files.exists': '{file} gibt es schon.',
  'files.exists.hint': 'Nennen Sie eine neue Datei.',
  'files.folderExists.hint': 'Nennen Sie einen Ordner, den es noch nicht gibt.',
  'files.backupCancelled': 'Die Sicherung wurde abgebrochen; nichts wurde behalten.',
  'files.restoreCancelled': 'Das Wiederherstellen wurde abgebrochen; nichts wurde behalten.',
  'files.exportCancelled': 'Der Export wurde abgebrochen; nichts wurde behalten.',
  'files.noRoom': 'Für {file} ist nicht genug Platz.',
  'files.noRoomFor': 'Für {file} ist nicht genug Platz; nötig sind {bytes} Bytes.',
  'files.cantRestore': '{file} lässt sich nicht wiederherstellen: {reason}.',
  'data.metaDamaged': 'Die Datei {file} ist nicht zu verstehen.',
  'data.metaDamaged.consequence':
    'MoinMoin arbeitet mit diesen Daten nicht, bis sie in Ordnung ist; Croft braucht sie nicht.',
  'data.oldFormat': 'Die Daten neben {file} haben das Format {format}, älter als MoinMoin 1.9.',
  'data.oldFormat.consequence':
    'Wandeln Sie sie mit dem Werkzeug von MoinMoin um, bevor jemand schreibt: Seiten und Protokolle werden sonst vielleicht falsch gelesen.',
  'files.aFile': 'Eine Datei',
  'files.refused': '{file} lässt sich nicht lesen oder schreiben ({code}).',
  'files.refused.hint':
    'Starten Sie das mit dem Konto, dem die Farm gehört, und schreiben Sie dorthin, wo es darf.',
  'files.leadsOut': 'In der Datei steht ein Name, der aus ihrem Ordner hinausführt: {name}.',
  'files.twice': 'In der Datei steht {name} zweimal.',
  'files.belowLink': 'In der Datei stehen Dateien unterhalb einer Verknüpfung: {name}.',
  'files.noFarm':
    'In der Datei steht keine Wiki-Farm: Es liegt weder eine farmconfig.py noch eine wikiconfig.py darin.',
  'files.notEmpty': '{folder} ist nicht leer.',
  'files.notEmpty.hint': 'Nennen Sie einen neuen oder leeren Ordner.',
  'files.exportRefused': '{folder} lässt sich nicht schreiben ({code}).',
  'files.exportRefused.hint': 'Nennen Sie einen Ordner, den dieses Konto anlegen darf.',
  'files.noFile': 'Eine Datei {file} gibt es nicht.',
  'files.noPackage': 'Das ist kein Seitenpaket: Es enthält kein MOIN_PACKAGE.',
  'files.packageDamaged': 'Das Paket lässt sich nicht lesen: {reason}.',
  'files.packageLeadsOut': 'Im Paket steht ein Name, der aus seinem Ordner hinausführt: {name}.',
  'files.packageTwice': 'Im Paket steht {name} zweimal.',
  'files.packageTooLarge': 'Das Paket ist größer, als eines sein darf: {name}.',
  'files.packageScript': 'Zeile {line} im Skript des Pakets ist nicht zu verstehen.',
  'files.packageMissing': 'Das Skript des Pakets nennt {name}, und das ist nicht darin.',
};
