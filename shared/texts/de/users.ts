import type { users as english } from '../en/users.ts';

export const users: Readonly<Record<keyof typeof english, string>> = {
  'users.noStore': 'Diese Konten gehören nicht mehr zur Farm.',
  'users.readOnly.hint': 'Öffnen Sie sie zum Schreiben, um Konten zu ändern.',
  'users.gone': 'Dieses Konto gibt es nicht mehr.',
  'users.nameOfOther': 'Den Namen von {name} hat jetzt jemand anders.',
  'users.addressOfOther': 'Die Adresse von {name} hat jetzt jemand anders.',
  'users.taken.hint': 'Sperren Sie erst jenes Konto, oder benennen Sie es um.',
  'users.password.too-short': 'Das Passwort ist kürzer als sechs Zeichen.',
  'users.password.too-few-different': 'Das Passwort hat weniger als vier verschiedene Zeichen.',
  'users.password.contains-name': 'Das Passwort und der Name stecken ineinander.',
  'users.password.keyboard': 'Das Passwort ist eine Reihe von Tasten.',
  'users.password.hint': 'Wählen Sie ein längeres oder weniger naheliegendes.',
  'users.noName': 'Das Konto hat keinen Namen.',
  'users.noEmail': 'Das Konto hat keine Mailadresse.',
  'users.badName': '„{name}“ kann nicht der Name eines Kontos sein.',
  'users.badName.hint':
    "Nehmen Sie nur Buchstaben, Ziffern, einzelne Leerzeichen und . - _ @ '; nicht den Namen einer Gruppe.",
  'users.exists': 'Ein Konto {name} gibt es schon, frei oder gesperrt.',
  'users.emailTaken': 'Die Adresse {email} hat ein anderes Konto.',
  'users.tooBig': 'Das Profil ist größer als 4 MB.',
  'users.notUtf8': 'Das Profil ist kein gültiger UTF-8-Text.',
  'users.timeZone': 'Die Zeitverschiebung im Profil ist keine Zahl.',
  'users.damaged': '{file}: {reason}',
  'users.damaged.consequence':
    'Als {name} kann sich niemand anmelden, bis die Datei in Ordnung ist; der Name bleibt vergeben.',
  'users.damaged.unknown':
    'Niemand weiß, wessen Konto das ist. Bis dahin lassen sich keine Konten anlegen, und wessen Name sich nicht findet, kann sich nicht anmelden.',
  'users.damaged.hint':
    'Bringen Sie die Datei mit einem Texteditor in Ordnung, oder holen Sie sie aus einer Sicherung.',
  'users.unreadable': 'Das Profil lässt sich nicht lesen ({code}).',
};
