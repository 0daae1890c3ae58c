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
  'check.weakSecret': 'Das Geheimnis des Wikis lässt sich erraten.',
  'check.weakSecret.consequence': 'Wer es errät, kann die Tickets seiner Formulare fälschen.',
  'check.siteidmagicSeparate':
    '{first} und {second} sind getrennte Wikis, daher gibt siteidmagic beiden dasselbe Cookie.',
  'check.superuserMissing': 'Der Superuser {name} hat kein Konto.',
  'check.superuserMissing.hint':
    'Legen Sie ein Konto für {name} an, oder nehmen Sie {name} aus den Superusern.',
  'check.superuserMissing.consequence': 'Wer sich unter diesem Namen registriert, wird Superuser.',
  'check.desktopEdition': 'Alle an diesem Computer sind Superuser.',
  'check.desktopEdition.hint': 'Nehmen Sie DesktopEdition heraus, wo mehr als eine Person das Wiki benutzt.',
  'check.desktopEdition.consequence':
    'Jeder Besucher von hier, der ein Konto hat, kann jeder andere Benutzer werden.',
  'check.folderOpen': 'Jeder Benutzer dieses Computers kann {folder} lesen.',
  'check.folderOpen.hint': 'Nehmen Sie den anderen die Rechte: chmod o-rwx {folder}',
  'check.findingGone': 'Dieser Befund besteht nicht mehr.',
  'check.folderReadOnly': 'Diese Farm ist nur zum Lesen geöffnet.',
  'check.folderRefused': 'Dieses Konto darf die Rechte von {folder} nicht ändern.',
  'check.sessionsOpen.consequence':
    'Wer den Namen einer Sitzungsdatei liest, kann diese Anmeldung übernehmen.',
  'check.accountsOpen.consequence': 'Wer die Konten liest, kann ihre Passwörter angreifen.',
  'check.sessionsShared': '{first} und {second} teilen sich die Sitzungen, aber nicht die Benutzer.',
  'check.sessionsShared.hint': 'Geben Sie {second} einen eigenen Sitzungsordner.',
  'check.sessionsShared.consequence':
    'Eine Anmeldung bei einem kann jemanden beim anderen zu einer anderen Person machen.',
  'check.cookieCollision':
    '{first} und {second} benutzen einen Cookie-Namen und verschiedene Sitzungsordner.',
  'check.cookieCollision.hint': 'Geben Sie {second} einen eigenen cookie_name.',
  'check.siteidmagic':
    '{first} und {second} teilen sich Benutzer, Sitzungen und Cookie-Domain, aber siteidmagic gibt jedem ein eigenes Cookie.',
  'check.siteidmagic.hint': 'Geben Sie beiden denselben cookie_name.',
  'check.siteidmagic.consequence': 'Man meldet sich bei jedem Wiki einzeln an.',
  'check.fix.takeOut': '{option} herausnehmen',
  'check.fix.takeNameOut': '{name} aus superuser nehmen',
  'check.fix.rename': '{from} in {to} umbenennen',
  'check.fix.setTo': '{option} auf {value} setzen',
  'check.fix.set': '{option} setzen',
  'check.standIn':
    '{option} wird von Python berechnet und ist nicht bekannt ({why}); dafür steht MoinMoins Standardwert.',
  'check.standIn.hint':
    'Schreiben Sie den Wert selbst in die Datei, oder nennen Sie Croft den Wert, der gilt.',
  'check.standIn.consequence': 'Etwas kann anders aussehen als in MoinMoin.',
};
