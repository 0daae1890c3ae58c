/** Identity windows and switching users. */
export const identity = {
  'identity.closed': 'This identity window is closed.',
  'identity.outside': '{address} is outside this farm.',
  'identity.goesTo.hint': 'This window goes to {hosts}.',
  'identity.outside.hint':
    'This window only goes to the farm’s own names. Open the address in your browser instead.',
  'identity.noAnswer': '{host} did not answer.',
  'identity.noAnswer.hint': 'Start the wiki in the farm’s overview, then reload.',
  'identity.forbidden': 'Switching users is forbidden on this farm.',
  'identity.forbidden.hint': 'Allow it in the menu of the farm.',
  'identity.noBrowser': 'This address can’t be opened in a browser.',
  'identity.notRunning': 'The wiki {wiki} is not running.',
  'identity.noAddress': 'No address is known for {wiki}.',
  'identity.noAddress.hint': 'Set its url in croft.json.',
  'identity.onlySuperuser': 'Only a superuser of this wiki can act as somebody else.',
  'identity.notStored': 'The session could not be stored: {reason}',
  'identity.noForm': '{wiki} has no login form, so a session of Croft’s own would not be honoured.',
  'identity.noForm.hint': 'Add MoinAuth() to the option auth.',
  'identity.oneself': '{name} is already {name}.',
} as const;
