import type { address as english } from '../en/address.ts';

export const address: Readonly<Record<keyof typeof english, string>> = {
  'address.noWiki': 'Dieses Wiki gibt es in der Farm nicht.',
  'address.badMount': '„{mount}“ kann kein Einhängepfad sein.',
  'address.badMount.hint':
    'Schreiben Sie einen Pfad, der mit einem Schrägstrich beginnt, zum Beispiel /garten; nichts für die Wurzel.',
  'address.badUrl': '„{url}“ ist keine Adresse eines Wikis.',
  'address.badUrl.hint': 'Schreiben Sie sie ganz, zum Beispiel http://wiki.example.org/garten/.',
  'address.none': 'Es wurde keine Adresse gefunden, die die Muster der Farm zu diesem Wiki schicken.',
  'address.nobody': 'Die Muster der Farm schicken diese Adresse zu keinem Wiki.',
  'address.other': 'Die Muster der Farm schicken diese Adresse zu {wiki}, dessen Muster früher steht.',
  'address.same': '{wiki} hat dieselbe Adresse.',
  'address.notLocal':
    '{host} ist kein Name dieses Computers, daher öffnet es sich in einem Identitätsfenster.',
  'address.privileged':
    'Port {port} ist dem System vorbehalten, daher öffnet es sich in einem Identitätsfenster.',
  'address.https': 'Die Adresse verlangt https, daher öffnet es sich in einem Identitätsfenster.',
  'address.taken': 'Port {port} wird von einem anderen Programm benutzt.',
  'address.free': 'Port {port} ist frei: Setzen Sie ihn in das Muster, oder beenden Sie das andere Programm.',
};
