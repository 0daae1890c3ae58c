/** Who shares a login with whom, and why (shared/session/sharing.ts). */
export const login = {
  'login.noDot': 'cookie_domain “{domain}” has no dot, so no cookie can be set with it.',
  'login.badName': 'cookie_name holds a character that no cookie can carry.',
  'login.foreignDomain': 'a browser does not accept the cookie domain {domain} from {host}.',
  'login.secureOverHttp': 'cookie_secure is on, but {host} is reached over plain http.',

  'login.nobodyStays': 'Nobody stays logged in on {wiki}: {reason}',
  'login.nothingShared': 'nothing is shared',
  'login.accountsShared': 'the accounts are shared, the login is not',
  'login.otherNames': 'The cookies have different names ({first}, {second}): {shared}.',
  'login.notSent': 'The browser sends neither wiki the other’s cookie: {shared}.',
  'login.httpsOnly':
    'The https wiki’s cookie is not sent over plain http and can’t be replaced from there: a login holds on one of them only.',
  'login.otherScope':
    'The cookies have one name but different domain or path, so neither wiki can remove the other’s.',
  'login.twoLogins':
    'One cookie ({cookie}), two session folders, visitors have sessions: both wikis keep a login under the same id, and a logout on either ends both.',
  'login.otherFolders':
    'Both wikis use the cookie {cookie}, but look for the session in different folders: each visit to one logs out of the other.',
  'login.otherPerson':
    'The session is shared, the accounts are not: {person} on {first} is {other} on {second}, whose account has the same id.',
  'login.unknownPerson':
    'The session is shared, the accounts are not: {wiki} does not know the person in it and destroys it.',
  'login.noForm':
    '{here} takes no logins by form (auth: {methods}) and destroys the session that {there} made.',
  'login.noMethod': 'none',
  'login.onePage':
    'On {here} a login lives for one page only (cookie_lifetime); visiting it destroys the session of {there}.',
  'login.shared':
    'One login: the cookie {cookie} reaches both, and both find the same session and the same account.',
  'login.sharedBut': '{shared} But {note}.',
  'login.sharedButTwo': '{shared} But {first}, and {second}.',
  'login.endsSwitch': 'visiting the wiki that does not list {names} as superuser ends a switch',
  'login.lastDecides': 'the wiki visited last decides how long the login lives',

  'login.sent': 'A cookie for {scope} is sent to {url}.',
  'login.sentNot': 'A cookie for {scope} is not sent to {url}.',
  'login.scopeHttps': '{scope} (https only)',
  'login.sameName': 'Both look for {cookie}.',
  'login.names': '{a} looks for {first}, {b} for {second}.',
  'login.sameSessions': 'Both keep sessions in {folder}.',
  'login.sameAccounts': 'Both keep accounts in {folder}.',
  'login.folders': '{first} and {second} are different folders.',
} as const;
