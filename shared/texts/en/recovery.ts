/** Links with which somebody who forgot the password chooses a new one. */
export const recovery = {
  'recovery.disabled': 'The account {name} is disabled.',
  'recovery.disabled.hint': 'Enable it first: a link is of no use to it before.',
  'recovery.gone': 'There is no such account any more.',
  'recovery.notSent': 'The mail to {address} was not sent: {reason}',
  'recovery.notSent.hint':
    'Show the link instead and hand it over yourself, or look at the mail options of the wiki.',
  'recovery.noAddress': 'No address is known for the wikis of this account.',
  'recovery.noAddress.hint': 'Give one of them an address with “croft mount” first.',
  'recovery.noMail': 'No wiki of this account can send mail.',
  'recovery.noMail.hint': 'Set mail_from and mail_smarthost, or show the link and hand it over yourself.',
} as const;
