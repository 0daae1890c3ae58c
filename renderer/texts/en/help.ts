export const help = {
  'help.title': 'Help',
  'help.about': 'Help about {view}',
  'help.pages': 'Pages of the help',
  'help.search': 'Find in the help',
  'help.found': '{count, plural, =0 {No page found.} one {# page found.} other {# pages found.}}',
  'help.noneFound': 'No page speaks of “{text}”.',

  'tour.title': 'Tour',
  'tour.start': 'Start the tour',
  'tour.step': 'Step {step} of {total}',
  'tour.next': 'Next',
  'tour.back': 'Back',
  'tour.end': 'End the tour',
  'tour.dismiss': 'Close the tour',
  'tour.needsFarm': 'The tour needs an open farm. Try the sample farm.',
  'tour.overview.title': 'The wikis of this farm',
  'tour.overview.text':
    'Each line is a wiki that runs here. Press its address to open it and log in; the passwords stand on its front page. The menu at the end of the line starts, stops and duplicates it.',
  'tour.sessions.title': 'Who is logged in',
  'tour.sessions.text':
    'Every session of every wiki, as it changes. Log in on a wiki and watch the line appear. Enter shows everything about a session, Delete ends it, Undo brings it back.',
  'tour.options.title': 'What decides about logins',
  'tour.options.text':
    'Each option with its value for the farm and each wiki. Choose a cell to see where the value comes from and to change it. Nothing is written before you reviewed it.',
  'tour.sharing.title': 'Which wikis share a login',
  'tour.sharing.text':
    'Wikis in one bubble have one login. Choose two of them to see why, and try values without changing anything.',
  'tour.users.title': 'Being somebody else',
  'tour.users.text':
    'The people of this farm. A superuser can become each of them in a window of its own, and return. Your own login is not touched.',
} as const;
