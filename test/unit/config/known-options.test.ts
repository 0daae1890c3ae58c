import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { optionCatalogue } from '../../../shared/config/option-catalogue.ts';
import { english } from '../../../shared/texts/english.ts';
import { readFarm } from '../../../electron/config/farm-reading.ts';
import { wikiSettings } from '../../../electron/config/settings.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'croft-known-'));
  await mkdir(path.join(dir, 'data', 'pages'), { recursive: true });
  await mkdir(path.join(dir, 'data', 'plugin'));
  await writeFile(path.join(dir, 'data', 'plugin', '__init__.py'), '');
});

afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

async function settingsOf(
  body: string,
  { supplied = {}, after = '' }: { supplied?: Record<string, string>; after?: string } = {},
) {
  const source = [
    'import os',
    'from MoinMoin.datastruct import ConfigGroups as Groups, ConfigDicts as Dicts',
    'from MoinMoin.config import multiconfig',
    'class Config(multiconfig.DefaultConfig):',
    '    data_underlay_dir = None',
    ...body.split('\n').map((line) => `    ${line}`),
    after,
    '',
  ].join('\n');
  await writeFile(path.join(dir, 'wikiconfig.py'), source);
  const [wiki] = (await readFarm(dir)).wikis;
  if (wiki === undefined) throw new Error('nothing was read');
  return wikiSettings(wiki, { compatibility: 'default', supplied });
}

/** The options that a wiki waits for, or that it starts. */
async function waitsFor(body: string, after = ''): Promise<readonly string[] | 'starts'> {
  const settings = await settingsOf(body, { after });
  if (settings.ok) return 'starts';
  return settings.error.map(({ code, option }) => (code === 'computed-option' ? (option ?? '') : code));
}

describe('an option that protects or places and is computed', () => {
  const decisive = optionCatalogue.filter(({ role, name }) => role !== 'looks' && name !== 'secrets');

  test.each(decisive.map(({ name }) => [name]))('%s is waited for', async (name) => {
    expect(await waitsFor(`${name} = os.environ.get('X')`)).toContain(name);
  });

  test('is named with its file and line', async () => {
    const settings = await settingsOf("acl_rights_default = os.environ.get('WIKI_ACL', u'All:')");
    if (settings.ok) throw new Error('it started');
    expect(settings.error).toMatchObject([
      { code: 'computed-option', option: 'acl_rights_default', file: 'wikiconfig.py', line: 6 },
    ]);
    expect(settings.error.map(({ message }) => english(message)).join()).toContain('acl_rights_default');
  });

  test('is known by the value that a person supplies', async () => {
    const settings = await settingsOf("acl_rights_default = os.environ.get('WIKI_ACL', u'All:')", {
      supplied: { acl_rights_default: "u'Known:read'" },
    });
    expect(settings.ok && settings.value.aclRightsDefault).toBe('Known:read');
  });

  test('can be said to be the default', async () => {
    const settings = await settingsOf('password_checker = os.environ.get("X")', {
      supplied: { password_checker: 'DefaultConfig.password_checker' },
    });
    expect(settings.ok && settings.value.checkPasswords).toBe(true);
  });
});

test('an own policy class waits, and the person is told what access rules alone lose', async () => {
  const settings = await settingsOf('SecurityPolicy = os.Policy');
  if (settings.ok) throw new Error('it started');
  expect(settings.error[0]?.hint && english(settings.error[0].hint)).toContain('access rules alone');
  expect((await settingsOf('SecurityPolicy = os.Policy', { supplied: { SecurityPolicy: 'None' } })).ok).toBe(
    true,
  );
});

test('an option that only decides how things look takes its default', async () => {
  const settings = await settingsOf("theme_default = os.environ.get('X')");
  expect(settings.ok && settings.value.themeDefault).toBe('modernized');
});

test('what the issue names protects or places', () => {
  const named =
    'acl_rights_default acl_rights_before acl_rights_after acl_hierarchic acl_rights_valid SecurityPolicy groups dicts page_group_regex hosts_deny actions_excluded actions_superuser auth_methods_trusted textchas textchas_disabled_group password_checker surge_action_limits surge_lockout_time allow_xslt data_underlay_dir cache_dir plugin_dir plugin_dirs shared_intermap url_mappings superuser secrets auth session_service cookie_name data_dir user_dir session_dir'.split(
      ' ',
    );
  const looks = optionCatalogue.filter(({ role, name }) => role === 'looks' && named.includes(name));
  expect(looks).toEqual([]);
});

describe('a value of the wrong type', () => {
  test.each([
    ['hosts_deny = 5', ['hosts_deny']],
    ['data_dir = None', ['data_dir']],
    ["textchas = 'no'", ['textchas']],
    ["surge_action_limits = {'show': 3}", ['surge_action_limits']],
    ["actions_excluded = 'raw'", ['actions_excluded']],
  ])('%s is waited for', async (body, options) => {
    expect(await waitsFor(body)).toEqual(options);
  });

  test.each([['acl_hierarchic = "no"'], ["hosts_deny = ('1.2.3.4',)"], ['cookie_lifetime = 5']])(
    '%s means what MoinMoin makes of it',
    async (body) => {
      expect(await waitsFor(body)).toBe('starts');
    },
  );
});

describe('what the reader does not model', () => {
  test.each([
    [
      '__init__',
      "data_dir = './data'\ndef __init__(self, siteid):\n    self.data_dir = './other'\n    multiconfig.DefaultConfig.__init__(self, siteid)",
      '',
    ],
    [
      '__init__ that changes a list',
      'superuser = []\ndef __init__(self, siteid):\n    self.superuser.append(siteid)',
      '',
    ],
    [
      'an assignment to the class in a condition',
      'pass',
      "if os.environ.get('X'):\n    Config.hosts_deny = []",
    ],
    ['setattr', 'pass', "setattr(Config, 'hosts_deny', os.environ.get('X'))"],
  ])('%s makes that option computed', async (_name, body, after) => {
    expect(await waitsFor(body, after)).toHaveLength(1);
    expect(await waitsFor(body, after)).not.toContain('options-unknown');
  });

  test.each([
    ['a metaclass', '__metaclass__ = os.Meta', ''],
    ['__init__ that hands its object on', 'def __init__(self, siteid):\n    os.change(self)', ''],
    ['locals().update', "locals().update({'hosts_deny': []})", ''],
    ['vars()[…] =', "vars()['hosts_deny'] = []", ''],
    ['vars(C).update', 'pass', "vars(Config).update({'hosts_deny': []})"],
    ['C.__dict__', 'pass', "Config.__dict__['hosts_deny'] = []"],
    ['setattr with a computed name', 'pass', "setattr(Config, os.environ['X'], 5)"],
    ['setattr in a loop', 'pass', 'for name in os.environ:\n    setattr(Config, name, os.environ[name])'],
    ['setattr in a loop over classes', 'pass', "for c in [Config]:\n    setattr(c, 'hosts_deny', [])"],
    ['exec', "exec 'hosts_deny = []'", ''],
    ['exec of the module', 'pass', "exec 'Config.hosts_deny = []'"],
    ['the class given away', 'pass', 'os.patch(Config)'],
    ['globals().update', 'pass', "globals().update({'Config': None})"],
  ])('%s makes every option unknown', async (_name, body, after) => {
    expect(await waitsFor(body, after)).toContain('options-unknown');
  });

  test.each([
    ['reading locals()', "here = '.'\ndata_dir = './data' or '%(here)s' % locals()", ''],
    ['isinstance of the class', 'pass', 'print isinstance(Config, object)'],
    ['setattr with a known name', 'pass', "setattr(Config, 'hosts_deny', ['1.2.3.4'])"],
    ['a base __init__ alone', 'def __init__(self, siteid):\n    super(Config, self).__init__(siteid)', ''],
  ])('%s changes nothing', async (_name, body, after) => {
    expect(await waitsFor(body, after)).toBe('starts');
  });

  test('is harmless when a person said so of these bytes, and of no others', async () => {
    await settingsOf('pass', { after: 'os.patch(Config)' });
    const [wiki] = (await readFarm(dir)).wikis;
    if (wiki === undefined) throw new Error('nothing was read');
    const hash = wiki.blurs[0]?.hash ?? '';
    const judged = (harmless: Record<string, string>) =>
      wikiSettings(wiki, { compatibility: 'default', supplied: {}, harmless }).ok;
    expect(hash).toHaveLength(64);
    expect(judged({ [hash]: 'wikiconfig.py' })).toBe(true);
    expect(judged({ [hash.replace(/^./, 'x')]: 'wikiconfig.py' })).toBe(false);
  });
});

describe('groups and dictionaries in the configuration', () => {
  const crew = {
    kind: 'configured',
    groups: new Map([['StaffGroup', ['Ivy', 'Jo']]]),
    resolved: true,
  };
  const imports =
    'from MoinMoin.datastruct import ConfigGroups, CompositeGroups, WikiGroups, ConfigDicts, WikiDicts';

  async function groupsOf(body: string, supplied: Record<string, string> = {}) {
    const settings = await settingsOf(body, { supplied });
    return settings.ok ? settings.value.groups : settings.error.map(({ option }) => option);
  }

  test.each([
    [
      `def groups(self, request):\n    ${imports}\n    return ConfigGroups(request, {u'StaffGroup': [u'Ivy', 'Jo']})`,
    ],
    ["groups = lambda cfg, request: Groups(request, {u'StaffGroup': (u'Ivy', u'Jo')})"],
    [
      `def groups(self, request):\n    'Who is who.'\n    ${imports}\n    staff = [u'Ivy'] + [u'Jo']\n` +
        `    all = {u'StaffGroup': set(staff)}\n    return ConfigGroups(request, all)`,
    ],
  ])('are read: %s', async (body) => {
    expect(await groupsOf(body)).toEqual([crew]);
  });

  test('keep the order of a composite', async () => {
    const body = `def groups(self, request):\n    ${imports}\n    return CompositeGroups(request, WikiGroups(request), ConfigGroups(request, {u'StaffGroup': [u'Ivy', u'Jo']}))`;
    expect(await groupsOf(body)).toEqual([{ kind: 'pages' }, crew]);
  });

  test('are the pages where nothing is said', async () => {
    expect(await groupsOf('')).toEqual([{ kind: 'pages' }]);
  });

  test.each([
    ['members that code computes', "return ConfigGroups(request, {u'StaffGroup': os.listdir('/crew')})"],
    ['members that depend on the request', "return ConfigGroups(request, {u'StaffGroup': [request.user]})"],
    ['a condition', 'if self.big: return WikiGroups(request)\n    return ConfigGroups(request, {})'],
    ['an own class', 'return os.OwnGroups(request)'],
    ['a lone text, which would be its letters', "return ConfigGroups(request, {u'StaffGroup': u'Ivy'})"],
    ['a name that is no text', "return ConfigGroups(request, {1: [u'Ivy']})"],
    ['nothing returned', 'pass'],
  ])('are waited for: %s', async (_, statement) => {
    expect(await groupsOf(`def groups(self, request):\n    ${imports}\n    ${statement}`)).toEqual([
      'groups',
    ]);
  });

  test('are waited for where a file makes the constructor another one', async () => {
    const body = 'Groups.members = None\ngroups = lambda cfg, request: Groups(request, {})';
    expect(await groupsOf(body)).toEqual(['groups']);
  });

  test('are waited for when a decorator stands over them', async () => {
    const body = `${imports}\n@os.traced\ndef groups(self, request):\n    return WikiGroups(request)`;
    expect(await groupsOf(body)).toEqual(['groups']);
  });

  test('can be supplied', async () => {
    const body = "groups = os.environ.get('X')";
    expect(
      await groupsOf(body, { groups: "ConfigGroups(request, {u'StaffGroup': [u'Ivy', u'Jo']})" }),
    ).toEqual([crew]);
    expect(await groupsOf(body, { groups: 'ConfigGroups(request, {u"StaffGroup": os.x})' })).toEqual([
      'groups',
      'groups',
    ]);
  });

  test('dictionaries likewise', async () => {
    const settings = await settingsOf(
      "dicts = lambda cfg, request: Dicts(request, {u'ColourDict': {u'leaf': u'green'}})",
    );
    expect(settings.ok && settings.value.dicts).toEqual([
      { kind: 'configured', dictionaries: new Map([['ColourDict', new Map([['leaf', 'green']])]]) },
    ]);
  });
});

describe('a policy of MoinMoin', () => {
  test.each([
    ['from MoinMoin.security.antispam import SecurityPolicy', 'antispam'],
    ['from MoinMoin.security import antispam\nSecurityPolicy = antispam.SecurityPolicy', 'antispam'],
    ['from MoinMoin.security.autoadmin import SecurityPolicy as P\nSecurityPolicy = P', 'autoadmin'],
    ['from MoinMoin.security import Permissions\nSecurityPolicy = Permissions', 'access-rules'],
    ['SecurityPolicy = None', 'access-rules'],
  ])('%s is known', async (body, policy) => {
    const settings = await settingsOf(body);
    expect(settings.ok && settings.value.policy).toBe(policy);
  });

  test('can be supplied by its name', async () => {
    const supplied = { SecurityPolicy: 'antispam.SecurityPolicy' };
    const settings = await settingsOf('SecurityPolicy = os.Policy', { supplied });
    expect(settings.ok && settings.value.policy).toBe('antispam');
  });

  test('with a method of somebody else is not', async () => {
    const body =
      'from MoinMoin.security import antispam\nantispam.SecurityPolicy.save = os.save\nSecurityPolicy = antispam.SecurityPolicy';
    expect(await waitsFor(body)).toEqual(['SecurityPolicy']);
    expect(
      await waitsFor(
        'from MoinMoin.security.antispam import SecurityPolicy as Base\nclass SecurityPolicy(Base):\n    def save(self): pass',
      ),
    ).toEqual(['SecurityPolicy']);
  });
});
