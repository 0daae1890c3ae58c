/** Where a wiki is reached, and what stands in the way (electron/farm/explain-address.ts). */
export const address = {
  'address.noWiki': 'There is no such wiki in this farm.',
  'address.badMount': '“{mount}” can’t be a mount.',
  'address.badMount.hint':
    'Write a path that begins with a slash, for example /garden; nothing for the root.',
  'address.badUrl': '“{url}” is no address of a wiki.',
  'address.badUrl.hint': 'Write it whole, for example http://wiki.example.org/garden/.',
  'address.none': 'No address was found that the patterns of the farm send to this wiki.',
  'address.nobody': 'The patterns of the farm send this address to no wiki.',
  'address.other': 'The patterns of the farm send this address to {wiki}, whose pattern comes first.',
  'address.same': '{wiki} has the same address.',
  'address.notLocal': '{host} is not a name of this computer, so it opens in an identity window.',
  'address.privileged': 'Port {port} is reserved for the system, so it opens in an identity window.',
  'address.https': 'The address wants https, so it opens in an identity window.',
  'address.taken': 'Port {port} is used by another program.',
  'address.free': 'Port {port} is free: put it into the pattern, or stop the other program.',
} as const;
