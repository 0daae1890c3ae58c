/** What each option of MoinMoin means, in one or two sentences; in the order and groups of shared/config/option-data.ts. */
export const optionHelp = {
  'option.session_service':
    'Which part of MoinMoin loads, keeps and deletes sessions. The built-in one keeps one file per session.',
  'option.cookie_name':
    "The part of the session cookie's name that tells wikis apart. None uses port and mount path, siteidmagic the wiki's own name; any other text is used as it stands, so wikis with the same text share the cookie.",
  'option.cookie_secure':
    'Whether browsers may send the session cookie over https only. None decides by how the visitor came.',
  'option.cookie_httponly': 'Hides the session cookie from scripts in pages.',
  'option.cookie_domain':
    'Host names the session cookie is sent to. None means exactly the host that was visited; .example.org means all hosts below it.',
  'option.cookie_path': 'Part of the address the session cookie is sent for. None means the whole host.',
  'option.cookie_lifetime':
    'Hours until a session ends: first for visitors without account (0 = they get none), then for users. A negative user value counts for everybody, a positive one not for those who asked to be remembered.',

  'option.superuser':
    'Accounts that may do everything an administrator can: become another user, install packages, see diagnostics. What they may read and write is still up to the access rules.',
  'option.auth': 'How people log in, tried in this order.',
  'option.auth_methods_trusted': 'Login methods that put a user into the special group Trusted.',
  'option.secrets':
    'The key that protects forms, caches and remote calls against forgery. Without one MoinMoin builds it from other settings, which can be guessed.',
  'option.DesktopEdition':
    "Makes everybody who comes from this computer a superuser. Only for a private wiki on one's own machine.",
  'option.SecurityPolicy': "A class of one's own that decides who may do what, in place of access rules.",
  'option.actions_superuser': 'Actions kept for superusers.',
  'option.actions_excluded': 'Actions nobody can use.',
  'option.allow_xslt': 'Runs style sheets that come inside XML pages. They can read files of the server.',
  'option.password_checker': 'Judges whether a new password is good enough. None takes any.',
  'option.password_scheme': 'How passwords are stored when they are set.',
  'option.passlib_support': 'Whether the modern password library may be used for storing and checking.',
  'option.passlib_crypt_context':
    'Settings of the password library: which hashes are good, which are outdated, how much work each costs.',
  'option.recovery_token_lifetime': 'Hours for which a link to set a forgotten password works.',

  'option.data_dir': 'Folder with everything the wiki knows: pages, accounts, logs, plugins.',
  'option.data_underlay_dir': "Folder with the help and system pages that lie below the wiki's own.",
  'option.cache_dir': 'Folder for what can be calculated again. Empty: inside the data folder.',
  'option.session_dir':
    'Folder of the session files. Wikis that name the same folder can share logins. Empty: inside the cache folder.',
  'option.user_dir':
    'Folder of the accounts. Wikis that name the same folder have the same users. Empty: inside the data folder.',
  'option.plugin_dir': "Folder of the wiki's own extensions. Empty: inside the data folder.",
  'option.plugin_dirs': 'More folders with extensions.',
  'option.docbook_html_dir': 'Where the style sheets that turn DocBook into HTML are installed.',
  'option.shared_intermap': "Lists of other wikis' short names that several wikis have in common.",

  'option.acl_hierarchic': 'Lets pages inherit the access rules of the page above them.',
  'option.acl_rights_default': 'Access rules of pages that have none of their own.',
  'option.acl_rights_before':
    'Access rules that come before those of any page; the place for administrators.',
  'option.acl_rights_after': 'Access rules that come after those of any page, for what they left undecided.',
  'option.acl_rights_valid': 'The rights that access rules may grant.',

  'option.sitename': "The wiki's name as people see it.",
  'option.interwikiname':
    'The short name under which other wikis link here. Needed when wikis share accounts.',
  'option.logo_string': 'HTML in the corner of every page. None shows the site name.',
  'option.html_pagetitle':
    "What stands behind the page name in the browser's title. None takes the site name.",
  'option.navi_bar': 'Entries of the navigation bar: pages, links, or %(option)s for another setting.',
  'option.theme_default': 'The look for visitors who did not choose one.',
  'option.theme_force': 'Gives everybody the default look.',
  'option.stylesheets': 'Extra style sheets, each with the medium it is for and its address.',
  'option.supplementation_page': 'Adds a companion page, such as a discussion, to every page.',
  'option.supplementation_page_name': 'Name of the companion page below each page.',
  'option.supplementation_page_template': 'Page whose text a new companion page starts with.',
  'option.interwiki_preferred': 'Other wikis offered first where one is to be chosen.',
  'option.sistersites': 'Wikis about the same subject, each with the address of its list of pages.',
  'option.trail_size': 'How many visited pages the trail at the top remembers.',
  'option.page_footer1': 'HTML in front of the footer.',
  'option.page_footer2': 'HTML behind the footer.',
  'option.page_header1': 'HTML in front of the header.',
  'option.page_header2': 'HTML behind the header.',
  'option.changed_time_fmt': 'How times look in the list of recent changes. Empty hides them.',
  'option.date_fmt': 'How dates look.',
  'option.datetime_fmt': 'How date and time look for people without a preference.',
  'option.chart_options': 'Size of the statistics pictures. Only with the chart library.',
  'option.edit_bar': 'Links above a page, in their order.',
  'option.history_count': 'Revisions on the history page: usual number, largest, and the choices offered.',
  'option.history_paging': 'Splits long page histories.',
  'option.show_hosts': 'Shows where an anonymous change came from.',
  'option.show_interwiki': "Shows the wiki's short name in front of the page name.",
  'option.show_names': 'Shows who made a change.',
  'option.show_section_numbers': 'Numbers headings unless a page says otherwise.',
  'option.show_timings': 'Shows below each page how long it took.',
  'option.show_version': "Shows the wiki software's version below each page.",
  'option.show_rename_redirect': 'Offers to leave a forwarding page behind when a page gets a new name.',
  'option.backlink_method': "Decides what a click on the page's own name shows.",
  'option.packagepages_actions_excluded': 'Commands that page packages may not contain.',
  'option.page_credits': 'The small print at the bottom of pages.',
  'option.page_iconbar': 'Icons of the classic look, in their order.',
  'option.page_icons_table': 'What each icon of the classic look does.',
  'option.show_highlight_msg': 'Says when search words are highlighted and how to get rid of it.',

  'option.page_front_page': 'The page people see when they ask for the wiki itself.',
  'option.page_category_regex': 'What the names of category pages look like.',
  'option.page_dict_regex': 'What the names of dictionary pages look like.',
  'option.page_group_regex': "What the names of group pages look like. Users can't have such names.",
  'option.page_template_regex': 'What the names of template pages look like.',
  'option.page_local_spelling_words': 'Page with words that count as correctly spelt here.',

  'option.editor_default': 'Which editor opens first.',
  'option.editor_force': 'Gives everybody the default editor.',
  'option.editor_ui': 'Whether people can choose between the editors.',
  'option.page_license_enabled': 'Reminds people of the licence while they edit.',
  'option.page_license_page': 'Page with the licence.',
  'option.edit_locking':
    'What happens when two people edit one page: nothing, a warning, or a lock, and for how many minutes.',
  'option.edit_ticketing':
    'Takes an edit only from the form that was opened for it, which stops forged edits.',
  'option.edit_rows': 'Lines of the text box in the editor.',
  'option.comment_required': 'Wants a comment with every change.',

  'option.user_email_unique': 'Allows each mail address for one account only.',
  'option.user_jid_unique': 'Allows each Jabber address for one account only.',
  'option.user_homewiki': "Wiki in which people's own pages lie. Self: this one.",
  'option.user_checkbox_fields': "The switches in people's preferences.",
  'option.user_checkbox_defaults': 'How those switches stand for a new account.',
  'option.user_checkbox_disable': "Switches that people see and can't change.",
  'option.user_checkbox_remove': "Switches that people don't see.",
  'option.user_form_fields': "The text fields in people's preferences.",
  'option.user_form_defaults': 'What those fields hold for a new account.',
  'option.user_form_disable': "Fields that people see and can't change.",
  'option.user_form_remove': "Fields that people don't see.",
  'option.user_transient_fields': 'What is known of a user only while they are there, never stored.',

  'option.quicklinks_default': 'Quick links of a new account.',
  'option.subscribed_pages_default': 'Pages a new account follows.',
  'option.email_subscribed_events_default': 'What a new account is told by mail.',
  'option.jabber_subscribed_events_default': 'What a new account is told by Jabber.',
  'option.tz_offset': 'Hours between the clock of visitors without a preference and world time.',
  'option.userprefs_disabled': 'Parts of the preferences that are hidden.',

  'option.url_prefix_static':
    'Where style sheets, pictures and scripts are found. A wiki below a path needs that path in front.',
  'option.url_prefix_local': "The same for files that must come from the wiki's own host.",
  'option.url_prefix_fckeditor': 'Where the graphical editor is found.',
  'option.url_prefix_action':
    'Gives actions an address of their own, so that robots can be kept away from them.',
  'option.notification_bot_uri':
    'Address of the program that sends Jabber messages. Setting it switches Jabber on.',
  'option.url_mappings': 'Beginnings of addresses that are replaced in links.',

  'option.bang_meta': 'An exclamation mark keeps a word from becoming a link.',
  'option.caching_formats': 'Kinds of output that are kept to be shown again.',
  'option.config_check_enabled':
    'Meant to find misspelt options. In MoinMoin 1.9.11 it stops the wiki; leave it off, Croft checks instead.',
  'option.default_markup': 'The language pages are written in unless they say otherwise.',
  'option.html_head': 'HTML for the head of every page.',
  'option.html_head_queries': 'HTML for the head of pages that answer a query.',
  'option.html_head_posts': 'HTML for the head of pages that answer a form.',
  'option.html_head_index': 'HTML for the head of index pages.',
  'option.html_head_normal': 'HTML for the head of ordinary pages.',
  'option.language_default': 'Language of the wiki when nothing else says which.',
  'option.language_ignore_browser': 'Takes no notice of the language a browser asks for.',
  'option.log_remote_addr': "Writes visitors' addresses into the logs.",
  'option.log_reverse_dns_lookups': 'Looks up the host names of editors, which can make saving slow.',
  'option.log_timing': "Writes how long things take into the server's log.",
  'option.log_events_format': 'How much the event log holds: nothing, the usual, more.',
  'option.mimetypes_xss_protect':
    'Kinds of attachments that are only offered for download, since a browser could run scripts in them.',
  'option.mimetypes_embed': 'Kinds of attachments that may be shown inside a page.',
  'option.refresh':
    'Lets pages send visitors on: after how many seconds at least, and whether to other sites too.',
  'option.rss_cache': 'Seconds for which readers may keep a feed.',
  'option.search_results_per_page': 'Hits shown at once.',
  'option.siteid': 'Set by MoinMoin to the name of the configuration file. A value here has no effect.',
  'option.xmlrpc_overwrite_user': 'Remote calls start as nobody, even for someone who is logged in.',

  'option.hosts_deny':
    'Addresses that get no answer. One that ends in a dot stands for all that begin with it.',
  'option.surge_action_limits':
    'How often an action may be asked for, as number and seconds. None: as often as one likes.',
  'option.surge_lockout_time': 'Seconds for which somebody who asks too often gets no answer.',
  'option.textchas': 'Questions that only people can answer, per language, asked before changes.',
  'option.textchas_disabled_group': 'Members of this group get no questions.',
  'option.textchas_expiry_time': 'Seconds in which a question has to be answered.',
  'option.antispam_master_url':
    'Where MoinMoin fetches its list of spam patterns. Croft fetches none: it uses the pages BadContent and LocalBadContent as they are.',
  'option.ua_spiders': 'How to recognise robots. They may look, nothing else.',
  'option.unzip_single_file_size': 'Largest file, in bytes, that is unpacked from an attached archive.',
  'option.unzip_attachments_space': 'Bytes that unpacked archives may take on a page.',
  'option.unzip_attachments_count': 'Files that may be unpacked from one archive.',

  'option.dicts': "Where dictionaries come from: pages, or something of one's own.",
  'option.groups': "Where groups come from: pages, or something of one's own.",

  'option.extensions_mapping': 'Which action draws or edits an attachment, by the ending of its name.',

  'option.mail_from': "Sender of the wiki's mails. Without it no mail is sent.",
  'option.mail_login': 'Name and password for the mail server, with a blank between.',
  'option.mail_smarthost': "The server that sends the wiki's mails.",
  'option.mail_sendmail': 'A command that sends mails, instead of a server.',
  'option.mail_import_subpage_template': 'How pages made from mails are named.',
  'option.mail_import_pagename_search': 'Where a mail may say which page it belongs to.',
  'option.mail_import_pagename_envelope': 'What is put around the name of that page.',
  'option.mail_import_pagename_regex': 'How the name of a page is found in a subject.',
  'option.mail_import_wiki_addrs': 'Mail addresses that mean this wiki.',
  'option.mail_notify_page_text': 'Text of mails about pages.',
  'option.mail_notify_page_changed_subject': 'Subject of mails about changed pages.',
  'option.mail_notify_page_changed_intro': 'First lines of mails about changed pages.',
  'option.mail_notify_page_deleted_subject': 'Subject of mails about deleted pages.',
  'option.mail_notify_page_deleted_intro': 'First lines of mails about deleted pages.',
  'option.mail_notify_page_renamed_subject': 'Subject of mails about renamed pages.',
  'option.mail_notify_page_renamed_intro': 'First lines of mails about renamed pages.',
  'option.mail_notify_att_added_subject': 'Subject of mails about new attachments.',
  'option.mail_notify_att_added_intro': 'First lines of mails about new attachments.',
  'option.mail_notify_att_removed_subject': 'Subject of mails about removed attachments.',
  'option.mail_notify_att_removed_intro': 'First lines of mails about removed attachments.',
  'option.mail_notify_user_created_subject': 'Subject of mails about new accounts.',
  'option.mail_notify_user_created_intro': 'First lines of mails about new accounts.',

  'option.backup_compression': 'How a backup is packed.',
  'option.backup_users': 'Who may download a backup.',
  'option.backup_include': 'What goes into a backup.',
  'option.backup_exclude': 'Decides what stays out of a backup.',

  'option.rss_items_default': 'Entries in a feed unless more or fewer are asked for.',
  'option.rss_items_limit': 'Most entries a feed has.',
  'option.rss_unique': 'Shows each page only once in a feed.',
  'option.rss_diffs': 'Puts what has changed into the feed.',
  'option.rss_ddiffs': 'Links feed entries to what has changed.',
  'option.rss_lines_default': 'Lines of a change shown in a feed.',
  'option.rss_lines_limit': 'Most lines of a change shown in a feed.',
  'option.rss_show_attachment_entries': 'Shows attachments in feeds too.',
  'option.rss_page_filter_pattern': 'Pages a feed is about unless others are asked for.',
  'option.rss_show_page_history_link': "Tells browsers about the feed of a page's history.",

  'option.search_macro_parse_args': 'Lets search macros take settings.',
  'option.search_macro_highlight_titles': 'Marks the words found in titles.',
  'option.search_macro_highlight_pages': 'Links from search macros mark the words found.',

  'option.xapian_search': 'Searches with an index, where that library is there.',
  'option.xapian_index_dir': 'Folder of the search index.',
  'option.xapian_stemming': 'Finds other forms of a word too.',
  'option.xapian_index_history': 'Searches old revisions too.',

  'option.openid_server_enabled': 'Lets people use their account here to log in elsewhere.',
  'option.openid_server_restricted_users_group': 'Only members of this group can do that.',
  'option.openid_server_enable_user': 'Lets pages name the identity that belongs to them.',

  'option.openidrp_allowed_op': 'Providers whose identities are taken. Empty: all.',
} as const;
