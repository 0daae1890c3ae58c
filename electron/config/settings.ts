import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import { optionInfo } from '../../shared/config/option-catalogue.ts';
import { textOf, type PyValue } from '../../shared/python-value.ts';
import { loadOptions, type LoadingResult } from './loading.ts';
import type { BlurReading, ConfigProblem, InterpretedCall, OptionReading, WikiReading } from './reading.ts';
import { authMethods, sessionSettings, type Values } from './session-options.ts';
import { parseSupplied } from './supplied.ts';
import { flag, listOfTexts, mapOf, number, optionalText, text, texts } from './option-values.ts';
import type { MailSettings, WikiSecrets, WikiSettings } from './wiki-settings.ts';
import { dictionarySources, groupSources, policyOf } from './backend-sources.ts';
import { fitsOption } from './edit/value-problem.ts';
import { defaultCalls } from './option-reading.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export interface SettingsContext {
  readonly compatibility: Compatibility;
  /**
   * What the person supplied for computed options (DECISIONS 5), as Python text by option: `'[MoinAuth()]'`,
   * `"FileSessionService()"`, `"u'x'"`. Read by the same evaluator; text that can't be evaluated is a problem.
   */
  readonly supplied: Readonly<Record<string, string>>;
  /** Digests of files of which a person said that their code changes no option, each with the file's name. */
  readonly harmless?: Readonly<Record<string, string>>;
}

/** Waits for a person while its value is not exactly known (DECISIONS 5). */
const mustBeKnown = (name: string): boolean => (optionInfo(name)?.role ?? 'looks') !== 'looks';

/**
 * The typed settings that the product obeys, or every reason why this wiki can't start: load errors, and the options of
 * DECISIONS 5 that are not exactly known (code `computed-option`, with file and line). Options that only decide how
 * things look take MoinMoin's default; `config check` says so.
 */
export function wikiSettings(
  wiki: WikiReading,
  context: SettingsContext,
): Result<WikiSettings, readonly ConfigProblem[]> {
  if (wiki.options.size === 0) return fail(wiki.error === null ? [] : [wiki.error]);
  const problems: ConfigProblem[] = [];
  const options = new Map(wiki.options);
  for (const [name, source] of Object.entries(context.supplied)) {
    const option = options.get(name);
    if (option === undefined || whyNotKnown(option) === null) continue; // a value in the files wins
    if (source.trim() === `DefaultConfig.${name}`) {
      options.set(name, { ...option, ...asDefault(name) });
      continue;
    }
    const supplied = parseSupplied(name, source);
    if (supplied.ok)
      options.set(name, {
        ...option,
        state: 'value',
        raw: supplied.value.value,
        interpreted: supplied.value.interpreted,
        why: null,
      });
    else
      problems.push({
        ...computedProblem(option),
        message: sentence('config.supplied', { option: name, reason: supplied.error }),
      });
  }
  for (const blur of openBlurs(wiki, context)) problems.push(blurProblem(blur));
  for (const option of options.values())
    if (mustBeKnown(option.name) && whyNotKnown(option) !== null) problems.push(computedProblem(option));
  const others = new Map(wiki.otherNames.map((option) => [option.name, option]));
  const loaded = isFullyKnown(wiki, context) ? alreadyLoaded(wiki) : loadAgain(wiki, options, others);
  const error = loaded.problems.find(({ severity }) => severity === 'error') ?? wiki.error;
  if (error !== null && error !== undefined && !problems.includes(error)) problems.unshift(error);
  if (problems.length > 0) return fail(problems);
  const values: Values = {
    effective: loaded.effective,
    interpreted: (name) => options.get(name)?.interpreted ?? null,
    isAssembled: (name) => options.get(name)?.assembled ?? false,
    isSet: (name) => options.get(name)?.state !== 'default',
  };
  return ok(assemble(wiki, values, context));
}

/** The statements after which no option is known, but for those that a person called harmless. */
export const openBlurs = (
  wiki: WikiReading,
  { harmless = {} }: Pick<SettingsContext, 'harmless'>,
): readonly BlurReading[] => wiki.blurs.filter(({ hash }) => harmless[hash] === undefined);

/** Options that only decide how things look, whose code is not known: their default stands in (DECISIONS 5). */
export const standIns = (
  wiki: WikiReading,
  { supplied }: Pick<SettingsContext, 'supplied'>,
): readonly OptionReading[] =>
  [...wiki.options.values()].filter(
    (option) =>
      option.state === 'computed' &&
      option.interpreted === null &&
      !mustBeKnown(option.name) &&
      supplied[option.name] === undefined,
  );

/** Nothing computed and nothing supplied: reading has done the loading. */
function isFullyKnown(wiki: WikiReading, context: SettingsContext): boolean {
  if (Object.keys(context.supplied).length > 0) return false;
  return [...wiki.options.values(), ...wiki.otherNames].every(({ state }) => state !== 'computed');
}

type Loaded = Pick<LoadingResult, 'effective' | 'problems'>;

function alreadyLoaded(wiki: WikiReading): Loaded {
  const effective = new Map<string, PyValue>();
  for (const option of wiki.options.values())
    if (option.effective !== null) effective.set(option.name, option.effective);
  return { effective, problems: wiki.problems };
}

function loadAgain(
  wiki: WikiReading,
  options: ReadonlyMap<string, OptionReading>,
  others: ReadonlyMap<string, OptionReading>,
): Loaded {
  return loadOptions({
    siteid: wiki.siteid,
    dir: wiki.configDir,
    // A computed option that decides nothing here counts as MoinMoin's default.
    option: (name) => withFallback(options.get(name), name),
    other: (name) => {
      const found = others.get(name);
      return found === undefined ? undefined : { value: found.raw, interpreted: null, source: found.source };
    },
  });
}

function withFallback(
  option: OptionReading | undefined,
  name: string,
): {
  value: PyValue | null;
  interpreted: readonly InterpretedCall[] | null;
  source: OptionReading['source'];
} {
  const source: OptionReading['source'] = option?.source ?? {
    kind: 'default',
    level: 'default',
    className: null,
    file: null,
    line: null,
  };
  const computed = option?.state === 'computed' && !mustBeKnown(name);
  const value = computed ? (optionInfo(name)?.default ?? null) : (option?.raw ?? null);
  return { value, interpreted: option?.interpreted ?? null, source };
}

/**
 * Why the product can't obey what the files say of an option; null when it can. A value of the wrong type is not the
 * default: where spec/config.md §5 and §6 say what MoinMoin makes of it (its truth, an error while loading, a
 * conversion) that counts, everywhere else nobody knows.
 */
export function whyNotKnown(option: OptionReading): Sentence | null {
  if (option.interpreted !== null || option.state === 'default') return null;
  if (option.state === 'computed') return option.why ?? sentence('why.unreadable');
  if (option.raw === null || !mustBeKnown(option.name) || hasMeaning(option.name, option.raw)) return null;
  return fitsOption(option.name, option.raw);
}

/** Values of any type have a meaning here, or loading stops with an error of its own. */
function hasMeaning(name: string, value: PyValue): boolean {
  const type = optionInfo(name)?.type;
  if (type === undefined) return true;
  const isSwitch = type.kind === 'bool' || (type.kind === 'optional' && type.of.kind === 'bool');
  return isSwitch || loadingDecides.has(name) || (name === 'auth' && isEmptyList(value));
}

const isEmptyList = (value: PyValue): boolean =>
  (value.type === 'list' || value.type === 'tuple') && value.items.length === 0;

/** spec/config.md §5 steps 3 to 5, 8, 9, 20, 22 to 24; `cookie_name`: any value is shown as text (spec/sessions.md §6). */
const loadingDecides = new Set([
  'superuser',
  'actions_superuser',
  'cookie_lifetime',
  'cookie_name',
  'acl_rights_before',
  'acl_rights_default',
  'acl_rights_after',
  'secrets',
  'password_scheme',
  'passlib_crypt_context',
]);

/** A default as reading gives it where no class sets the option. */
function asDefault(name: string): Pick<OptionReading, 'state' | 'raw' | 'interpreted' | 'why'> {
  return {
    state: 'default',
    raw: optionInfo(name)?.default ?? null,
    interpreted: defaultCalls(name),
    why: null,
  };
}

export function blurProblem({ file, line, why }: BlurReading): ConfigProblem {
  return {
    severity: 'error',
    code: 'options-unknown',
    message: sentence('config.optionsUnknown', { file, line, why }),
    hint: sentence('config.optionsUnknown.hint', { file }),
    file,
    line,
  };
}

function computedProblem(option: OptionReading): ConfigProblem {
  return {
    severity: 'error',
    code: 'computed-option',
    message: sentence('config.computed', {
      option: option.name,
      why: whyNotKnown(option) ?? sentence('why.unreadable'),
    }),
    hint: sentence(option.name === 'SecurityPolicy' ? 'config.policy.hint' : 'config.computed.hint'),
    file: option.source.file,
    line: option.source.line,
    option: option.name,
    ...(option.text === null ? {} : { detail: option.text }),
  };
}

/** The one place where options get their types; see wiki-settings.ts for what each means. */
function assemble(wiki: WikiReading, values: Values, { compatibility }: SettingsContext): WikiSettings {
  const v = values.effective;
  const absolute = (name: string): string => absolutePath(wiki.configDir, text(v, name));
  const underlay = optionalText(v, 'data_underlay_dir');
  const session = sessionSettings(values, compatibility);
  return {
    siteid: wiki.siteid,
    configDir: wiki.configDir,
    dataDir: absolute('data_dir'),
    dataUnderlayDir: underlay === null || underlay === '' ? null : absolute('data_underlay_dir'),
    cacheDir: absolute('cache_dir'),
    sessionDir: absolute('session_dir'),
    userDir: absolute('user_dir'),
    pluginDir: absolute('plugin_dir'),
    pluginDirs: texts(v, 'plugin_dirs').map((dir) => absolutePath(wiki.configDir, dir)),
    sharedIntermap: listOfTexts(v.get('shared_intermap')).map((file) => absolutePath(wiki.configDir, file)),
    session,
    compatibility,
    auth: authMethods(values.interpreted('auth')),
    authMethodsTrusted: texts(v, 'auth_methods_trusted'),
    superuser: superusers(v.get('superuser')),
    desktopEdition: flag(v, 'DesktopEdition'),
    secrets: secretsOf(v.get('secrets'), wiki.options.get('secrets')?.raw?.type === 'none'),
    groups: groupSources(values.interpreted('groups')),
    dicts: dictionarySources(values.interpreted('dicts')),
    policy: policyOf(values.interpreted('SecurityPolicy')),
    ...accountSettings(v),
    ...lookSettings(v),
    ...pageSettings(v),
    ...protectionSettings(v),
    mail: mailOf(v),
    otherOptions: v,
  };
}

type Effective = ReadonlyMap<string, PyValue>;

function accountSettings(v: Effective) {
  return {
    actionsSuperuser: texts(v, 'actions_superuser'),
    actionsExcluded: texts(v, 'actions_excluded'),
    passwordScheme: text(v, 'password_scheme') === '{SSHA}' ? ('{SSHA}' as const) : ('{PASSLIB}' as const),
    passlibSupport: flag(v, 'passlib_support'),
    passlibRounds: passlibRounds(v.get('passlib_crypt_context')),
    checkPasswords: v.get('password_checker')?.type !== 'none',
    recoveryTokenLifetimeHours: number(v, 'recovery_token_lifetime'),
    userprefsDisabled: texts(v, 'userprefs_disabled'),
    userEmailUnique: flag(v, 'user_email_unique'),
    userJidUnique: flag(v, 'user_jid_unique'),
    userHomewiki: text(v, 'user_homewiki'),
    userCheckboxDefaults: mapOf(v.get('user_checkbox_defaults'), (value) =>
      'value' in value ? Number(value.value) : null,
    ),
    userCheckboxDisable: texts(v, 'user_checkbox_disable'),
    userCheckboxRemove: texts(v, 'user_checkbox_remove'),
    userFormDefaults: mapOf(v.get('user_form_defaults'), textOf),
    userFormDisable: texts(v, 'user_form_disable'),
    userFormRemove: texts(v, 'user_form_remove'),
    quicklinksDefault: texts(v, 'quicklinks_default'),
    subscribedPagesDefault: texts(v, 'subscribed_pages_default'),
    tzOffsetHours: number(v, 'tz_offset'),
    aclHierarchic: flag(v, 'acl_hierarchic'),
    aclRightsBefore: text(v, 'acl_rights_before'),
    aclRightsDefault: text(v, 'acl_rights_default'),
    aclRightsAfter: text(v, 'acl_rights_after'),
    aclRightsValid: texts(v, 'acl_rights_valid'),
  };
}

function lookSettings(v: Effective) {
  const credits = v.get('page_credits');
  return {
    sitename: text(v, 'sitename'),
    interwikiname: optionalText(v, 'interwikiname'),
    logoString: text(v, 'logo_string'),
    htmlPagetitle: optionalText(v, 'html_pagetitle'),
    htmlHead: text(v, 'html_head'),
    naviBar: texts(v, 'navi_bar'),
    editBar: texts(v, 'edit_bar'),
    themeDefault: text(v, 'theme_default'),
    stylesheets: pairsOf(v.get('stylesheets')),
    pageHeader1: text(v, 'page_header1'),
    pageHeader2: text(v, 'page_header2'),
    pageFooter1: text(v, 'page_footer1'),
    pageFooter2: text(v, 'page_footer2'),
    pageCredits: credits === undefined || credits.type === 'none' ? null : listOfTexts(credits),
    dateFmt: text(v, 'date_fmt'),
    datetimeFmt: text(v, 'datetime_fmt'),
    changedTimeFmt: text(v, 'changed_time_fmt'),
    showHosts: flag(v, 'show_hosts'),
    showInterwiki: flag(v, 'show_interwiki'),
    showSectionNumbers: flag(v, 'show_section_numbers'),
    showTimings: flag(v, 'show_timings'),
    showVersion: flag(v, 'show_version'),
    showRenameRedirect: flag(v, 'show_rename_redirect'),
    historyCount: numbersOf(v.get('history_count')),
    historyPaging: flag(v, 'history_paging'),
    supplementationPage: flag(v, 'supplementation_page'),
    supplementationPageName: text(v, 'supplementation_page_name'),
    supplementationPageTemplate: text(v, 'supplementation_page_template'),
    languageDefault: text(v, 'language_default'),
    languageIgnoreBrowser: flag(v, 'language_ignore_browser'),
  };
}

function pageSettings(v: Effective) {
  return {
    pageFrontPage: text(v, 'page_front_page'),
    pageCategoryRegex: text(v, 'page_category_regex'),
    pageDictRegex: text(v, 'page_dict_regex'),
    pageGroupRegex: text(v, 'page_group_regex'),
    pageTemplateRegex: text(v, 'page_template_regex'),
    pageLicenseEnabled: flag(v, 'page_license_enabled'),
    pageLicensePage: text(v, 'page_license_page'),
    bangMeta: flag(v, 'bang_meta'),
    defaultMarkup: text(v, 'default_markup'),
    editLocking: lockingOf(optionalText(v, 'edit_locking')),
    editTicketing: flag(v, 'edit_ticketing'),
    editRows: number(v, 'edit_rows'),
    commentRequired: flag(v, 'comment_required'),
    urlPrefixStatic: text(v, 'url_prefix_static'),
    urlPrefixAction: optionalText(v, 'url_prefix_action'),
    searchResultsPerPage: number(v, 'search_results_per_page'),
    searchMacroHighlightTitles: flag(v, 'search_macro_highlight_titles'),
    searchMacroHighlightPages: flag(v, 'search_macro_highlight_pages'),
    rssItemsDefault: number(v, 'rss_items_default'),
    rssItemsLimit: number(v, 'rss_items_limit'),
  };
}

function protectionSettings(v: Effective) {
  return {
    mimetypesXssProtect: texts(v, 'mimetypes_xss_protect'),
    mimetypesEmbed: texts(v, 'mimetypes_embed'),
    hostsDeny: texts(v, 'hosts_deny'),
    surgeActionLimits: surgeLimits(v.get('surge_action_limits')),
    surgeLockoutTimeSeconds: number(v, 'surge_lockout_time'),
    uaSpiders: optionalText(v, 'ua_spiders'),
    textchas: textchasOf(v.get('textchas')),
    textchasDisabledGroup: optionalText(v, 'textchas_disabled_group'),
    textchasExpirySeconds: number(v, 'textchas_expiry_time'),
    logRemoteAddr: flag(v, 'log_remote_addr'),
    logEventsFormat: number(v, 'log_events_format'),
    refresh: refreshOf(v.get('refresh')),
    xmlrpcOverwriteUser: flag(v, 'xmlrpc_overwrite_user'),
    unzipSingleFileSizeBytes: number(v, 'unzip_single_file_size'),
    unzipAttachmentsSpaceBytes: number(v, 'unzip_attachments_space'),
    unzipAttachmentsCount: number(v, 'unzip_attachments_count'),
  };
}

function absolutePath(dir: string, target: string): string {
  return path.resolve(dir, target);
}

/** A byte string with other than ASCII characters never equals a user name (spec/config.md §5 step 5). */
function superusers(value: PyValue | undefined): string[] {
  if (value?.type !== 'list') return [];
  return value.items.flatMap((item) => {
    const name = textOf(item);
    const isAscii = item.type !== 'str' || item.bytes.every((byte) => byte < 0x80);
    return name !== null && isAscii ? [name] : [];
  });
}

function secretsOf(value: PyValue | undefined, derived: boolean): WikiSecrets {
  const table = new Map<string, Uint8Array>();
  if (value?.type === 'dict') {
    for (const [purpose, secret] of value.entries) {
      const bytes = secret.type === 'str' ? secret.bytes : Buffer.from(textOf(secret) ?? '', 'utf8');
      table.set(textOf(purpose) ?? '', bytes);
    }
  }
  return { derived, forPurpose: (purpose) => table.get(purpose) ?? new Uint8Array() };
}

/** MoinMoin's own number when the context names none; the library's newest default for sha512_crypt. */
function passlibRounds(value: PyValue | undefined): number {
  const rounds = mapOf(value, (entry) => ('value' in entry ? Number(entry.value) : null));
  return (
    rounds.get('sha512_crypt__default_rounds') ??
    rounds.get('sha512_crypt__rounds') ??
    rounds.get('all__default_rounds') ??
    656_000
  );
}

function pairsOf(value: PyValue | undefined): (readonly [string, string])[] {
  if (value?.type !== 'list' && value?.type !== 'tuple') return [];
  return value.items.flatMap((item) => {
    const [first, second] = listOfTexts(item);
    return first === undefined || second === undefined ? [] : [[first, second] as const];
  });
}

function numbersOf(value: PyValue | undefined): number[] {
  if (value?.type !== 'list' && value?.type !== 'tuple') return [];
  return value.items.flatMap((item) => ('value' in item ? [Number(item.value)] : []));
}

/** `warn 10`, `lock`, or nothing; ten minutes when no number is given. */
function lockingOf(value: string | null): WikiSettings['editLocking'] {
  const [mode = '', minutes = ''] = (value ?? '').trim().split(/\s+/);
  if (mode !== 'warn' && mode !== 'lock') return null;
  return { mode, minutes: /^\d+$/.test(minutes) ? Number(minutes) : 10 };
}

function surgeLimits(value: PyValue | undefined): WikiSettings['surgeActionLimits'] {
  if (value?.type !== 'dict' || value.entries.length === 0) return null;
  return mapOf(value, (entry) => {
    const [count, seconds] = numbersOf(entry);
    return count === undefined || seconds === undefined ? null : ([count, seconds] as const);
  });
}

function textchasOf(value: PyValue | undefined): WikiSettings['textchas'] {
  const questions = mapOf(value, (entry) => mapOf(entry, textOf));
  return questions.size === 0 ? null : questions;
}

function refreshOf(value: PyValue | undefined): WikiSettings['refresh'] {
  if (value?.type !== 'tuple' && value?.type !== 'list') return null;
  const [seconds, targets] = value.items;
  const where = textOf(targets);
  if (seconds === undefined || !('value' in seconds)) return null;
  return [Number(seconds.value), where === 'external' ? 'external' : 'internal'];
}

const mailPatternPrefix = 'mail_notify_';

function mailOf(v: Effective): MailSettings | null {
  const from = optionalText(v, 'mail_from');
  const smarthost = optionalText(v, 'mail_smarthost');
  const sendmail = optionalText(v, 'mail_sendmail');
  if (from === null || from === '' || (smarthost === null && sendmail === null)) return null;
  const patterns = new Map<string, string>();
  for (const name of v.keys()) {
    const pattern = name.startsWith(mailPatternPrefix) ? optionalText(v, name) : null;
    if (pattern !== null) patterns.set(name.slice(mailPatternPrefix.length), pattern);
  }
  return { from, smarthost, login: optionalText(v, 'mail_login'), sendmail, patterns };
}
