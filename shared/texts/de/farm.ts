import type { farm as english } from '../en/farm.ts';

export const farm: Readonly<Record<keyof typeof english, string>> = {
  'farm.substitutePort': '{refusal} Solange antwortet die Farm auf Port {port}.',
  'farm.portMended': 'Port {port} wurde neu geöffnet.',
  'farm.notFollowed':
    'Das System kann nicht melden, wenn sich Konfigurationsdateien ändern ({reason}). Croft sieht alle zehn Sekunden nach.',
  'farm.opening': 'Die Farm wird gerade geöffnet.',
  'farm.away': '{folder} ist nicht da.',
  'farm.away.hint': 'Schließen Sie das Laufwerk an, und öffnen Sie die Farm dann noch einmal.',
  'farm.notOpen': 'Die Farm ist nicht offen.',
  'farm.notOpen.hint': 'Öffnen Sie sie, oder warten Sie einen Moment.',
  'farm.openFirst.hint': 'Öffnen Sie sie zuerst.',
  'farm.mistake': 'Croft hat beim Öffnen der Farm einen Fehler gemacht.',
  'farm.again.hint': 'Croft startet ihn von selbst wieder.',
  'farm.notAgain.hint':
    'Er ist mehrmals hintereinander beendet worden. Öffnen Sie die Farm noch einmal, um es wieder zu versuchen.',
  'farm.hostSilent': 'Der Prozess der Farm ist zu Ende gegangen, bevor er geantwortet hat.',
  'farm.hostSilent.hint': 'Croft startet ihn von selbst wieder; versuchen Sie es gleich noch einmal.',
  'farm.hostNotRunning': 'Der Prozess der Farm läuft nicht.',
  'farm.hostLate': 'Der Prozess der Farm hat nicht binnen {seconds} s geantwortet.',
  'farm.hostEnded': 'Der Prozess der Farm ist unerwartet zu Ende gegangen.',
  'farm.hostHung': 'Der Prozess der Farm hat nicht mehr geantwortet; darum hat Croft ihn beendet.',
  'farm.hostNotReady': 'Der Prozess der Farm ist nicht bereit geworden.',
  'farm.portTaken': 'Port {port} wird von einem anderen Programm benutzt.',
  'farm.portForbidden': 'Auf Port {port} darf dieses Konto nicht lauschen.',
  'farm.port.hint': 'Beenden Sie jenes Programm, oder lassen Sie Croft einen anderen Port nehmen.',
  'farm.managePort.hint': 'Nennen Sie mit --manage-port einen anderen oder 0 für irgendeinen freien.',
  'farm.cantCreate': '{folder} lässt sich nicht anlegen ({code}).',
  'farm.cantCreate.hint':
    'Geben Sie diesem Konto das Recht, in den Ordner darüber zu schreiben, oder ändern Sie die Option, die ihn nennt.',
  'farm.noWiki': 'Dieses Wiki gehört nicht mehr zur Farm.',
  'farm.settingsUnreadable': '{file} lässt sich nicht lesen.',
  'farm.settingsStrange': '{file} ist nicht zu verstehen.',
  'farm.settingsStrange.hint':
    'Berichtigen Sie die Datei, oder räumen Sie sie weg, um mit Crofts Vorgaben anzufangen.',
  'farm.settingRefused': 'Diese Einstellung lässt sich nicht aufheben.',
  'farm.settingsReadOnly': '{file} lässt sich nicht schreiben.',
  'farm.settingsReadOnly.hint': 'Geben Sie diesem Konto das Recht, in den Ordner zu schreiben.',
  'farm.reach.noAddress': 'Es fand sich keine Adresse, die die Muster der Farm zu diesem Wiki schicken.',
  'farm.reach.notLocal': '{host} ist kein Name dieses Computers.',
  'farm.reach.reserved': 'Port {port} ist dem System vorbehalten.',
  'farm.reach.https': 'Die Adresse will https.',
  'farm.crashed': '{wiki} ist beim Start abgestürzt; darum startet Croft es nicht von selbst.',
  'farm.crashed.hint': 'Sehen Sie sich sein Protokoll und seine Konfiguration an, und starten Sie es dann.',
  'farm.portTaken.consequence':
    'Solange antwortet die Farm auf Port {port}. Cookie-Namen, in denen der Port steht, sind dort andere.',
  'farm.portTaken.hint':
    'Beenden Sie das andere Programm, schließen Sie dann diese Farm, und öffnen Sie sie wieder.',
};
