/** Live sessions. */
export const sessions = {
  'sessions.gone': 'This session is gone.',
  'sessions.readOnly.hint': 'Open it for writing to end sessions.',
  'sessions.notAllEnded': 'The sessions could not all be ended.',
  'sessions.notEnded': 'The session {session}… could not be ended.',
  'sessions.notEnded.hint': 'Check that this account may write to the session folder.',
  'sessions.noAccount': 'There is no enabled account {name}.',
  'sessions.not-a-dict': 'The file holds a value that is not a session.',
  'sessions.corrupt': 'The file is damaged; the wiki treats it as an empty session.',
  'sessions.refused': 'Unsafe, not read: the file holds objects that could run code.',
  'sessions.unreadable': 'The file can’t be read by this account.',
  'sessions.otherFolder': 'It looks in another session folder.',
  'sessions.unknownAccount': 'It has no account with this id.',
  'sessions.disabledAccount': 'The account is disabled.',
  'sessions.noMethod': 'It does not take logins by {method}.',
  'sessions.unknownMethod': 'an unknown method',
} as const;
