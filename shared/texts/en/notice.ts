/** What a person is told while they look elsewhere, and what goes wrong with the program's own files. */
export const notice = {
  'notice.farmMissing': '{farm} is missing',
  'notice.farmMissing.text': 'The folder {path} is not there. Its wikis don’t answer.',
  'notice.failed': '{name} failed',
  'notice.actsAs': '{user} acts as {target}',
  'notice.actsAs.text': 'On {wikis} of {farm}.',
  'notice.both': '{first} {second}',
  'notice.update': 'Croft {version} is out',
  'notice.update.text': 'It is not downloaded by itself.',

  'update.noFeed': 'No feed is set.',
  'update.notAsked': 'Whether a newer version is out could not be found out.',
  'update.notAsked.hint': 'Check the address of the feed in the settings and the connection to it.',
} as const;
