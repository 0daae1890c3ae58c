import type { notice as english } from '../en/notice.ts';

export const notice: Readonly<Record<keyof typeof english, string>> = {
  'notice.farmMissing': '{farm} fehlt',
  'notice.farmMissing.text': 'Der Ordner {path} ist nicht da. Die Wikis darin antworten nicht.',
  'notice.failed': '{name} ist gescheitert',
  'notice.actsAs': '{user} handelt als {target}',
  'notice.actsAs.text': 'In {wikis} von {farm}.',
  'notice.both': '{first} {second}',
  'notice.update': 'Croft {version} ist erschienen',
  'notice.update.text': 'Heruntergeladen wird es nicht von selbst.',

  'update.noFeed': 'Es ist kein Feed eingestellt.',
  'update.notAsked': 'Ob eine neuere Version erschienen ist, ließ sich nicht herausfinden.',
  'update.notAsked.hint':
    'Die Adresse des Feeds in den Einstellungen und die Verbindung dorthin lassen sich prüfen.',
};
