import {
  pyBool,
  pyFloat,
  pyInt,
  pyList,
  pyNone,
  pyStr,
  pyTuple,
  pyUnicode,
  type PyValue,
} from '../python-value.ts';
import type { OptionGroup, OptionInfo, OptionName, OptionType } from './option-catalogue.ts';

/** MoinMoin 1.9.11's options as data; the shapes are explained in option-catalogue.ts. */

type Flag = 'unicode' | 'decoded' | 'session';
type Row = Omit<OptionInfo, 'group'>;

const bool: OptionType = { kind: 'bool' };
const int: OptionType = { kind: 'int' };
const number: OptionType = { kind: 'number' };
const text: OptionType = { kind: 'text' };
const dict: OptionType = { kind: 'dict' };
const object: OptionType = { kind: 'object' };
const callable: OptionType = { kind: 'callable' };
const classType: OptionType = { kind: 'class' };
const optional = (of: OptionType): OptionType => ({ kind: 'optional', of });
const list = (of: OptionType): OptionType => ({ kind: 'list', of });
const map = (of: OptionType): OptionType => ({ kind: 'map', of });
const tuple = (...of: OptionType[]): OptionType => ({ kind: 'tuple', of });
const tupleOf = (of: OptionType): OptionType => ({ kind: 'tuple-of', of });
const either = (...of: OptionType[]): OptionType => ({ kind: 'either', of });
const oneOf = (...choices: (string | number)[]): OptionType => ({ kind: 'one-of', choices });
/** 0 or 1, as MoinMoin writes some switches. */
const flag: OptionType = { kind: 'either', of: [bool, oneOf(0, 1)] };

const strs = (...texts: string[]): PyValue => pyList(texts.map(pyStr));
const pyDict = (entries: readonly (readonly [PyValue, PyValue])[]): PyValue => ({ type: 'dict', entries });

/** `shown` stands for a default that is an object, a function or a long built-in text. */
function option(
  name: OptionName,
  type: OptionType,
  value: PyValue | null,
  flags: readonly Flag[] = [],
  shown: string | null = null,
): Row {
  return {
    name,
    type,
    default: value,
    defaultShown: shown,
    unicode: flags.includes('unicode'),
    decodedFromUtf8: flags.includes('decoded'),
    session: flags.includes('session'),
    role: 'looks',
  };
}

const protects = (row: Row): Row => ({ ...row, role: 'protects' });
const places = (row: Row): Row => ({ ...row, role: 'places' });

/** By group, in the order in which they are shown. */
export const optionRows: Readonly<Record<OptionGroup, readonly Row[]>> = {
  session: [
    protects(option('session_service', object, null, ['session'], 'FileSessionService()')),
    protects(option('cookie_name', optional(text), pyNone, ['session'])),
    protects(option('cookie_secure', optional(bool), pyNone, ['session'])),
    protects(option('cookie_httponly', bool, pyBool(false), ['session'])),
    protects(option('cookie_domain', optional(text), pyNone, ['session'])),
    protects(option('cookie_path', optional(text), pyNone, ['session'])),
    protects(option('cookie_lifetime', tuple(number, number), pyTuple([pyInt(0), pyInt(12)]), ['session'])),
  ],
  auth: [
    protects(option('superuser', list(text), pyList([]), ['unicode', 'session'])),
    protects(option('auth', list(object), null, ['session'], '[MoinAuth()]')),
    protects(
      option('auth_methods_trusted', list(text), strs('http', 'given', 'xmlrpc_applytoken'), ['session']),
    ),
    protects(option('secrets', optional(either(text, map(text))), pyNone)),
    protects(option('DesktopEdition', bool, pyBool(false))),
    protects(option('SecurityPolicy', optional(classType), pyNone)),
    protects(option('actions_superuser', list(text), strs('newaccount'))),
    protects(option('actions_excluded', list(text), strs('xmlrpc', 'MyPages', 'CopyPage'))),
    protects(option('allow_xslt', bool, pyBool(false))),
    protects(option('password_checker', optional(callable), null, [], 'built-in')),
    protects(option('password_scheme', oneOf('{PASSLIB}', '{SSHA}'), pyStr('{PASSLIB}'))),
    protects(option('passlib_support', bool, pyBool(true))),
    protects(option('passlib_crypt_context', dict, pyDict([[pyStr('schemes'), strs('sha512_crypt')]]))),
    protects(option('recovery_token_lifetime', int, pyInt(12))),
  ],
  paths: [
    places(option('data_dir', text, pyStr('./data/'), ['session'])),
    places(option('data_underlay_dir', optional(text), pyStr('./underlay/'))),
    places(option('cache_dir', optional(text), pyNone, ['session'])),
    places(option('session_dir', optional(text), pyNone, ['session'])),
    places(option('user_dir', optional(text), pyNone, ['session'])),
    places(option('plugin_dir', optional(text), pyNone)),
    places(option('plugin_dirs', list(text), pyList([]))),
    option('docbook_html_dir', text, pyStr('/usr/share/xml/docbook/stylesheet/nwalsh/html/')),
    places(option('shared_intermap', optional(either(text, list(text))), pyNone)),
  ],
  acl: [
    protects(option('acl_hierarchic', bool, pyBool(false))),
    protects(
      option('acl_rights_default', text, pyUnicode('Trusted:read,write,delete,revert Known:read All:read'), [
        'unicode',
        'decoded',
      ]),
    ),
    protects(option('acl_rights_before', text, pyUnicode(''), ['unicode', 'decoded'])),
    protects(option('acl_rights_after', text, pyUnicode(''), ['unicode', 'decoded'])),
    protects(option('acl_rights_valid', list(text), strs('read', 'write', 'delete', 'revert', 'admin'))),
  ],
  style: [
    option('sitename', text, pyUnicode('Untitled Wiki'), ['unicode', 'decoded']),
    option('interwikiname', optional(text), pyNone, ['unicode', 'decoded']),
    option('logo_string', optional(text), pyNone, ['unicode', 'decoded']),
    option('html_pagetitle', optional(text), pyNone, ['unicode']),
    option(
      'navi_bar',
      list(text),
      pyList([pyUnicode('RecentChanges'), pyUnicode('FindPage'), pyUnicode('HelpContents')]),
      ['unicode', 'decoded'],
    ),
    option('theme_default', text, pyStr('modernized')),
    option('theme_force', bool, pyBool(false)),
    option('stylesheets', list(tuple(text, text)), pyList([])),
    option('supplementation_page', bool, pyBool(false)),
    option('supplementation_page_name', text, pyUnicode('Discussion'), ['unicode']),
    option('supplementation_page_template', text, pyUnicode('DiscussionTemplate'), ['unicode']),
    option('interwiki_preferred', list(text), pyList([])),
    option('sistersites', list(tuple(text, text)), pyList([])),
    option('trail_size', int, pyInt(5), ['session']),
    option('page_footer1', either(text, callable), pyStr('')),
    option('page_footer2', either(text, callable), pyStr('')),
    option('page_header1', either(text, callable), pyStr('')),
    option('page_header2', either(text, callable), pyStr('')),
    option('changed_time_fmt', text, pyStr('%H:%M')),
    option('date_fmt', text, pyStr('%Y-%m-%d')),
    option('datetime_fmt', text, pyStr('%Y-%m-%d %H:%M:%S')),
    option('chart_options', optional(dict), pyNone),
    option(
      'edit_bar',
      list(text),
      strs('Edit', 'Comments', 'Discussion', 'Info', 'Subscribe', 'Quicklink', 'Attachments', 'ActionsMenu'),
    ),
    option(
      'history_count',
      tupleOf(int),
      pyTuple([pyInt(100), pyInt(200), pyInt(5), pyInt(10), pyInt(25), pyInt(50)]),
    ),
    option('history_paging', bool, pyBool(true)),
    option('show_hosts', bool, pyBool(true)),
    option('show_interwiki', bool, pyBool(false)),
    option('show_names', bool, pyBool(true)),
    option('show_section_numbers', bool, pyBool(false)),
    option('show_timings', bool, pyBool(false)),
    option('show_version', bool, pyBool(false)),
    option('show_rename_redirect', bool, pyBool(false)),
    option('backlink_method', callable, null, [], 'built-in'),
    protects(
      option(
        'packagepages_actions_excluded',
        list(text),
        strs('setthemename', 'copythemefile', 'installplugin', 'renamepage', 'deletepage', 'delattachment'),
      ),
    ),
    option('page_credits', optional(list(text)), null, [], 'built-in'),
    option(
      'page_iconbar',
      list(text),
      strs('up', 'edit', 'view', 'diff', 'info', 'subscribe', 'raw', 'print'),
    ),
    option('page_icons_table', dict, null, [], 'built-in'),
    option('show_highlight_msg', bool, pyBool(false)),
  ],
  pages: [
    option('page_front_page', text, pyUnicode('LanguageSetup'), ['unicode', 'decoded']),
    option('page_category_regex', text, pyUnicode('(?P<all>Category(?P<key>(?!Template)\\S+))'), [
      'unicode',
      'decoded',
    ]),
    protects(
      option('page_dict_regex', text, pyUnicode('(?P<all>(?P<key>\\S+)Dict)'), ['unicode', 'decoded']),
    ),
    protects(
      option('page_group_regex', text, pyUnicode('(?P<all>(?P<key>\\S+)Group)'), ['unicode', 'decoded']),
    ),
    option('page_template_regex', text, pyUnicode('(?P<all>(?P<key>\\S+)Template)'), ['unicode', 'decoded']),
    option('page_local_spelling_words', text, pyUnicode('LocalSpellingWords'), ['unicode', 'decoded']),
  ],
  editor: [
    option('editor_default', oneOf('text', 'gui'), pyStr('text')),
    option('editor_force', bool, pyBool(true)),
    option('editor_ui', oneOf('theonepreferred', 'freechoice'), pyStr('theonepreferred')),
    option('page_license_enabled', bool, pyBool(false)),
    option('page_license_page', text, pyUnicode('WikiLicense'), ['unicode', 'decoded']),
    option('edit_locking', optional(text), pyStr('warn 10')),
    protects(option('edit_ticketing', bool, pyBool(true))),
    option('edit_rows', int, pyInt(20)),
    option('comment_required', bool, pyBool(false)),
  ],
  user: [
    protects(option('user_email_unique', bool, pyBool(true))),
    protects(option('user_jid_unique', bool, pyBool(true))),
    option('user_homewiki', text, pyUnicode('Self'), ['unicode', 'decoded']),
    option('user_checkbox_fields', object, null, [], 'built-in'),
    option(
      'user_checkbox_defaults',
      map(int),
      pyDict([
        [pyStr('edit_on_doubleclick'), pyInt(1)],
        [pyStr('mailto_author'), pyInt(0)],
        [pyStr('remember_last_visit'), pyInt(0)],
        [pyStr('remember_me'), pyInt(1)],
        [pyStr('show_comments'), pyInt(0)],
        [pyStr('show_fancy_diff'), pyInt(1)],
        [pyStr('show_nonexist_qm'), pyBool(false)],
        [pyStr('show_page_trail'), pyInt(1)],
        [pyStr('show_toolbar'), pyInt(1)],
        [pyStr('show_topbottom'), pyInt(0)],
        [pyStr('wikiname_add_spaces'), pyInt(0)],
      ]),
    ),
    option('user_checkbox_disable', list(text), pyList([])),
    option('user_checkbox_remove', list(text), pyList([])),
    option('user_form_fields', object, null, [], 'built-in'),
    option(
      'user_form_defaults',
      map(text),
      pyDict([
        [pyStr('aliasname'), pyStr('')],
        [pyStr('css_url'), pyStr('')],
        [pyStr('edit_rows'), pyStr('20')],
        [pyStr('email'), pyStr('')],
        [pyStr('jid'), pyStr('')],
        [pyStr('name'), pyStr('')],
        [pyStr('password'), pyStr('')],
        [pyStr('password2'), pyStr('')],
      ]),
    ),
    option('user_form_disable', list(text), pyList([])),
    option('user_form_remove', list(text), pyList([])),
    option(
      'user_transient_fields',
      list(text),
      strs('id', 'valid', 'may', 'auth_username', 'password', 'password2', 'auth_method', 'auth_attribs'),
    ),
  ],
  'user-new': [
    option('quicklinks_default', list(text), pyList([]), ['unicode', 'decoded']),
    option('subscribed_pages_default', list(text), pyList([]), ['unicode', 'decoded']),
    option(
      'email_subscribed_events_default',
      list(text),
      strs(
        'PageChangedEvent',
        'PageRenamedEvent',
        'PageDeletedEvent',
        'PageCopiedEvent',
        'PageRevertedEvent',
        'FileAttachedEvent',
      ),
    ),
    option('jabber_subscribed_events_default', list(text), pyList([])),
    option('tz_offset', number, pyFloat(0)),
    protects(option('userprefs_disabled', list(text), pyList([]))),
  ],
  urls: [
    option('url_prefix_static', text, pyStr('/moin_static1911')),
    option('url_prefix_local', optional(text), pyNone),
    option('url_prefix_fckeditor', optional(text), pyNone),
    option('url_prefix_action', optional(text), pyNone),
    option('notification_bot_uri', optional(text), pyNone),
    places(option('url_mappings', map(text), pyDict([]))),
  ],
  various: [
    option('bang_meta', bool, pyBool(true)),
    option('caching_formats', list(text), strs('text_html')),
    option('config_check_enabled', bool, pyBool(false)),
    option('default_markup', text, pyStr('wiki')),
    option('html_head', text, pyStr('')),
    option('html_head_queries', text, pyStr('<meta name="robots" content="noindex,nofollow">\n')),
    option('html_head_posts', text, pyStr('<meta name="robots" content="noindex,nofollow">\n')),
    option('html_head_index', text, pyStr('<meta name="robots" content="index,follow">\n')),
    option('html_head_normal', text, pyStr('<meta name="robots" content="index,nofollow">\n')),
    option('language_default', text, pyStr('en')),
    option('language_ignore_browser', bool, pyBool(false)),
    option('log_remote_addr', bool, pyBool(true)),
    option('log_reverse_dns_lookups', bool, pyBool(false)),
    option('log_timing', bool, pyBool(false)),
    option('log_events_format', oneOf(0, 1, 2), pyInt(1)),
    protects(
      option(
        'mimetypes_xss_protect',
        list(text),
        strs('text/html', 'image/svg+xml', 'application/x-shockwave-flash', 'application/xhtml+xml'),
      ),
    ),
    protects(
      option(
        'mimetypes_embed',
        list(text),
        strs(
          'application/x-dvi',
          'application/postscript',
          'application/pdf',
          'application/ogg',
          'application/vnd.visio',
          'image/x-ms-bmp',
          'image/svg+xml',
          'image/tiff',
          'image/x-photoshop',
          'audio/mpeg',
          'audio/midi',
          'audio/x-wav',
          'video/fli',
          'video/mpeg',
          'video/quicktime',
          'video/x-msvideo',
          'chemical/x-pdb',
          'x-world/x-vrml',
        ),
      ),
    ),
    option('refresh', optional(tuple(int, oneOf('internal', 'external'))), pyNone),
    option('rss_cache', int, pyInt(60)),
    option('search_results_per_page', int, pyInt(25)),
    option('siteid', text, pyStr('default'), ['session']),
    protects(option('xmlrpc_overwrite_user', bool, pyBool(true))),
  ],
  spam_leech_dos: [
    protects(option('hosts_deny', list(text), pyList([]))),
    protects(
      option(
        'surge_action_limits',
        optional(map(tuple(int, int))),
        pyDict([
          [pyStr('AttachFile'), pyTuple([pyInt(300), pyInt(30)])],
          [pyStr('all'), pyTuple([pyInt(30), pyInt(30)])],
          [pyStr('cache'), pyTuple([pyInt(600), pyInt(30)])],
          [pyStr('default'), pyTuple([pyInt(30), pyInt(60)])],
          [pyStr('diff'), pyTuple([pyInt(30), pyInt(60)])],
          [pyStr('edit'), pyTuple([pyInt(30), pyInt(300)])],
          [pyStr('fullsearch'), pyTuple([pyInt(10), pyInt(120)])],
          [pyStr('raw'), pyTuple([pyInt(20), pyInt(40)])],
          [pyStr('recall'), pyTuple([pyInt(10), pyInt(120)])],
          [pyStr('rss_rc'), pyTuple([pyInt(1), pyInt(60)])],
          [pyStr('show'), pyTuple([pyInt(30), pyInt(60)])],
        ]),
      ),
    ),
    protects(option('surge_lockout_time', int, pyInt(3600))),
    protects(option('textchas', optional(dict), pyNone)),
    protects(option('textchas_disabled_group', optional(text), pyNone, ['unicode'])),
    protects(option('textchas_expiry_time', int, pyInt(600))),
    option('antispam_master_url', text, pyStr('http://master.moinmo.in/?action=xmlrpc2')),
    protects(
      option(
        'ua_spiders',
        optional(text),
        pyStr(
          'archiver|bingbot|cfetch|charlotte|crawler|gigabot|googlebot|heritrix|holmes|htdig|httrack|httpunit|intelix|jeeves|larbin|leech|libwww-perl|linkbot|linkmap|linkwalk|litefinder|mercator|microsoft.url.control|mirror| mj12bot|msnbot|msrbot|neomo|nutbot|omniexplorer|puf|robot|scooter|seekbot|sherlock|slurp|sitecheck|snoopy|spider|teleport|twiceler|voilabot|voyager|webreaper|wget|yeti',
        ),
      ),
    ),
    protects(option('unzip_single_file_size', number, pyFloat(2e6))),
    protects(option('unzip_attachments_space', number, pyFloat(2e8))),
    protects(option('unzip_attachments_count', int, pyInt(101))),
  ],
  datastruct: [
    protects(option('dicts', callable, null, [], 'built-in')),
    protects(option('groups', callable, null, [], 'built-in')),
  ],
  attachment_extension: [
    option(
      'extensions_mapping',
      map(map(text)),
      pyDict([
        [pyStr('.adraw'), pyDict([[pyStr('modify'), pyStr('anywikidraw')]])],
        [pyStr('.tdraw'), pyDict([[pyStr('modify'), pyStr('twikidraw')]])],
      ]),
    ),
  ],
  mail: [
    option('mail_from', optional(text), pyNone, ['unicode', 'decoded']),
    option('mail_login', optional(text), pyNone),
    option('mail_smarthost', optional(text), pyNone),
    option('mail_sendmail', optional(text), pyNone),
    option('mail_import_subpage_template', text, pyUnicode('$from-$date-$subject'), ['unicode']),
    option('mail_import_pagename_search', list(text), strs('subject', 'to')),
    option('mail_import_pagename_envelope', text, pyUnicode('%s'), ['unicode']),
    option('mail_import_pagename_regex', text, pyStr('\\[\\[([^\\]]*)\\]\\]')),
    option('mail_import_wiki_addrs', list(text), pyList([])),
    option('mail_notify_page_text', text, null, [], 'built-in'),
    option('mail_notify_page_changed_subject', text, null, [], 'built-in'),
    option('mail_notify_page_changed_intro', text, null, [], 'built-in'),
    option('mail_notify_page_deleted_subject', text, null, [], 'built-in'),
    option('mail_notify_page_deleted_intro', text, null, [], 'built-in'),
    option('mail_notify_page_renamed_subject', text, null, [], 'built-in'),
    option('mail_notify_page_renamed_intro', text, null, [], 'built-in'),
    option('mail_notify_att_added_subject', text, null, [], 'built-in'),
    option('mail_notify_att_added_intro', text, null, [], 'built-in'),
    option('mail_notify_att_removed_subject', text, null, [], 'built-in'),
    option('mail_notify_att_removed_intro', text, null, [], 'built-in'),
    option('mail_notify_user_created_subject', text, null, [], 'built-in'),
    option('mail_notify_user_created_intro', text, null, [], 'built-in'),
  ],
  backup: [
    option('backup_compression', oneOf('gz', 'bz2'), pyStr('gz')),
    protects(option('backup_users', list(text), pyList([]), ['unicode'])),
    option('backup_include', list(text), pyList([])),
    option('backup_exclude', callable, null, [], 'built-in'),
  ],
  rss: [
    option('rss_items_default', int, pyInt(15)),
    option('rss_items_limit', int, pyInt(100)),
    option('rss_unique', flag, pyInt(0)),
    option('rss_diffs', flag, pyInt(0)),
    option('rss_ddiffs', flag, pyInt(0)),
    option('rss_lines_default', int, pyInt(20)),
    option('rss_lines_limit', int, pyInt(100)),
    option('rss_show_attachment_entries', flag, pyInt(0)),
    option('rss_page_filter_pattern', text, pyStr('')),
    option('rss_show_page_history_link', bool, pyBool(true)),
  ],
  search_macro: [
    option('search_macro_parse_args', bool, pyBool(false)),
    option('search_macro_highlight_titles', flag, pyInt(1)),
    option('search_macro_highlight_pages', flag, pyInt(1)),
  ],
  xapian: [
    option('xapian_search', bool, pyBool(false)),
    option('xapian_index_dir', optional(text), pyNone),
    option('xapian_stemming', bool, pyBool(false)),
    option('xapian_index_history', bool, pyBool(false)),
  ],
  openid_server: [
    option('openid_server_enabled', bool, pyBool(false)),
    protects(option('openid_server_restricted_users_group', optional(text), pyNone, ['unicode'])),
    option('openid_server_enable_user', bool, pyBool(false)),
  ],
  openidrp: [protects(option('openidrp_allowed_op', list(text), pyList([])))],
};
