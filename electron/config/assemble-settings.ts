import path from 'node:path';
import { textOf, type PyValue } from '../../shared/python-value.ts';
import type { Compatibility } from '../../shared/session/session-settings.ts';
import { dictionarySources, groupSources, policyOf } from './backend-sources.ts';
import { flag, listOfTexts, mapOf, number, optionalText, text, texts } from './option-values.ts';
import type { WikiReading } from './reading.ts';
import { authMethods, sessionSettings, type Values } from './session-options.ts';
import type { MailSettings, WikiSecrets, WikiSettings } from './wiki-settings.ts';

/** The one place where options get their types; see wiki-settings.ts for what each means. */
export function assembleSettings(
  wiki: WikiReading,
  values: Values,
  compatibility: Compatibility,
): WikiSettings {
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
