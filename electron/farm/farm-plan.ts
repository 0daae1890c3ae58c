import { fail, ok, type Result } from '../../shared/result.ts';
import { pythonList, pythonText } from './python-text.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What `croft create`, the wizard and the sample farm agree on before anything is written. */
export interface FarmPlan {
  readonly topology: Topology;
  readonly wikis: readonly PlannedWiki[];
  /** One cookie, one session folder, one user folder for all wikis. */
  readonly shareLogin: boolean;
  /** Name of the first superuser; null for none. */
  readonly superuser: string | null;
  /** Host farms: the domain below which every wiki gets a name. */
  readonly domain: string;
  /** Port farms: the first wiki's port, the others follow. */
  readonly firstPort: number;
}

export const topologies = ['single', 'separate', 'path', 'host', 'port'] as const;
export type Topology = (typeof topologies)[number];

export interface PlannedWiki {
  /** Module name and siteid. */
  readonly name: string;
  readonly sitename: string;
}

export interface PlannedFile {
  /** Relative to the farm's folder, `/` as separator. */
  readonly path: string;
  readonly text: string;
}

export const defaultDomain = 'farm.localhost';
export const defaultFirstPort = 8081;

/** Names of Python modules that MoinMoin would import instead of the wiki's file (spec/config.md §6). */
const takenModuleNames = new Set(
  'farmconfig wikiconfig multiconfig os sys site json code types time string random socket config shared'.split(
    ' ',
  ),
);

const refuse = (message: Sentence, hint: Sentence) => fail({ code: 'bad-argument' as const, message, hint });

/** The name of a wiki is the name of its file, so it must be one that Python can import. */
export function checkWikiName(name: string): Result<null> {
  if (!/^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(name))
    return refuse(sentence('create.wikiName', { name }), sentence('create.wikiName.hint'));
  return takenModuleNames.has(name.toLowerCase())
    ? refuse(sentence('create.pythonName', { name }), sentence('create.pythonName.hint'))
    : ok(null);
}

/** A plan that can't be carried out is refused with the one thing to change. */
export function checkPlan(plan: FarmPlan): Result<FarmPlan> {
  if (plan.wikis.length === 0) return refuse(sentence('create.noWiki'), sentence('create.noWiki.hint'));
  if (plan.topology === 'single' && plan.wikis.length > 1)
    return refuse(sentence('create.single'), sentence('create.single.hint'));
  const seen = new Set<string>();
  for (const { name } of plan.wikis) {
    const usable = checkWikiName(name);
    if (!usable.ok) return usable;
    if (seen.has(name.toLowerCase()))
      return refuse(sentence('create.twice', { name }), sentence('create.twice.hint'));
    seen.add(name.toLowerCase());
  }
  if (plan.topology === 'host' && !/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(plan.domain))
    return refuse(sentence('create.domain', { domain: plan.domain }), sentence('create.domain.hint'));
  const lastPort = plan.firstPort + plan.wikis.length - 1;
  if (plan.topology === 'port' && !(plan.firstPort >= 1024 && lastPort <= 65535))
    return refuse(sentence('create.port', { port: plan.firstPort }), sentence('create.port.hint'));
  return ok(plan);
}

/** The address of a planned wiki as the farm's patterns will have it; `port` stands for Croft's own. */
export function plannedUrl(plan: FarmPlan, index: number, port: string): string {
  const wiki = plan.wikis[index];
  if (!wiki) throw new RangeError(`no wiki ${index} in this plan`);
  switch (plan.topology) {
    case 'single':
      return `http://localhost:${port}/`;
    case 'separate':
    case 'path':
      return `http://localhost:${port}/${wiki.name}/`;
    case 'host':
      return `http://${wiki.name.toLowerCase()}.${plan.domain}:${port}/`;
    case 'port':
      return `http://localhost:${plan.firstPort + index}/`;
  }
}

/** Folders of one wiki, relative to the farm's folder. */
export function dataFolders(plan: FarmPlan, wiki: PlannedWiki): { data: string; user: string } {
  const data = plan.topology === 'single' ? 'data' : `${wiki.name}/data`;
  return { data, user: plan.shareLogin && plan.topology !== 'single' ? 'shared/user' : `${data}/user` };
}

/** Every configuration file of the farm, as text. Pure: the wizard shows it before it exists. */
export function plannedFiles(plan: FarmPlan, secret: string): readonly PlannedFile[] {
  if (plan.topology === 'single') return [wikiconfigFile(plan, plan.wikis[0] as PlannedWiki, '', secret)];
  if (plan.topology === 'separate')
    return plan.wikis.map((wiki) => wikiconfigFile(plan, wiki, `${wiki.name}/`, secret));
  const files = [
    farmconfigFile(plan, secret),
    ...plan.wikis.map((wiki, index) => farmMemberFile(plan, wiki, index)),
    { path: 'intermap.txt', text: intermap(plan) },
  ];
  return files;
}

const head = (about: string): string[] => [
  '# -*- coding: utf-8 -*-',
  `# ${about}`,
  '',
  'import os',
  '',
  'from MoinMoin.config import multiconfig, url_prefix_static',
  '',
  '',
  'here = os.path.abspath(os.path.dirname(__file__))',
  '',
  '',
];

function rights(plan: FarmPlan): string[] {
  return [
    `    superuser = ${pythonList(plan.superuser === null ? [] : [pythonText(plan.superuser, 'u')])}`,
    `    acl_rights_before = ${pythonText(plan.superuser === null ? '' : `${plan.superuser}:read,write,delete,revert,admin`, 'u')}`,
    "    acl_rights_default = u'Known:read,write,delete,revert All:read'",
  ];
}

const commonOptions = (secret: string): string[] => [
  '    data_underlay_dir = None',
  "    page_front_page = u'FrontPage'",
  "    navi_bar = [u'%(page_front_page)s', u'RecentChanges', u'FindPage', u'HelpContents']",
  '    # Signs the forms of the wikis. Keep it to yourself.',
  `    secrets = ${pythonText(secret)}`,
];

/** Names that sharing needs: one cookie name for all, sent to every wiki, and the same two folders behind it. */
function sharedLogin(plan: FarmPlan, sharedFolder: string): string[] {
  return [
    "    cookie_name = 'farm_login'",
    ...(plan.topology === 'host' ? [`    cookie_domain = ${pythonText(`.${plan.domain}`)}`] : []),
    `    session_dir = os.path.join(here, ${sharedFolder}, 'sessions')`,
    `    user_dir = os.path.join(here, ${sharedFolder}, 'user')`,
  ];
}

const lifetime = [
  '    # Hours: visitors without login (0: no session), people who are logged in.',
  '    cookie_lifetime = (0, 12)',
];

function farmconfigFile(plan: FarmPlan, secret: string): PlannedFile {
  const wikis = plan.wikis.map(
    (wiki, index) => `    (${pythonText(wiki.name)}, r${pythonText(pattern(plan, wiki, index))}),`,
  );
  const lines = [
    ...head('What the wikis of this farm have in common. Each wiki adds its own in NAME.py.'),
    '# Which wiki answers which address: the first pattern that matches.',
    'wikis = [',
    ...wikis,
    ']',
    '',
    '',
    'class FarmConfig(multiconfig.DefaultConfig):',
    ...(plan.shareLogin
      ? [
          '    # One login for all wikis: the same cookie, the same sessions, the same accounts.',
          ...sharedLogin(plan, "'shared'"),
        ]
      : [
          '    # Every wiki has a login of its own: its cookie carries its name.',
          "    cookie_name = 'siteidmagic'",
        ]),
    ...lifetime,
    '',
    ...rights(plan),
    '',
    "    shared_intermap = os.path.join(here, 'intermap.txt')",
    ...commonOptions(secret),
    '',
  ];
  return { path: 'farmconfig.py', text: lines.join('\n') };
}

/** Literal in the file; a raw string, so backslashes stand as they are. */
function pattern(plan: FarmPlan, wiki: PlannedWiki, index: number): string {
  if (plan.topology === 'host') {
    const host = `${wiki.name.toLowerCase()}.${plan.domain}`.replaceAll('.', '[.]');
    return `^https?://${host}(:[0-9]+)?/`;
  }
  if (plan.topology === 'port') return `^https?://[^/:]+:${plan.firstPort + index}/`;
  return `^https?://[^/]+/${wiki.name}(/|$)`;
}

function farmMemberFile(plan: FarmPlan, wiki: PlannedWiki, index: number): PlannedFile {
  const lines = [
    ...head(`The wiki ${wiki.name}: what differs from the farm.`).filter(
      (line) => plan.topology === 'path' || !line.includes('url_prefix_static'),
    ),
    'from farmconfig import FarmConfig',
    '',
    '',
    'class Config(FarmConfig):',
    `    sitename = ${pythonText(wiki.sitename, 'u')}`,
    `    interwikiname = ${pythonText(interwikiName(wiki), 'u')}`,
    `    data_dir = os.path.join(here, ${pythonText(wiki.name)}, 'data')`,
    ...(plan.topology === 'path'
      ? [`    url_prefix_static = ${pythonText(`/${wiki.name}`)} + url_prefix_static`]
      : []),
    '',
  ];
  // The import block comes before `here`.
  const text = lines
    .join('\n')
    .replace(
      /\n\n\nhere = (.*)\n\n\nfrom farmconfig import FarmConfig\n/,
      '\nfrom farmconfig import FarmConfig\n\n\nhere = $1\n',
    );
  return { path: `${plan.wikis[index]?.name ?? wiki.name}.py`, text };
}

function wikiconfigFile(plan: FarmPlan, wiki: PlannedWiki, folder: string, secret: string): PlannedFile {
  const shares = plan.shareLogin && plan.topology === 'separate';
  const lines = [
    ...head(`The wiki ${wiki.name}.`).map((line) => line.replace(', url_prefix_static', '')),
    'class Config(multiconfig.DefaultConfig):',
    `    sitename = ${pythonText(wiki.sitename, 'u')}`,
    `    interwikiname = ${pythonText(interwikiName(wiki), 'u')}`,
    "    data_dir = os.path.join(here, 'data')",
    ...(shares
      ? ['    # One login for all wikis beside this one.', ...sharedLogin(plan, "os.pardir, 'shared'")]
      : []),
    ...lifetime,
    '',
    ...rights(plan),
    '',
    ...commonOptions(secret),
    '',
  ];
  return { path: `${folder}wikiconfig.py`, text: lines.join('\n') };
}

/** InterWiki names begin with a capital and hold letters only (spec/markup.md). */
export function interwikiName(wiki: PlannedWiki): string {
  const letters = wiki.name.replace(/[^A-Za-z]/g, '');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** Path farms can name their neighbours without knowing host and port. */
function intermap(plan: FarmPlan): string {
  const address = (wiki: PlannedWiki, index: number) =>
    plan.topology === 'path' ? `/${wiki.name}/` : plannedUrl(plan, index, '80').replace(':80/', '/');
  return plan.wikis.map((wiki, index) => `${interwikiName(wiki)} ${address(wiki, index)}\n`).join('');
}
