import type { check as english } from '../en/check.ts';

export const check: Readonly<Record<keyof typeof english, string>> = {
  'check.legacyLifetime': 'cookie_lifetime hat die Form älterer Versionen.',
  'check.legacyLifetime.hint': 'Schreiben Sie es als Paar von Stunden: Besucher, Angemeldete.',
  'check.legacyLifetime.consequence':
    'MoinMoin wandelt es bei jedem Start um und klagt darüber im Protokoll.',
  'check.wrongType': '{wrong}.',
  'check.wrongType.hint': 'Berichtigen Sie den Wert von {option}, oder nehmen Sie ihn heraus.',
  'check.wrongType.consequence':
    'MoinMoin prüft ihn nicht und versagt, oder benimmt sich falsch, wenn es ihn benutzt.',
  'check.unknownOption': 'MoinMoin hat keine Option {name}.',
  'check.unknownOption.hint': 'Wahrscheinlich ist {right} gemeint.',
  'check.unknownOption.consequence': 'Die Zeile bewirkt nichts.',
  'check.cookieDomain': 'Browser verwerfen ein Cookie für {domain}.',
  'check.cookieDomain.hint':
    'Nehmen Sie einen Namen aus mindestens zwei Teilen, auf den der Rechnername des Wikis endet, oder nehmen Sie die Option heraus.',
  'check.cookieDomain.consequence': 'Niemand kann sich anmelden.',
  'check.cookieDomainFrom': 'Browser verwerfen ein Cookie für {domain} von {host}.',
  'check.secureWithoutHttps': 'cookie_secure ist an, aber {url} ist nicht https.',
  'check.secureWithoutHttps.hint':
    'Stellen Sie das Wiki über https bereit, oder lassen Sie mit None MoinMoin entscheiden.',
  'check.secureWithoutHttps.consequence': 'Browser lassen das Cookie fallen: Niemand kann sich anmelden.',
  'check.lifetimeZero': 'Sitzungen von Angemeldeten leben 0 Stunden.',
  'check.lifetimeZero.hint': 'Geben Sie ihnen eine Zahl von Stunden, zum Beispiel 12.',
  'check.lifetimeZero.consequence': 'Eine Anmeldung ist mit der nächsten Seite vergessen.',
  'check.cookieName': 'In cookie_name stehen Zeichen, die ein Cookie nicht haben kann.',
  'check.cookieName.hint': 'Nehmen Sie nur Buchstaben, Ziffern und -_.',
  'check.cookieName.consequence': 'Das Cookie kommt nie zurück: Niemand kann sich anmelden.',
  'check.noSecret': 'Das Wiki hat keinen eigenen geheimen Schlüssel.',
  'check.noSecret.hint': 'Setzen Sie secrets auf einen langen, zufälligen Text.',
  'check.noSecret.consequence':
    'Die Marken seiner Formulare entstehen aus Einstellungen, die andere erraten können.',
  'check.superuserMissing': 'Der Superuser {name} hat kein Konto.',
  'check.superuserMissing.hint': 'Legen Sie das Konto an, bevor jemand anders den Namen nimmt.',
  'check.superuserMissing.consequence': 'Wer sich unter diesem Namen registriert, wird Superuser.',
  'check.desktopEdition': 'Alle an diesem Computer sind Superuser.',
  'check.desktopEdition.hint': 'Nehmen Sie DesktopEdition heraus, wo mehr als eine Person das Wiki benutzt.',
  'check.desktopEdition.consequence':
    'Jeder Besucher von hier, der ein Konto hat, kann jeder andere Benutzer werden.',
  'check.folderOpen': 'Jeder Benutzer dieses Computers kann {folder} lesen.',
  'check.folderOpen.hint': 'Nehmen Sie den anderen die Rechte: chmod o-rwx {folder}',
  'check.sessionsOpen.consequence':
    'Wer den Namen einer Sitzungsdatei liest, kann diese Anmeldung übernehmen.',
  'check.accountsOpen.consequence': 'Wer die Konten liest, kann ihre Passwörter angreifen.',
  'check.sessionsShared': '{first} und {second} teilen sich die Sitzungen, aber nicht die Benutzer.',
  'check.sessionsShared.hint': 'Geben Sie ihnen ein gemeinsames user_dir oder jedem ein eigenes session_dir.',
  'check.sessionsShared.consequence':
    'Eine Anmeldung bei einem kann jemanden beim anderen zu einer anderen Person machen.',
  'check.cookieCollision':
    '{first} und {second} benutzen einen Cookie-Namen und verschiedene Sitzungsordner.',
  'check.cookieCollision.hint':
    'Geben Sie jedem einen eigenen cookie_name oder beiden ein gemeinsames session_dir.',
  'check.cookieCollision.consequence': 'Wer sich bei einem anmeldet, ist beim anderen abgemeldet.',
  'check.siteidmagic':
    '{first} und {second} teilen sich Benutzer, Sitzungen und Cookie-Domain, aber siteidmagic gibt jedem ein eigenes Cookie.',
  'check.siteidmagic.hint': 'Geben Sie beiden denselben cookie_name.',
  'check.siteidmagic.consequence': 'Man meldet sich bei jedem Wiki einzeln an.',
};
