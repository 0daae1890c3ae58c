import type { config as english } from '../en/config.ts';

export const config: Readonly<Record<keyof typeof english, string>> = {
  'config.python': 'Python meldet: {said} ({kind})',
  'config.tooComplex': 'Die Konfiguration ist zu groß oder zu verwickelt, um gelesen zu werden.',
  'config.tooComplex.hint': 'Kürzen Sie sie.',
  'config.indentation.hint': 'Rücken Sie alle Zeilen eines Blocks gleich weit ein.',
  'config.syntax.hint': 'Berichtigen Sie die Zeile oder das Ende der Zeile davor.',
  'config.import.hint':
    'Legen Sie das Modul in den Konfigurationsordner. Wenn es für MoinMoin anderswo installiert ist, nennen Sie es in Crofts Einstellungen dieser Farm.',
  'config.permission.hint': 'Geben Sie diesem Konto das Recht, die Datei zu lesen.',
  'config.name.hint': 'Definieren Sie den Namen oberhalb dieser Zeile, oder importieren Sie ihn.',
  'config.line.hint': 'Berichtigen Sie die Zeile; bis dahin kann auch MoinMoin diese Datei nicht laden.',

  'config.wikis.hint':
    "Schreiben Sie eine Liste von Paaren: wikis = [('name', r'^http://name\\.example\\.org/')]",
  'config.wikisComputed': 'Die Liste der Wikis wird berechnet: {why}. Die Adressen sind nicht bekannt.',
  'config.wikisComputed.hint':
    'Croft zeigt die Dateien, die eine Klasse Config definieren. Adressen lassen sich in den Einstellungen der Farm angeben.',
  'config.wikisMissing': 'farmconfig.py definiert wikis nicht.',
  'config.wikisNone': 'wikis ist None, keine Liste.',
  'config.wikisNoList': 'wikis ist ein Wert der Art {type}, keine Liste.',
  'config.entryNoPair': 'Ein Eintrag in wikis ist kein Paar.',
  'config.entryParts':
    'Ein Eintrag in wikis hat {count, plural, one {nur # Teil} other {# Teile}} statt zwei.',
  'config.patternNoText': 'Ein Muster in wikis ist kein Text.',
  'config.nameNoText': 'Ein Name in wikis ist kein Text.',
  'config.wikiPattern': 'Das Muster des Wikis {wiki} geht nicht: {reason} (Zeichen {position}).',
  'config.wikiPatternInvalid.hint': 'Berichtigen Sie das Muster; bis dahin antwortet kein Wiki der Farm.',
  'config.wikiPatternUnsupported.hint':
    'Schreiben Sie es einfacher; bis dahin findet Croft dieses Wiki unter keiner Adresse.',
  'config.sourceMissing': 'farmconfig.py ist weg; MoinMoin benutzt noch die übersetzte Kopie farmconfig.pyc.',
  'config.sourceMissing.hint':
    'Holen Sie farmconfig.py zurück, oder entfernen Sie farmconfig.pyc, wenn das keine Farm mehr ist.',
  'config.farmconfigIgnored':
    'farmconfig.py bleibt unbeachtet, weil ein Modul mit ähnlichem Namen fehlt: {reason}.',

  'config.loadedModule': '„{siteid}“ heißt ein Modul, das Python oder MoinMoin schon geladen hat.',
  'config.loadedModule.hint': 'Geben Sie der Datei und dem Wiki einen anderen Namen.',
  'config.dottedName': 'Ein Wiki kann nicht „{siteid}“ heißen: Python sucht Config im Paket {package}.',
  'config.dottedName.hint': 'Nehmen Sie einen Namen ohne Punkt.',
  'config.classElsewhere': 'Die Klasse Config von {file} kommt von irgendwo, das nicht gelesen wird.',
  'config.classElsewhere.hint': 'Definieren Sie die Klasse Config in dieser Datei.',
  'config.fileMissing': 'Die Datei {file} fehlt.',
  'config.fileMissing.hint': 'Legen Sie sie an, oder nehmen Sie das Wiki aus der Liste.',
  'config.noClass': '{file} definiert keine Klasse Config.',
  'config.noClass.hint': 'Nennen Sie die Klasse Config; Groß- und Kleinschreibung zählen.',
  'config.configNoClass': 'Config ist keine Klasse.',
  'config.configComputed': 'Die Klasse Config wird berechnet und lässt sich nicht lesen.',
  'config.config.hint': 'Definieren Sie sie mit: class Config(FarmConfig):',
  'config.noDefaultConfig': 'Config geht nicht auf MoinMoins DefaultConfig zurück.',
  'config.noDefaultConfig.hint':
    'Schreiben Sie class Config(FarmConfig): oder class Config(multiconfig.DefaultConfig):',

  'config.supplied': 'Was für {option} angegeben wurde, geht nicht: {reason}',
  'config.optionsUnknown': 'Nach Zeile {line} von {file} ist keine Option mehr sicher bekannt: {why}.',
  'config.optionsUnknown.hint':
    'Wenn dort nichts eine Option ändert, sagen Sie es einmal: croft config harmless FARM {file}.',
  'config.policy.hint':
    'Geben Sie None an, damit allein die Zugriffsregeln gelten: Was die Richtlinie darüber hinaus ablehnt (Spam, eigene Regeln), wird dann durchgelassen.',
  'config.computed': '{option} wird von Python berechnet und ist nicht bekannt: {why}.',
  'config.computed.hint':
    'Schreiben Sie den Wert selbst in die Datei, oder sagen Sie Croft, welcher gelten soll.',

  'config.checkSwitch': 'config_check_enabled hält das Wiki an: MoinMoin 1.9.11 versagt beim Prüfen.',
  'config.checkSwitch.hint': 'Setzen Sie es auf False; Croft prüft die Namen der Optionen selbst.',
  'config.notUtf8': 'In {option} stehen Bytes, die kein UTF-8 sind.',
  'config.notUtf8.hint': "Schreiben Sie es als Unicode: u'…'.",
  'config.pattern': 'Das Muster {option} geht nicht: {reason} (Zeichen {position}).',
  'config.pattern.hint': 'Berichtigen Sie das Muster.',
  'config.patternSimpler.hint': 'Schreiben Sie es einfacher.',
  'config.noPages': '{option} hat keinen brauchbaren Ordner „pages“: {folder}',
  'config.noPages.hint':
    'Legen Sie den Ordner an, oder geben Sie dem Server das Recht, ihn zu lesen, zu beschreiben und zu betreten.',
  'config.noList': '{option} muss eine Liste sein.',
  'config.noList.hint': 'Schreiben Sie es in eckigen Klammern: {example}',
  'config.legacyLifetime':
    'cookie_lifetime ist kein Paar; MoinMoin wandelt es um und klagt darüber im Protokoll.',
  'config.legacyLifetime.hint': 'Schreiben Sie es als (Stunden für Besucher, Stunden für Angemeldete).',
  'config.pluginFolder': 'Der Ordner für Erweiterungen ist kein Python-Paket: {folder}',
  'config.pluginFolder.hint': 'Legen Sie den Ordner mit einer leeren Datei __init__.py darin an.',
  'config.noText': '{option} muss ein Text sein.',
  'config.noTextBut': '{option} muss ein Text sein, nicht {type}.',
  'config.noText.hint': 'Schreiben Sie es als Text in Anführungszeichen.',
  'config.authTwice': 'Zwei Arten der Anmeldung heißen „{name}“.',
  'config.authTwice.hint': 'Behalten Sie eine davon.',
  'config.naviBar': 'navi_bar geht nicht: {reason}',
  'config.naviBar.hint': 'Schreiben Sie %% für ein Prozentzeichen, und in %(…)s nur Namen von Optionen.',
  'config.naviBar.entry': 'ein Eintrag ist kein Text',
  'config.naviBar.option': 'es gibt keine Option {name}',
  'config.aclDefault':
    'In acl_rights_default steht das Wort Default, und das meint sich selbst: MoinMoin kommt nie zu einem Ende.',
  'config.aclDefault.hint': 'Entfernen Sie das Wort Default.',
  'config.secretsShort': 'secrets ist kürzer als 10 Zeichen.',
  'config.secretsShort.hint': 'Nehmen Sie einen langen, zufälligen Text.',
  'config.secretsType': 'secrets kann nicht von der Art {type} sein.',
  'config.secretsType.hint': 'Schreiben Sie es als einfachen Text ohne u davor.',
  'config.secretMissing': 'secrets hat für „{purpose}“ keinen Text aus mindestens 10 Zeichen.',
  'config.secretMissing.hint': 'Fügen Sie einen hinzu: {entry}',
  'config.passwordScheme': 'password_scheme muss {first} oder {second} sein.',
  'config.passwordScheme.hint': 'Schreiben Sie {text}.',
  'config.passlibOff': 'passlib_support ist aus, aber password_scheme braucht es.',
  'config.passlibOff.hint': 'Schalten Sie passlib_support ein, oder setzen Sie password_scheme auf {text}.',
  'config.passlib': 'passlib_crypt_context geht nicht: {reason}',
  'config.passlib.hint': 'Berichtigen oder entfernen Sie den Eintrag.',
  'config.passlib.noDict': 'es muss ein Wörterbuch sein',
  'config.passlib.keyNoText': 'ein Schlüssel ist kein Text',
  'config.passlib.noHash': '„{name}“ ist kein Passwort-Hash',
  'config.passlib.noSetting': '„{name}“ ist keine Einstellung',
  'config.passlib.namesNone': 'es nennt keine Hashes',

  'config.wikiStops': '{wiki} startet damit nicht.',
  'config.allStop': 'Kein Wiki dieses Ordners startet damit.',
  'config.cantStart': '{wiki} lässt sich nicht starten.',
  'config.cantUse': 'Die Konfiguration von {wiki} geht nicht.',
  'config.noAddress': 'Es fand sich keine Adresse, die die Muster der Farm zu {wiki} schicken.',
  'config.noAddress.hint':
    'Wenn ein früheres Muster sie wegnimmt, stellen Sie dieses davor; sonst nennen Sie die Adresse: croft mount FARM --wiki {wiki} --url http://…',
  'config.sameAddress': '{wiki} und {other} haben dieselbe Adresse, {url}.',
  'config.sameAddress.hint':
    'Hängen Sie eines unter einen anderen Pfad: croft mount FARM --wiki {wiki} --mount /{wiki}',
  'config.plugins': 'Erweiterungen, die hier nicht laufen: {plugins}.',
  'config.plugins.consequence':
    'Seiten, die sie benutzen, zeigen den Namen des Makros, und ihre Aktionen fehlen.',
  'config.plugins.hint':
    'Makros lassen sich in JavaScript schreiben, als macro/NAME.mjs im selben Ordner; Python läuft nicht.',
};
