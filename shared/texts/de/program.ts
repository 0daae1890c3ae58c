import type { program as english } from '../en/program.ts';

export const program: Readonly<Record<keyof typeof english, string>> = {
  'confirm.trust': 'Wer {paths} vertraut, führt die Plugins der Farm aus: Programme mit den eigenen Rechten.',
  'confirm.backup':
    'Eine Sicherung mit allem, was in der Farm liegt, auch den Konten, wird nach {paths} geschrieben.',
  'confirm.restore': 'Eine Sicherung wird ausgepackt: {paths}.',
  'confirm.typeIt': 'Zur Bestätigung {word} eingeben.',
  'confirm.otherWord': 'Das ist nicht der Name, nach dem gefragt war.',
  'confirm.refused': 'Sie haben nicht bestätigt, also ist nichts geschehen.',
  'program.noRequest': 'Diese Anfrage gibt es nicht.',
  'program.badArguments': 'Die Anfrage {name} hat Angaben, die nicht gehen ({places}).',
  'program.allArguments': 'alle',
  'program.unknownRequest': 'Eine Anfrage {name} gibt es nicht.',
  'program.notAsked': 'Croft konnte nicht gefragt werden.',
  'program.foreignWindow': 'Nur Crofts eigenes Fenster darf das fragen.',
  'program.mistake': 'Croft hat einen Fehler gemacht und konnte das nicht zu Ende bringen.',
  'program.mistake.hint': 'Das Protokoll hat die Einzelheiten; Hilfe › Fehler melden sammelt sie.',
  'program.connectionLost': 'Die Verbindung zu Croft ist abgerissen.',
  'program.connectionLost.hint':
    'Sie wird von selbst wieder versucht. Wenn Croft beendet wurde, starten Sie es und öffnen die Adresse, die es nennt.',
  'program.strangeAnswer': 'Croft hat eine Antwort gegeben, die diese Seite nicht versteht.',
  'program.strangeAnswer.hint': 'Laden Sie die Seite neu; sie ist vielleicht älter als das Programm.',
  'program.needsDesktop': 'Das geht nur mit dem Programm auf dem Desktop.',
  'program.needsDesktop.hint': 'Tippen Sie stattdessen den Pfad.',
  'program.unlisted': 'Diese Farm steht nicht in der Liste.',
  'program.noWholePath': '„{path}“ ist kein vollständiger Pfad.',
  'program.noWholePath.hint': 'Beginnen Sie ganz oben, zum Beispiel /srv/wiki/config.',
  'program.taskEnded': 'Diese Aufgabe ist schon zu Ende.',
  'program.cantBrowse': 'Ein Browser auf diesem Computer kann {url} nicht öffnen.',
  'program.thisWiki': 'dieses Wiki',
  'program.cantOpenFile': 'Die Datei ließ sich nicht öffnen.',
  'program.settingsAside': '{file} ließ sich nicht lesen und liegt jetzt als {aside} beiseite.',
  'program.settingsAside.hint': 'Croft fängt mit seinen üblichen Einstellungen an.',
  'program.settingsStay': '{file} lässt sich weder lesen noch verschieben und bleibt darum, wie es ist.',
  'program.settingsStay.hint': 'Was Sie jetzt ändern, gilt, bis Croft endet.',
  'program.notSaved': '{file} ließ sich nicht speichern.',
  'program.notSaved.hint':
    'Was geändert wurde, gilt, bis Croft endet, und wird mit der nächsten Änderung gespeichert, wenn das dann geht.',
  'program.cantBrowse.hint':
    'Öffnen Sie es in einem Identitätsfenster: Dort führen die Namen der Farm hierher.',
  'program.sendHost.hint':
    'Verbinden Sie sich mit {connect}, und schicken Sie den Namen des Wikis im Host-Header, oder geben Sie diesem Computer den Namen.',
};
