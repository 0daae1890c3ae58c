/** Lines of a farm’s log. */
export const log = {
  'log.became': '{user} became {target}',
  'log.returned': '{user} is no longer {target}',
  'log.noCookie': 'No cookie can be set: {reason}',
  'log.session.refused': 'Session {session}… is unsafe and was not read: {reason}',
  'log.session.corrupt': 'Session {session}… is damaged and counts as empty: {reason}',
  'log.session.unreadable': 'Session {session}… can’t be read: {reason}',
  'log.session.not-saved': 'Session {session}… could not be saved: {reason}',
  'log.session.not-removed': 'Session {session}… could not be removed: {reason}',
  'log.standIn':
    '{option} in {file}:{line} is computed by Python and not known ({why}); MoinMoin’s default stands in for it.',
  'log.notReadAhead': 'Pages were not read ahead: {reason}',
  'log.accountsUnreadable': "{folder} can't be read: {reason}",
  'log.historyUnwritten': "The session history can't be written: {reason}",
  'log.notBroughtBack': 'A session that was ended could not be brought back: {reason}',
  'log.notCleared': "Sessions that were ended can't be removed from {folder}: {reason}",
  'log.switchNotEnded':
    'A session of a switched user could not be destroyed; the next start tries again: {reason}',
  'log.notRemoved': 'A session that was ended could not be removed: {reason}',
  'log.macroFailed': 'The macro {name} of this farm failed: {reason}',
  'log.macroNotLoaded': "The macro {name} can't be loaded from {file}: {reason}",
} as const;
