import { stat } from 'node:fs/promises';
import { optionCatalogue } from '../../shared/config/option-catalogue.ts';
import { acceptedDomain, cookieTarget, isLoopback, isPublicSuffix } from '../../shared/session/cookie-jar.ts';
import { isUsableCookieName, sessionCookieName } from '../../shared/session/cookie-name.ts';
import { systemErrorCode } from './disk.ts';
import { valueProblem } from './edit-checks.ts';
import { nearestName } from '../../shared/nearest-name.ts';
import { represent } from './python/represent.ts';
import { fromPlain } from './python/values.ts';
import type { ConfigProblem, OptionSource, WikiReading } from './reading.ts';
import type { WikiSettings } from './wiki-settings.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** An ordinary edit that mends a finding; `text` is Python text, null takes the option out. */
export interface ConfigFix {
  readonly level: 'farm' | 'wiki';
  readonly wikiId: string;
  readonly option: string;
  readonly text: string | null;
}

/** A finding of `croft config check`. */
export interface ConfigFinding extends ConfigProblem {
  /** What follows for people who use the wiki: one sentence. */
  readonly consequence: Sentence;
  /** Null when only a person can mend it. */
  readonly fix: readonly ConfigFix[] | null;
  readonly wikiId: string;
}

/** One wiki with what is known about its surroundings. */
export interface CheckedWiki {
  /** Unique in what is checked: the members of a collection all have the siteid `wikiconfig`. */
  readonly id: string;
  readonly reading: WikiReading;
  /** Null when it can't start. */
  readonly settings: WikiSettings | null;
  /** The address people use; null when none is known. */
  readonly url: string | null;
  /** Names of all accounts, or null when they were not looked up. */
  readonly accountNames: ReadonlySet<string> | null;
}

export interface CheckContext {
  /** A fresh random text for `secrets`. */
  readonly newSecret: () => string;
}

/** Looks for what loads without complaint and still goes wrong (issue "Farm configuration", point 6). */
export async function checkWikis(
  wikis: readonly CheckedWiki[],
  context: CheckContext,
): Promise<ConfigFinding[]> {
  const findings: ConfigFinding[] = [];
  for (const wiki of wikis) {
    findings.push(...valueFindings(wiki), ...nameFindings(wiki));
    if (wiki.settings === null) continue;
    findings.push(...cookieFindings(wiki, wiki.settings), ...accountFindings(wiki, wiki.settings, context));
    findings.push(...(await folderFindings(wiki, wiki.settings)));
  }
  return [...findings, ...pairFindings(wikis)];
}

type Words = Pick<ConfigFinding, 'severity' | 'code' | 'message' | 'consequence'> & {
  readonly hint: Sentence;
};

function finding(
  wiki: CheckedWiki,
  option: string,
  words: Words,
  fix: ConfigFinding['fix'] = null,
): ConfigFinding {
  const source =
    wiki.reading.options.get(option)?.source ??
    wiki.reading.otherNames.find(({ name }) => name === option)?.source;
  return {
    ...words,
    option,
    ...placeOf(wiki, source),
    fix,
    wikiId: wiki.id,
  };
}

/** The line that sets the option; without one the wiki's own class, where it would be set. */
function placeOf(
  { reading }: CheckedWiki,
  source: OptionSource | undefined,
): Pick<ConfigFinding, 'file' | 'line'> {
  if (source?.file) return { file: source.file, line: source.line };
  const own = reading.classes.find((cls) => cls.level === 'wiki') ?? reading.classes[0];
  return { file: own?.file ?? reading.file, line: own?.line ?? null };
}

/** Sets an option where it stands now, or in the wiki's own class when nothing sets it. */
function change(wiki: CheckedWiki, option: string, text: string | null): readonly ConfigFix[] {
  const level = wiki.reading.options.get(option)?.source.level === 'farm' ? 'farm' : 'wiki';
  return [{ level, wikiId: wiki.id, option, text }];
}

function valueFindings(wiki: CheckedWiki): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const option of wiki.reading.options.values()) {
    if (option.state !== 'value' || option.raw === null || option.interpreted !== null) continue;
    if (option.name === 'cookie_lifetime' && option.effective !== null && option.raw.type !== 'tuple') {
      const words: Words = {
        severity: 'warning',
        code: 'legacy-lifetime',
        message: sentence('check.legacyLifetime'),
        hint: sentence('check.legacyLifetime.hint'),
        consequence: sentence('check.legacyLifetime.consequence'),
      };
      findings.push(
        finding(wiki, option.name, words, change(wiki, option.name, represent(fromPlain(option.effective)))),
      );
      continue;
    }
    const wrong = valueProblem(option.name, option.raw);
    if (wrong === null || option.name === 'siteid') continue;
    const words: Words = {
      severity: 'warning',
      code: 'wrong-type',
      message: sentence('check.wrongType', { wrong }),
      hint: sentence('check.wrongType.hint', { option: option.name }),
      consequence: sentence('check.wrongType.consequence'),
    };
    findings.push(finding(wiki, option.name, words, change(wiki, option.name, null)));
  }
  return findings;
}

const optionNames = optionCatalogue.map(({ name }) => name);

function nameFindings(wiki: CheckedWiki): ConfigFinding[] {
  return wiki.reading.otherNames.flatMap((other) => {
    if (other.name === 'anonymous_session_lifetime') return [];
    const right = nearestName(other.name, optionNames);
    if (right === null) return [];
    const words: Words = {
      severity: 'warning',
      code: 'unknown-option',
      message: sentence('check.unknownOption', { name: other.name }),
      hint: sentence('check.unknownOption.hint', { right }),
      consequence: sentence('check.unknownOption.consequence'),
    };
    const isFree = wiki.reading.options.get(right)?.state === 'default';
    const level = other.source.level === 'farm' ? 'farm' : 'wiki';
    const wikiId = wiki.id;
    const fix =
      other.raw === null || !isFree || valueProblem(right, other.raw) !== null
        ? null
        : [
            { level, wikiId, option: other.name, text: null } as const,
            { level, wikiId, option: right, text: represent(fromPlain(other.raw)) } as const,
          ];
    return [finding(wiki, other.name, words, fix)];
  });
}

function cookieFindings(wiki: CheckedWiki, { session }: WikiSettings): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  const host = wiki.url === null ? null : new URL(wiki.url).hostname;
  const { cookieDomain } = session;
  if (cookieDomain !== null) {
    const bare = cookieDomain.replace(/^\./, '').replace(/:.*$/, '').toLowerCase();
    const isAddress = bare === host && isLoopback(bare);
    const refused =
      !isAddress &&
      (!bare.includes('.') ||
        isPublicSuffix(bare) ||
        (wiki.url !== null && acceptedDomain(cookieDomain, cookieTarget(wiki.url).host, 'browser') === null));
    if (refused) {
      const words: Words = {
        severity: 'error',
        code: 'cookie-domain-refused',
        message:
          host === null
            ? sentence('check.cookieDomain', { domain: cookieDomain })
            : sentence('check.cookieDomainFrom', { domain: cookieDomain, host }),
        hint: sentence('check.cookieDomain.hint'),
        consequence: sentence('check.cookieDomain.consequence'),
      };
      findings.push(finding(wiki, 'cookie_domain', words, change(wiki, 'cookie_domain', null)));
    }
  }
  if (
    session.cookieSecure === 'always' &&
    wiki.url?.startsWith('http:') === true &&
    host !== null &&
    !isLoopback(host)
  ) {
    const words: Words = {
      severity: 'error',
      code: 'secure-without-https',
      message: sentence('check.secureWithoutHttps', { url: wiki.url }),
      hint: sentence('check.secureWithoutHttps.hint'),
      consequence: sentence('check.secureWithoutHttps.consequence'),
    };
    findings.push(finding(wiki, 'cookie_secure', words, change(wiki, 'cookie_secure', 'None')));
  }
  if (Math.trunc(Number(session.cookieLifetime[1]) * 3600) === 0) {
    const words: Words = {
      severity: 'error',
      code: 'lifetime-zero',
      message: sentence('check.lifetimeZero'),
      hint: sentence('check.lifetimeZero.hint'),
      consequence: sentence('check.lifetimeZero.consequence'),
    };
    findings.push(
      finding(
        wiki,
        'cookie_lifetime',
        words,
        change(wiki, 'cookie_lifetime', `(${session.cookieLifetime[0]}, 12)`),
      ),
    );
  }
  if (session.cookieName.kind === 'literal' && !isUsableCookieName(session.cookieName.text)) {
    const words: Words = {
      severity: 'error',
      code: 'cookie-name-unusable',
      message: sentence('check.cookieName'),
      hint: sentence('check.cookieName.hint'),
      consequence: sentence('check.cookieName.consequence'),
    };
    findings.push(finding(wiki, 'cookie_name', words, change(wiki, 'cookie_name', null)));
  }
  return findings;
}

function accountFindings(wiki: CheckedWiki, settings: WikiSettings, context: CheckContext): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  if (settings.secrets.derived) {
    const words: Words = {
      severity: 'warning',
      code: 'secrets-missing',
      message: sentence('check.noSecret'),
      hint: sentence('check.noSecret.hint'),
      consequence: sentence('check.noSecret.consequence'),
    };
    findings.push(
      finding(
        wiki,
        'secrets',
        words,
        change(
          wiki,
          'secrets',
          represent(fromPlain({ type: 'str', bytes: Buffer.from(context.newSecret()) })),
        ),
      ),
    );
  }
  for (const name of settings.superuser) {
    if (wiki.accountNames === null || wiki.accountNames.has(name)) continue;
    const words: Words = {
      severity: 'warning',
      code: 'superuser-without-account',
      message: sentence('check.superuserMissing', { name }),
      hint: sentence('check.superuserMissing.hint'),
      consequence: sentence('check.superuserMissing.consequence'),
    };
    findings.push(finding(wiki, 'superuser', words));
  }
  if (settings.desktopEdition) {
    const words: Words = {
      severity: 'warning',
      code: 'desktop-edition',
      message: sentence('check.desktopEdition'),
      hint: sentence('check.desktopEdition.hint'),
      consequence: sentence('check.desktopEdition.consequence'),
    };
    findings.push(finding(wiki, 'DesktopEdition', words, change(wiki, 'DesktopEdition', null)));
  }
  return findings;
}

async function folderFindings(wiki: CheckedWiki, settings: WikiSettings): Promise<ConfigFinding[]> {
  const findings: ConfigFinding[] = [];
  for (const [option, folder] of [
    ['session_dir', settings.sessionDir],
    ['user_dir', settings.userDir],
  ] as const) {
    if (((await modeOf(folder)) & 0o005) === 0) continue;
    const words: Words = {
      severity: 'warning',
      code: 'folder-open-to-all',
      message: sentence('check.folderOpen', { folder }),
      hint: sentence('check.folderOpen.hint', { folder }),
      consequence:
        option === 'session_dir'
          ? sentence('check.sessionsOpen.consequence')
          : sentence('check.accountsOpen.consequence'),
    };
    findings.push(finding(wiki, option, words));
  }
  return findings;
}

async function modeOf(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mode;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return 0; // not there yet
  }
}

/** What two wikis do to each other; each kind is said once per wiki, however many others are concerned. */
function pairFindings(wikis: readonly CheckedWiki[]): ConfigFinding[] {
  const findings: ConfigFinding[] = [];
  for (const [index, b] of wikis.entries()) {
    const said = new Set<string>();
    for (const a of wikis.slice(0, index)) {
      if (a.settings === null || b.settings === null) continue;
      const pair = pairWords(a, a.settings, b, b.settings);
      if (pair === null || said.has(pair.words.code)) continue;
      said.add(pair.words.code);
      findings.push(finding(b, pair.option, pair.words, pair.fix(b)));
    }
  }
  return findings;
}

interface PairWords {
  readonly option: string;
  readonly words: Words;
  readonly fix: (wiki: CheckedWiki) => ConfigFinding['fix'];
}

function pairWords(a: CheckedWiki, one: WikiSettings, b: CheckedWiki, two: WikiSettings): PairWords | null {
  const names = { first: a.id, second: b.id };
  const sameSessions = one.sessionDir === two.sessionDir;
  const sameUsers = one.userDir === two.userDir;
  if (sameSessions && !sameUsers)
    return {
      option: 'user_dir',
      fix: () => null,
      words: {
        severity: 'error',
        code: 'sessions-shared-users-not',
        message: sentence('check.sessionsShared', names),
        hint: sentence('check.sessionsShared.hint'),
        consequence: sentence('check.sessionsShared.consequence'),
      },
    };
  if (!sameBrowserReach(a, one, b, two)) return null;
  const sameName = cookieNameOf(a, one) === cookieNameOf(b, two);
  if (sameName && !sameSessions)
    return {
      option: 'cookie_name',
      fix: (wiki) => [
        {
          level: 'wiki',
          wikiId: wiki.id,
          option: 'cookie_name',
          text: `'${wiki.id.replaceAll(/[^A-Za-z0-9]/g, '_')}'`,
        },
      ],
      words: {
        severity: 'error',
        code: 'cookie-collision',
        message: sentence('check.cookieCollision', names),
        hint: sentence('check.cookieCollision.hint'),
        consequence: sentence('check.cookieCollision.consequence'),
      },
    };
  const magic = one.session.cookieName.kind === 'siteid' || two.session.cookieName.kind === 'siteid';
  if (!sameName && magic && sameSessions && sameUsers && one.session.cookieDomain !== null)
    return {
      option: 'cookie_name',
      fix: (wiki) => change(wiki, 'cookie_name', "'shared'"),
      words: {
        severity: 'warning',
        code: 'siteidmagic-under-one-domain',
        message: sentence('check.siteidmagic', names),
        hint: sentence('check.siteidmagic.hint'),
        consequence: sentence('check.siteidmagic.consequence'),
      },
    };
  return null;
}

/** Whether one browser sends the cookies of both wikis to both: one host, or one cookie domain. */
function sameBrowserReach(a: CheckedWiki, one: WikiSettings, b: CheckedWiki, two: WikiSettings): boolean {
  if ((one.session.cookiePath ?? '/') !== (two.session.cookiePath ?? '/')) return false;
  if (one.session.cookieDomain !== null || two.session.cookieDomain !== null)
    return one.session.cookieDomain?.replace(/^\./, '') === two.session.cookieDomain?.replace(/^\./, '');
  return a.url !== null && b.url !== null && new URL(a.url).hostname === new URL(b.url).hostname;
}

function cookieNameOf(wiki: CheckedWiki, settings: WikiSettings): string {
  const url = wiki.url === null ? null : new URL(wiki.url);
  const port = url === null ? 80 : Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  return sessionCookieName(settings.session, {
    siteid: settings.siteid,
    serverPort: port,
    mountPath: url?.pathname.replace(/\/+$/, '') ?? '',
  });
}
