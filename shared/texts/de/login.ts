import type { login as english } from '../en/login.ts';

export const login: Readonly<Record<keyof typeof english, string>> = {
  'login.noDot': 'cookie_domain „{domain}“ hat keinen Punkt, damit lässt sich kein Cookie setzen.',
  'login.badName': 'In cookie_name steht ein Zeichen, das kein Cookie tragen kann.',
  'login.foreignDomain': 'Ein Browser nimmt die Cookie-Domain {domain} von {host} nicht an.',
  'login.secureOverHttp': 'cookie_secure ist an, aber {host} wird über einfaches http erreicht.',

  'login.nobodyStays': 'Bei {wiki} bleibt niemand angemeldet: {reason}',
  'login.nothingShared': 'nichts ist gemeinsam',
  'login.accountsShared': 'die Konten sind gemeinsam, die Anmeldung nicht',
  'login.otherNames': 'Die Cookies heißen verschieden ({first}, {second}): {shared}.',
  'login.notSent': 'Der Browser schickt keinem der beiden Wikis das Cookie des anderen: {shared}.',
  'login.httpsOnly':
    'Das Cookie des https-Wikis wird nicht über einfaches http geschickt und lässt sich von dort nicht ersetzen: Eine Anmeldung hält nur bei einem der beiden.',
  'login.otherScope':
    'Die Cookies heißen gleich, haben aber verschiedene Domain oder verschiedenen Pfad; so kann kein Wiki das des anderen entfernen.',
  'login.twoLogins':
    'Ein Cookie ({cookie}), zwei Sitzungsordner, Besucher haben Sitzungen: Beide Wikis führen eine Anmeldung unter derselben Kennung, und wer sich bei einem abmeldet, beendet beide.',
  'login.otherFolders':
    'Beide Wikis benutzen das Cookie {cookie}, suchen die Sitzung aber in verschiedenen Ordnern: Jeder Besuch bei einem meldet beim anderen ab.',
  'login.otherPerson':
    'Die Sitzung ist gemeinsam, die Konten sind es nicht: {person} bei {first} ist {other} bei {second}, dessen Konto dieselbe Kennung hat.',
  'login.unknownPerson':
    'Die Sitzung ist gemeinsam, die Konten sind es nicht: {wiki} kennt die Person darin nicht und zerstört sie.',
  'login.noForm':
    '{here} nimmt keine Anmeldung per Formular an (auth: {methods}) und zerstört die Sitzung, die {there} angelegt hat.',
  'login.noMethod': 'keine',
  'login.onePage':
    'Bei {here} lebt eine Anmeldung nur für eine Seite (cookie_lifetime); ein Besuch dort zerstört die Sitzung von {there}.',
  'login.shared':
    'Eine Anmeldung: Das Cookie {cookie} erreicht beide, und beide finden dieselbe Sitzung und dasselbe Konto.',
  'login.sharedBut': '{shared} Aber {note}.',
  'login.sharedButTwo': '{shared} Aber {first}, und {second}.',
  'login.endsSwitch': 'ein Besuch bei dem Wiki, das {names} nicht als Superuser nennt, beendet einen Wechsel',
  'login.lastDecides': 'das zuletzt besuchte Wiki bestimmt, wie lange die Anmeldung lebt',

  'login.sent': 'Ein Cookie für {scope} wird an {url} geschickt.',
  'login.sentNot': 'Ein Cookie für {scope} wird nicht an {url} geschickt.',
  'login.scopeHttps': '{scope} (nur https)',
  'login.sameName': 'Beide suchen {cookie}.',
  'login.names': '{a} sucht {first}, {b} sucht {second}.',
  'login.sameSessions': 'Beide bewahren Sitzungen in {folder} auf.',
  'login.sameAccounts': 'Beide bewahren Konten in {folder} auf.',
  'login.folders': '{first} und {second} sind verschiedene Ordner.',
};
