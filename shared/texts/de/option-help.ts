import type { optionHelp as english } from '../en/option-help.ts';

export const optionHelp: Readonly<Record<keyof typeof english, string>> = {
  'option.session_service':
    'Welcher Teil von MoinMoin Sitzungen lädt, aufbewahrt und löscht. Der eingebaute legt je Sitzung eine Datei an.',
  'option.cookie_name':
    'Der Teil im Namen des Sitzungscookies, der Wikis auseinanderhält. None nimmt Port und Pfad, siteidmagic den Namen des Wikis selbst; jeder andere Text gilt, wie er dasteht, sodass Wikis mit demselben Text sich das Cookie teilen.',
  'option.cookie_secure':
    'Ob Browser das Sitzungscookie nur über https schicken dürfen. None entscheidet danach, wie der Besucher gekommen ist.',
  'option.cookie_httponly': 'Verbirgt das Sitzungscookie vor Skripten in Seiten.',
  'option.cookie_domain':
    'Rechnernamen, an die das Sitzungscookie geht. None heißt genau der besuchte Rechner; .example.org heißt alle Rechner darunter.',
  'option.cookie_path':
    'Teil der Adresse, für den das Sitzungscookie geschickt wird. None heißt der ganze Rechner.',
  'option.cookie_lifetime':
    'Stunden, bis eine Sitzung endet: erst für Besucher ohne Konto (0 = sie bekommen keine), dann für Angemeldete. Ein negativer zweiter Wert gilt für alle, ein positiver nicht für die, die angemeldet bleiben wollten.',

  'option.superuser':
    'Konten, die alles dürfen, was die Verwaltung braucht: jemand anders werden, Pakete installieren, Diagnosen sehen. Was sie lesen und schreiben dürfen, sagen weiterhin die Zugriffsregeln.',
  'option.auth': 'Wie man sich anmeldet; in dieser Reihenfolge wird es versucht.',
  'option.auth_methods_trusted': 'Arten der Anmeldung, die jemanden in die besondere Gruppe Trusted bringen.',
  'option.secrets':
    'Der Schlüssel, der Formulare, Zwischenspeicher und Fernaufrufe vor Fälschung schützt. Ohne ihn bildet MoinMoin einen aus anderen Einstellungen, der sich erraten lässt.',
  'option.DesktopEdition':
    'Macht alle, die von diesem Computer kommen, zu Superusern. Nur für ein privates Wiki auf dem eigenen Rechner.',
  'option.SecurityPolicy': 'Eine eigene Klasse, die anstelle der Zugriffsregeln entscheidet, wer was darf.',
  'option.actions_superuser': 'Aktionen, die Superusern vorbehalten sind.',
  'option.actions_excluded': 'Aktionen, die niemand benutzen kann.',
  'option.allow_xslt':
    'Führt Stylesheets aus, die in XML-Seiten mitkommen. Sie können Dateien des Servers lesen.',
  'option.password_checker': 'Beurteilt, ob ein neues Passwort gut genug ist. None nimmt jedes.',
  'option.password_scheme': 'In welcher Form Passwörter gespeichert werden, wenn man sie setzt.',
  'option.passlib_support': 'Ob die neuere Passwortbibliothek zum Speichern und Prüfen benutzt werden darf.',
  'option.passlib_crypt_context':
    'Einstellungen der Passwortbibliothek: welche Hashes gut sind, welche veraltet, wie viel Arbeit jeder macht.',
  'option.recovery_token_lifetime': 'Stunden, für die ein Link zum Setzen eines vergessenen Passworts gilt.',

  'option.data_dir': 'Ordner mit allem, was das Wiki weiß: Seiten, Konten, Protokolle, Erweiterungen.',
  'option.data_underlay_dir': 'Ordner mit den Hilfe- und Systemseiten, die unter denen des Wikis liegen.',
  'option.cache_dir': 'Ordner für das, was sich neu berechnen lässt. Leer: im Datenordner.',
  'option.session_dir':
    'Ordner der Sitzungsdateien. Wikis, die denselben Ordner nennen, können sich Anmeldungen teilen. Leer: im Cache-Ordner.',
  'option.user_dir':
    'Ordner der Konten. Wikis, die denselben Ordner nennen, haben dieselben Benutzer. Leer: im Datenordner.',
  'option.plugin_dir': 'Ordner der eigenen Erweiterungen des Wikis. Leer: im Datenordner.',
  'option.plugin_dirs': 'Weitere Ordner mit Erweiterungen.',
  'option.docbook_html_dir': 'Wo die Stylesheets installiert sind, die aus DocBook HTML machen.',
  'option.shared_intermap': 'Listen mit Kurznamen anderer Wikis, die mehrere Wikis gemeinsam haben.',

  'option.acl_hierarchic': 'Lässt Seiten die Zugriffsregeln der Seite über ihnen erben.',
  'option.acl_rights_default': 'Zugriffsregeln der Seiten, die keine eigenen haben.',
  'option.acl_rights_before':
    'Zugriffsregeln, die vor denen jeder Seite kommen; der Platz für die Verwaltung.',
  'option.acl_rights_after':
    'Zugriffsregeln, die nach denen jeder Seite kommen, für das, was diese offen lassen.',
  'option.acl_rights_valid': 'Die Rechte, die Zugriffsregeln vergeben können.',

  'option.sitename': 'Der Name des Wikis, wie man ihn sieht.',
  'option.interwikiname':
    'Der Kurzname, unter dem andere Wikis hierher verweisen. Nötig, wenn Wikis sich Konten teilen.',
  'option.logo_string': 'HTML in der Ecke jeder Seite. None zeigt den Namen des Wikis.',
  'option.html_pagetitle':
    'Was im Titel des Browsers hinter dem Seitennamen steht. None nimmt den Namen des Wikis.',
  'option.navi_bar':
    'Einträge der Navigationsleiste: Seiten, Links oder %(option)s für eine andere Einstellung.',
  'option.theme_default': 'Das Aussehen für Besucher, die keines gewählt haben.',
  'option.theme_force': 'Gibt allen das voreingestellte Aussehen.',
  'option.stylesheets': 'Zusätzliche Stylesheets, jedes mit dem Medium, für das es ist, und seiner Adresse.',
  'option.supplementation_page': 'Gibt jeder Seite eine Begleitseite, zum Beispiel eine Diskussion.',
  'option.supplementation_page_name': 'Name der Begleitseite unter jeder Seite.',
  'option.supplementation_page_template': 'Seite, mit deren Text eine neue Begleitseite beginnt.',
  'option.interwiki_preferred': 'Andere Wikis, die zuerst angeboten werden, wo eines zu wählen ist.',
  'option.sistersites': 'Wikis zum selben Thema, jedes mit der Adresse seiner Seitenliste.',
  'option.trail_size': 'Wie viele besuchte Seiten sich die Spur oben merkt.',
  'option.page_footer1': 'HTML vor der Fußzeile.',
  'option.page_footer2': 'HTML nach der Fußzeile.',
  'option.page_header1': 'HTML vor der Kopfzeile.',
  'option.page_header2': 'HTML nach der Kopfzeile.',
  'option.changed_time_fmt':
    'Wie Uhrzeiten in der Liste der letzten Änderungen aussehen. Leer blendet sie aus.',
  'option.date_fmt': 'Wie ein Datum aussieht.',
  'option.datetime_fmt': 'Wie Datum und Uhrzeit für Leute ohne eigene Wahl aussehen.',
  'option.chart_options': 'Größe der Statistikbilder. Nur mit der Diagrammbibliothek.',
  'option.edit_bar': 'Links über einer Seite, in ihrer Reihenfolge.',
  'option.history_count':
    'Fassungen in der Versionsliste einer Seite: übliche Zahl, größte Zahl und die Zahlen zur Auswahl.',
  'option.history_paging': 'Teilt lange Versionslisten auf mehrere Seiten auf.',
  'option.show_hosts': 'Zeigt, woher eine anonyme Änderung kam.',
  'option.show_interwiki': 'Zeigt den Kurznamen des Wikis vor dem Seitennamen.',
  'option.show_names': 'Zeigt, wer etwas geändert hat.',
  'option.show_section_numbers': 'Nummeriert Überschriften, wenn eine Seite nichts anderes sagt.',
  'option.show_timings': 'Zeigt unter jeder Seite, wie lange sie gebraucht hat.',
  'option.show_version': 'Zeigt unter jeder Seite die Version der Wiki-Software.',
  'option.show_rename_redirect':
    'Bietet beim Umbenennen einer Seite an, unter dem alten Namen eine Weiterleitung zu lassen.',
  'option.backlink_method': 'Bestimmt, was ein Klick auf den Namen der Seite selbst zeigt.',
  'option.packagepages_actions_excluded': 'Befehle, die Seitenpakete nicht enthalten dürfen.',
  'option.page_credits': 'Das Kleingedruckte am Ende der Seiten.',
  'option.page_iconbar': 'Symbole des klassischen Aussehens, in ihrer Reihenfolge.',
  'option.page_icons_table': 'Was jedes Symbol des klassischen Aussehens tut.',
  'option.show_highlight_msg':
    'Sagt, wenn Suchwörter hervorgehoben sind, und wie man die Hervorhebung loswird.',

  'option.page_front_page': 'Die Seite, die man sieht, wenn man das Wiki selbst aufruft.',
  'option.page_category_regex': 'Wie die Namen von Kategorieseiten aussehen.',
  'option.page_dict_regex': 'Wie die Namen von Wörterbuchseiten aussehen.',
  'option.page_group_regex':
    'Wie die Namen von Gruppenseiten aussehen. Benutzer können keine solchen Namen haben.',
  'option.page_template_regex': 'Wie die Namen von Vorlagenseiten aussehen.',
  'option.page_local_spelling_words': 'Seite mit Wörtern, die hier als richtig geschrieben gelten.',

  'option.editor_default': 'Welcher Editor zuerst aufgeht.',
  'option.editor_force': 'Gibt allen den voreingestellten Editor.',
  'option.editor_ui': 'Ob man zwischen den Editoren wählen kann.',
  'option.page_license_enabled': 'Erinnert beim Bearbeiten an die Lizenz.',
  'option.page_license_page': 'Seite mit der Lizenz.',
  'option.edit_locking':
    'Was geschieht, wenn zwei Leute eine Seite bearbeiten: nichts, eine Warnung oder eine Sperre, und für wie viele Minuten.',
  'option.edit_ticketing':
    'Nimmt eine Änderung nur aus dem Formular an, das für sie geöffnet wurde; das verhindert gefälschte Änderungen.',
  'option.edit_rows': 'Zeilen des Textfelds im Editor.',
  'option.comment_required': 'Verlangt zu jeder Änderung einen Kommentar.',

  'option.user_email_unique': 'Lässt jede Mailadresse nur für ein Konto zu.',
  'option.user_jid_unique': 'Lässt jede Jabber-Adresse nur für ein Konto zu.',
  'option.user_homewiki': 'Wiki, in dem die eigenen Seiten der Leute liegen. Self: dieses.',
  'option.user_checkbox_fields': 'Die Schalter in den Einstellungen der Benutzer.',
  'option.user_checkbox_defaults': 'Wie die Schalter der Einstellungen bei einem neuen Konto stehen.',
  'option.user_checkbox_disable': 'Schalter, die Benutzer sehen und nicht ändern können.',
  'option.user_checkbox_remove': 'Schalter, die Benutzer nicht sehen.',
  'option.user_form_fields': 'Die Textfelder in den Einstellungen der Benutzer.',
  'option.user_form_defaults': 'Was bei einem neuen Konto in den Textfeldern der Einstellungen steht.',
  'option.user_form_disable': 'Felder, die Benutzer sehen und nicht ändern können.',
  'option.user_form_remove': 'Felder, die Benutzer nicht sehen.',
  'option.user_transient_fields':
    'Was man von einem Benutzer nur weiß, solange er da ist; es wird nie gespeichert.',

  'option.quicklinks_default': 'Schnelllinks eines neuen Kontos.',
  'option.subscribed_pages_default': 'Seiten, die ein neues Konto abonniert hat.',
  'option.email_subscribed_events_default': 'Was ein neues Konto per Mail erfährt.',
  'option.jabber_subscribed_events_default': 'Was ein neues Konto per Jabber erfährt.',
  'option.tz_offset': 'Stunden zwischen der Uhr von Besuchern ohne eigene Wahl und der Weltzeit.',
  'option.userprefs_disabled': 'Teile der Einstellungen, die verborgen sind.',

  'option.url_prefix_static':
    'Wo Stylesheets, Bilder und Skripte zu finden sind. Ein Wiki unter einem Pfad braucht diesen Pfad davor.',
  'option.url_prefix_local': 'Dasselbe für Dateien, die vom Rechner des Wikis selbst kommen müssen.',
  'option.url_prefix_fckeditor': 'Wo der grafische Editor zu finden ist.',
  'option.url_prefix_action':
    'Gibt Aktionen eine eigene Adresse, damit sich Suchmaschinen von ihnen fernhalten lassen.',
  'option.notification_bot_uri':
    'Adresse des Programms, das Jabber-Nachrichten verschickt. Wer sie setzt, schaltet Jabber ein.',
  'option.url_mappings': 'Anfänge von Adressen, die in Links ersetzt werden.',

  'option.bang_meta': 'Ein Ausrufezeichen davor verhindert, dass ein Wort zum Link wird.',
  'option.caching_formats': 'Arten der Ausgabe, die aufgehoben werden, um sie wieder zu zeigen.',
  'option.config_check_enabled':
    'Sollte falsch geschriebene Optionen finden. In MoinMoin 1.9.11 hält es das Wiki an; lassen Sie es aus, Croft prüft selbst.',
  'option.default_markup':
    'Die Auszeichnungssprache, in der Seiten geschrieben sind, wenn sie nichts anderes sagen.',
  'option.html_head': 'HTML für den Kopf jeder Seite.',
  'option.html_head_queries': 'HTML für den Kopf von Seiten, die eine Abfrage beantworten.',
  'option.html_head_posts': 'HTML für den Kopf von Seiten, die ein Formular beantworten.',
  'option.html_head_index': 'HTML für den Kopf von Verzeichnisseiten.',
  'option.html_head_normal': 'HTML für den Kopf gewöhnlicher Seiten.',
  'option.language_default': 'Sprache des Wikis, wenn sonst nichts sagt, welche.',
  'option.language_ignore_browser': 'Beachtet nicht, welche Sprache ein Browser wünscht.',
  'option.log_remote_addr': 'Schreibt die Adressen der Besucher in die Protokolle.',
  'option.log_reverse_dns_lookups':
    'Schlägt die Rechnernamen der Bearbeiter nach; das kann das Speichern langsam machen.',
  'option.log_timing': 'Schreibt ins Protokoll des Servers, wie lange etwas dauert.',
  'option.log_events_format': 'Wie viel im Ereignisprotokoll steht: nichts, das Übliche, mehr.',
  'option.mimetypes_xss_protect':
    'Arten von Anhängen, die nur zum Herunterladen angeboten werden, weil ein Browser Skripte darin ausführen könnte.',
  'option.mimetypes_embed': 'Arten von Anhängen, die in einer Seite gezeigt werden dürfen.',
  'option.refresh':
    'Lässt Seiten ihre Besucher weiterschicken: nach wie vielen Sekunden frühestens, und ob auch auf andere Sites.',
  'option.rss_cache': 'Sekunden, für die Leseprogramme einen Feed behalten dürfen.',
  'option.search_results_per_page': 'Treffer, die auf einmal gezeigt werden.',
  'option.siteid': 'Setzt MoinMoin auf den Namen der Konfigurationsdatei. Ein Wert hier bewirkt nichts.',
  'option.xmlrpc_overwrite_user': 'Fernaufrufe beginnen ohne Anmeldung, auch wenn jemand angemeldet ist.',

  'option.hosts_deny':
    'Adressen, die keine Antwort bekommen. Endet eine mit einem Punkt, sind alle gemeint, die so anfangen.',
  'option.surge_action_limits':
    'Wie oft eine Aktion verlangt werden darf, als Zahl und Sekunden. None: beliebig oft.',
  'option.surge_lockout_time': 'Sekunden, für die jemand, der zu oft etwas verlangt, keine Antwort bekommt.',
  'option.textchas':
    'Fragen, die nur Menschen beantworten können, je Sprache; sie werden vor Änderungen gestellt.',
  'option.textchas_disabled_group': 'Mitglieder dieser Gruppe bekommen keine Fragen gestellt.',
  'option.textchas_expiry_time': 'Sekunden, in denen eine Frage beantwortet sein muss.',
  'option.antispam_master_url':
    'Wo MoinMoin seine Liste der Spam-Muster holt. Croft holt keine: Es benutzt die Seiten BadContent und LocalBadContent, wie sie sind.',
  'option.ua_spiders': 'Woran man Suchmaschinen erkennt. Sie dürfen lesen, sonst nichts.',
  'option.unzip_single_file_size': 'Größte Datei in Byte, die aus einem angehängten Archiv ausgepackt wird.',
  'option.unzip_attachments_space': 'Bytes, die ausgepackte Archive auf einer Seite belegen dürfen.',
  'option.unzip_attachments_count': 'Dateien, die aus einem Archiv ausgepackt werden dürfen.',

  'option.dicts': 'Woher Wörterbücher kommen: aus Seiten oder aus etwas Eigenem.',
  'option.groups': 'Woher Gruppen kommen: aus Seiten oder aus etwas Eigenem.',

  'option.extensions_mapping':
    'Welche Aktion einen Anhang zeichnet oder bearbeitet, nach der Endung seines Namens.',

  'option.mail_from': 'Absender der Mails des Wikis. Ohne ihn wird keine Mail verschickt.',
  'option.mail_login': 'Name und Passwort für den Mailserver, mit einem Leerzeichen dazwischen.',
  'option.mail_smarthost': 'Der Server, der die Mails des Wikis verschickt.',
  'option.mail_sendmail': 'Ein Befehl, der anstelle eines Servers Mails verschickt.',
  'option.mail_import_subpage_template': 'Wie Seiten heißen, die aus Mails entstehen.',
  'option.mail_import_pagename_search': 'Wo in einer Mail stehen kann, zu welcher Seite sie gehört.',
  'option.mail_import_pagename_envelope': 'Was um den Namen dieser Seite gesetzt wird.',
  'option.mail_import_pagename_regex': 'Wie der Name einer Seite in einem Betreff gefunden wird.',
  'option.mail_import_wiki_addrs': 'Mailadressen, die dieses Wiki meinen.',
  'option.mail_notify_page_text': 'Text von Mails über Seiten.',
  'option.mail_notify_page_changed_subject': 'Betreff von Mails über geänderte Seiten.',
  'option.mail_notify_page_changed_intro': 'Erste Zeilen von Mails über geänderte Seiten.',
  'option.mail_notify_page_deleted_subject': 'Betreff von Mails über gelöschte Seiten.',
  'option.mail_notify_page_deleted_intro': 'Erste Zeilen von Mails über gelöschte Seiten.',
  'option.mail_notify_page_renamed_subject': 'Betreff von Mails über umbenannte Seiten.',
  'option.mail_notify_page_renamed_intro': 'Erste Zeilen von Mails über umbenannte Seiten.',
  'option.mail_notify_att_added_subject': 'Betreff von Mails über neue Anhänge.',
  'option.mail_notify_att_added_intro': 'Erste Zeilen von Mails über neue Anhänge.',
  'option.mail_notify_att_removed_subject': 'Betreff von Mails über entfernte Anhänge.',
  'option.mail_notify_att_removed_intro': 'Erste Zeilen von Mails über entfernte Anhänge.',
  'option.mail_notify_user_created_subject': 'Betreff von Mails über neue Konten.',
  'option.mail_notify_user_created_intro': 'Erste Zeilen von Mails über neue Konten.',

  'option.backup_compression': 'Wie eine Sicherung gepackt wird.',
  'option.backup_users': 'Wer eine Sicherung herunterladen darf.',
  'option.backup_include': 'Was in eine Sicherung kommt.',
  'option.backup_exclude': 'Bestimmt, was aus einer Sicherung herausbleibt.',

  'option.rss_items_default': 'Einträge in einem Feed, wenn nicht mehr oder weniger verlangt sind.',
  'option.rss_items_limit': 'So viele Einträge hat ein Feed höchstens.',
  'option.rss_unique': 'Zeigt jede Seite nur einmal in einem Feed.',
  'option.rss_diffs': 'Nimmt in den Feed auf, was sich geändert hat.',
  'option.rss_ddiffs': 'Verweist aus Feed-Einträgen auf das, was sich geändert hat.',
  'option.rss_lines_default': 'Zeilen einer Änderung, die ein Feed zeigt.',
  'option.rss_lines_limit': 'So viele Zeilen einer Änderung zeigt ein Feed höchstens.',
  'option.rss_show_attachment_entries': 'Zeigt auch Anhänge in Feeds.',
  'option.rss_page_filter_pattern': 'Seiten, von denen ein Feed handelt, wenn keine anderen verlangt sind.',
  'option.rss_show_page_history_link': 'Weist Browser auf den Feed mit den Fassungen einer Seite hin.',

  'option.search_macro_parse_args': 'Lässt Suchmakros Einstellungen annehmen.',
  'option.search_macro_highlight_titles': 'Hebt die gefundenen Wörter in Titeln hervor.',
  'option.search_macro_highlight_pages':
    'Links aus Suchmakros heben die gefundenen Wörter in der Seite hervor.',

  'option.xapian_search': 'Sucht mit einem Index, wo es diese Bibliothek gibt.',
  'option.xapian_index_dir': 'Ordner des Suchindex.',
  'option.xapian_stemming': 'Findet auch andere Formen eines Wortes.',
  'option.xapian_index_history': 'Durchsucht auch alte Fassungen.',

  'option.openid_server_enabled': 'Lässt Leute ihr Konto von hier zur Anmeldung anderswo benutzen.',
  'option.openid_server_restricted_users_group':
    'Nur Mitglieder dieser Gruppe können ihr Konto anderswo benutzen.',
  'option.openid_server_enable_user': 'Lässt Seiten die Identität nennen, die zu ihnen gehört.',

  'option.openidrp_allowed_op': 'Anbieter, deren Identitäten angenommen werden. Leer: alle.',
};
