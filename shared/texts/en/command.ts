/** What only the command line says. */
export const command = {
  'command.severalWikis': 'The farm has several wikis.',
  'command.severalWikis.hint': 'Name one with --wiki: {wikis}.',
  'command.noWiki': 'There is no wiki {wiki} in this farm.',
  'command.noWiki.hint': 'It has: {wikis}.',
  'command.noScreen': 'There is no screen to open a window on.',
  'command.noScreen.hint':
    'Run “croft serve {farm}” and open the address it prints in a browser; from a checkout, “npm start -- {farm}” opens the window.',
  'command.noSession': 'There is no session with this id.',
  'command.sessionUnreadable': 'This session can’t be read.',
  'command.noSuchSession': 'There is no such session.',
  'command.fileUnreadable': "{file} can't be read.",
  'command.noAccount': 'There is no account {name}.',
  'command.notOpened': 'The farm could not be opened.',
} as const;
