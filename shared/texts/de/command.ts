import type { command as english } from '../en/command.ts';

export const command: Readonly<Record<keyof typeof english, string>> = {
  'command.severalWikis': 'Die Farm hat mehrere Wikis.',
  'command.severalWikis.hint': 'Nennen Sie eines mit --wiki: {wikis}.',
  'command.noWiki': 'Ein Wiki {wiki} gibt es in dieser Farm nicht.',
  'command.noWiki.hint': 'Sie hat: {wikis}.',
  'command.noScreen': 'Es gibt keinen Bildschirm, um ein Fenster zu öffnen.',
  'command.noScreen.hint':
    'Starten Sie „croft serve {farm}“, und öffnen Sie die Adresse, die es nennt, in einem Browser; aus den Quellen öffnet „npm start -- {farm}“ das Fenster.',
  'command.noSession': 'Eine Sitzung mit dieser Kennung gibt es nicht.',
  'command.sessionUnreadable': 'Diese Sitzung lässt sich nicht lesen.',
  'command.noSuchSession': 'Diese Sitzung gibt es nicht.',
  'command.fileUnreadable': '{file} lässt sich nicht lesen.',
  'command.noAccount': 'Ein Konto {name} gibt es nicht.',
  'command.notOpened': 'Die Farm ließ sich nicht öffnen.',
};
