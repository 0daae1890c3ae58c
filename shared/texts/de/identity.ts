import type { identity as english } from '../en/identity.ts';

export const identity: Readonly<Record<keyof typeof english, string>> = {
  'identity.closed': 'Dieses Identitätsfenster ist zu.',
  'identity.outside': '{address} liegt außerhalb dieser Farm.',
  'identity.goesTo.hint': 'Dieses Fenster führt nach {hosts}.',
  'identity.outside.hint':
    'Dieses Fenster führt nur zu den Namen der Farm. Öffnen Sie die Adresse in Ihrem Browser.',
  'identity.noAnswer': '{host} hat nicht geantwortet.',
  'identity.noAnswer.hint': 'Starten Sie das Wiki in der Übersicht der Farm, und laden Sie dann neu.',
  'identity.forbidden': 'Auf dieser Farm ist es verboten, jemand anders zu werden.',
  'identity.forbidden.hint': 'Erlauben Sie es im Menü der Farm.',
  'identity.noBrowser': 'Diese Adresse lässt sich in keinem Browser öffnen.',
  'identity.notRunning': 'Das Wiki {wiki} läuft nicht.',
  'identity.noAddress': 'Für {wiki} ist keine Adresse bekannt.',
  'identity.noAddress.hint': 'Setzen Sie seine url in croft.json.',
  'identity.onlySuperuser': 'Nur ein Superuser dieses Wikis kann als jemand anders handeln.',
  'identity.notStored': 'Die Sitzung ließ sich nicht speichern: {reason}',
  'identity.noForm': '{wiki} hat kein Anmeldeformular; eine Sitzung von Croft würde dort nicht gelten.',
  'identity.noForm.hint': 'Fügen Sie der Option auth MoinAuth() hinzu.',
  'identity.oneself': '{name} ist schon {name}.',
};
