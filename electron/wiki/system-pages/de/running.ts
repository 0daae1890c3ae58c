import type { PageTexts } from '../page-texts.ts';

export const germanRunning: PageTexts = {
  HilfeZuMakros: `= Makros =
Ein Makro ist ein Teil einer Seite, der beim Zeigen entsteht: {{{<<Name>>}}} oder {{{<<Name(Angaben)>>}}}.

== Im Text ==
|| {{{<<TableOfContents(2)>>}}} || die Überschriften der Seite, zwei Ebenen tief ||
|| {{{<<FootNote(Text)>>}}} || eine Anmerkung am Ende ||
|| {{{<<Anchor(stelle)>>}}} || eine Stelle, zu der {{{#stelle}}} führt ||
|| {{{<<BR>>}}} || eine neue Zeile ||
|| {{{<<Date(2024-03-15T12:00:00Z)>>}}}, {{{<<DateTime(…)>>}}} || in der Zeitzone des Lesers ||
|| {{{<<MailTo(jemand AT example DOT org)>>}}} || eine Adresse, die nur Angemeldete benutzen können ||
|| {{{<<Icon(attach)>>}}} || ein Bild des Themas ||
|| {{{<<Verbatim(Text)>>}}} || der Text ohne Zeichen ||
|| {{{<<GetVal(DatenSeite,key)>>}}} || ein Wert aus den Zeilen {{{ key:: Wert}}} einer anderen Seite ||
|| {{{<<Include(Andere Seite)>>}}} || eine andere Seite in dieser ||

== Listen von Seiten ==
|| {{{<<RecentChanges>>}}}, {{{<<AbandonedPages>>}}} || neue und alte Änderungen ||
|| {{{<<TitleIndex>>}}}, {{{<<WordIndex>>}}} || alle Seiten ||
|| {{{<<WantedPages>>}}}, {{{<<OrphanedPages>>}}} || Links ins Leere, Seiten ohne Links ||
|| {{{<<PageList(Ausdruck)>>}}}, {{{<<FullSearch(Wörter)>>}}} || Ergebnisse einer Suche ||
|| {{{<<LikePages>>}}} || Seiten mit ähnlichem Namen ||
|| {{{<<Navigation(children)>>}}}, {{{<<Navigation(siblings)>>}}} || Seiten darunter und daneben ||
|| {{{<<TemplateList(Template$)>>}}} || Namen, die passen ||
|| {{{<<RandomPage(5)>>}}}, {{{<<RandomQuote(SpruchSeite)>>}}} || zufällig ||
|| {{{<<PageCount>>}}}, {{{<<PageSize>>}}}, {{{<<PageHits>>}}} || Zahlen ||
|| {{{<<InterWiki>>}}}, {{{<<SystemInfo>>}}} || über das Wiki ||

== Formulare und Dateien ==
|| {{{<<TitleSearch>>}}}, {{{<<FullSearch>>}}}, {{{<<AdvancedSearch>>}}}, {{{<<GoTo>>}}} || suchen ||
|| {{{<<NewPage(HomepageTemplate, Schreiben, @SELF)>>}}} || ein Feld, das eine Seite unter dieser anlegt ||
|| {{{<<Action(raw, Quelltext)>>}}} || ein Link auf etwas, das man mit der Seite tun kann ||
|| {{{<<MonthCalendar>>}}} || ein Kalender mit einer Seite für jeden Tag ||
|| {{{<<AttachList>>}}}, {{{<<AttachInfo>>}}} || die Dateien dieser Seite ||
|| {{{<<EmbedObject(film.ogg)>>}}} || ein Ton oder Film ||

Ein unbekanntes Makro wird gezeigt, wie es geschrieben wurde. [[HilfeZuPlugins]] sagt, wie man eines schreibt.
`,
  HilfeZuZugriffsrechten: `= Wer was darf =
<<TableOfContents>>

== Rechte ==
|| {{{read}}} || die Seite, ihre Geschichte und ihre Dateien sehen, sie in Listen finden ||
|| {{{write}}} || sie ändern, Dateien anhängen; bei einem Namen ohne Seite: sie anlegen ||
|| {{{delete}}} || sie löschen oder umbenennen (mit {{{write}}}), Dateien entfernen ||
|| {{{revert}}} || einen älteren Text zurückholen (mit {{{write}}}) ||
|| {{{admin}}} || die Zeile mit den Rechten ändern ||

Kein Recht enthält ein anderes.

== Die Zeile ==
Sie steht unter den ersten Zeilen einer Seite, vor dem Text:
{{{
#acl EineNutzerin,FreundeGroup:read,write Known:read All:
}}}
Die Einträge werden von links nach rechts versucht. Der erste, der auf den Leser passt und etwas über das Recht sagt, entscheidet.

|| {{{Name:Rechte}}} || gibt diese Rechte und verweigert alle anderen ||
|| {{{+Name:Rechte}}} || gibt diese, lässt die anderen offen ||
|| {{{-Name:Rechte}}} || verweigert diese, lässt die anderen offen ||
|| {{{All}}} || alle ||
|| {{{Known}}} || alle mit einem Konto ||
|| {{{Trusted}}} || wen der Webserver oder ein anderes vertrautes Verfahren angemeldet hat; das Anmeldeformular zählt nicht ||
|| {{{EineGroup}}} || die Mitglieder der Liste auf der Seite dieses Namens ||
|| {{{Default}}} || setzt hier die Zeile des Wikis ein ||

Keine Leerzeichen um Kommas und Doppelpunkte: sie würden den Eintrag beenden oder zum Namen gehören.

== Gruppen ==
Eine Gruppe ist eine Seite, deren Name auf {{{Group}}} endet. Mitglieder sind die Punkte der ersten Ebene:
{{{
 * EineNutzerin
 * [[Noch Jemand]]
 * AndereGroup
}}}

== Um die Seite herum ==
|| {{{acl_rights_before}}} || wird zuerst gefragt, für jede Seite ||
|| die Zeilen {{{#acl}}} der Seite, oder {{{acl_rights_default}}}, wo es keine gibt || danach ||
|| {{{acl_rights_after}}} || zuletzt; was dann noch offen ist, ist verweigert ||

Mit {{{acl_hierarchic = True}}} gilt für eine Seite ohne eigene Zeile die der Seite darüber.

Ein Superuser hat allein davon keine Rechte: er steht dafür in {{{acl_rights_before}}}. {{{croft may FARM --wiki W --page P --user U}}} sagt, was jemand darf und welcher Eintrag es sagt.
`,
  HilfeZurKonfiguration: `= Konfiguration =
Eine Farm ist ein Ordner mit {{{farmconfig.py}}}: der Liste ihrer Wikis mit den Adressen, auf die sie antworten, und der Klasse {{{FarmConfig}}} mit dem Gemeinsamen. Jedes Wiki hat eine Datei {{{NAME.py}}} mit dem, was anders ist. Ein einzelnes Wiki hat {{{wikiconfig.py}}}.

Croft liest diese Dateien, ohne sie auszuführen. Der Reiter für die Optionen in seinem Fenster zeigt zu jeder den Wert, die Zeile, aus der er kommt, und was eine Änderung bewirken würde, bevor sie geschieht; jede lässt sich zurücknehmen. {{{croft config show}}}, {{{set}}}, {{{unset}}} und {{{check}}} tun dasselbe auf der Befehlszeile; {{{croft config check FARM --fix}}} behebt, wobei nichts zu wählen ist. Laufende Wikis folgen ohne Neustart.

== Oft gebraucht ==
|| {{{sitename}}}, {{{logo_string}}} || Name und Logo ||
|| {{{page_front_page}}} || die erste Seite ||
|| {{{navi_bar}}} || die Links über jeder Seite ||
|| {{{language_default}}} || Sprache der Seiten und der Besucher, die keine verlangen ||
|| {{{superuser}}} || wer jemand anderes werden und Konten verwalten darf ||
|| {{{acl_rights_before}}}, {{{_default}}}, {{{_after}}} || [[HilfeZuZugriffsrechten]] ||
|| {{{cookie_lifetime}}}, {{{cookie_name}}}, {{{cookie_domain}}}, {{{cookie_path}}} || [[HilfeZuSitzungen]] ||
|| {{{data_dir}}}, {{{data_underlay_dir}}}, {{{user_dir}}}, {{{session_dir}}} || wo Seiten, mitgelieferte Seiten, Konten und Sitzungen liegen ||
|| {{{shared_intermap}}} || Namen anderer Wikis: InterWiki ||
|| {{{mail_smarthost}}}, {{{mail_login}}}, {{{mail_from}}} || ausgehende Mail, für vergessene Passwörter und [[HilfeZuAbonnements|Abonnements]] ||
|| {{{mail_sendmail}}} || stattdessen ein Programm, das die Mail annimmt; es läuft nur in einer Farm, der vertraut wird, und ohne Shell ||
|| {{{textchas}}}, {{{textchas_disabled_group}}} || Fragen gegen Spam, bevor jemand schreibt, und eine Gruppe, die nicht gefragt wird ||
|| {{{surge_action_limits}}}, {{{hosts_deny}}} || gegen Besucher, die zu viel fragen ||

Ein Wert, den nur das Ausführen der Datei verriete, wird nicht geraten: das Wiki sagt, welche Zeile es ist, und wartet, bis du ihn angibst.
`,
  HilfeZuSitzungen: `= Sitzungen =
<<TableOfContents>>

== Was eine Sitzung ist ==
Wenn du dich anmeldest, macht das Wiki eine Sitzung: eine kleine Datei auf dem Server und ein Cookie in deinem Browser, das sie nennt. Wer das Cookie hat, ist du; darum bleibt es vor Skripten verborgen, und darum löscht das Abmelden die Datei.

== Was darin steht ==
|| {{{user.id}}} || wem die Sitzung gehört ||
|| {{{user.auth_method}}} || wie diese Person sich angemeldet hat ||
|| {{{user.auth_attribs}}} || was das Verfahren am Konto ändern lässt ||
|| {{{setuid}}} || wer ein Superuser gerade ist ||
|| {{{trail}}} || die zuletzt gesehenen Seiten, über der Seite gezeigt ||
|| {{{expires}}} || wann der Server die Sitzung vergisst ||
|| andere Namen || was Makros sich merken: [[HilfeZuPlugins]] ||

== Wie lange sie lebt ==
{{{cookie_lifetime = (Besucher, Angemeldete)}}} hat zwei Zahlen, beide in Stunden. Jede Seite, die gezeigt wird, beginnt die Zeit von vorn.

|| '''Zahl''' || '''Besucher''' || '''Angemeldete''' ||
|| {{{0}}} || keine Sitzung || die Anmeldung ist mit dem nächsten Klick vorbei ||
|| mehr als 0 || so lange || so lange; zehn Jahre für alle, die in ihren Einstellungen das Merken der Anmeldung anhaben, wie es bei neuen Konten ist ||
|| weniger als 0 || so lange, ohne das Vorzeichen || so lange, ohne das Vorzeichen, was auch immer in den Einstellungen steht ||

Brüche gehen: {{{(0, 0.5)}}} ist eine halbe Stunde. Ohne Angabe gilt {{{(0, 12)}}}.

== Mehrere Wikis, eine Anmeldung ==
Wikis teilen eine Anmeldung, wenn dies alles bei beiden gleich ist:

 1. der Name des Cookies ({{{cookie_name}}})
 1. ein Ort im Browser: {{{cookie_domain}}} und {{{cookie_path}}} decken beide Adressen ab
 1. der Ordner der Sitzungen ({{{session_dir}}})
 1. der Ordner der Konten ({{{user_dir}}})

Ist es nur ein Teil davon, scheinen Leute grundlos abgemeldet zu werden. Der Reiter für das Teilen in Crofts Fenster und {{{croft explain FARM}}} sagen für je zwei Wikis, was sie teilen und warum.

== Jemand anderes sein ==
Ein Superuser kann das Wiki sehen wie jemand anderes: in den Einstellungen unter dem Wechsel des Benutzers; oder in Crofts Fenster, das dafür ein eigenes öffnet. Die Sitzung bleibt die des Superusers, und {{{setuid}}} nennt die andere Person. Ein Balken über jeder Seite nennt beide. Abmelden führt zurück zum eigenen Konto; ein zweites Mal meldet wirklich ab.

Wer gewechselt hat, hat die Rechte der anderen Person, nie die des Superusers.

== Sitzungen ansehen ==
Crofts Reiter für die Sitzungen zeigt alle, die leben, folgt den Dateien und beendet eine, mehrere oder alle abgelaufenen. {{{croft sessions list FARM}}} tut es auf der Befehlszeile.
`,
  HilfeZuPlugins: `= Eigene Makros =
Ein Makro ist eine Datei in {{{plugin/macro}}} unter dem Datenordner des Wikis (oder in {{{macro}}} unter einem Ordner, den {{{plugin_dirs}}} nennt). Der Name der Datei ist der Name des Makros: {{{RandomNumber.mjs}}} schreibt man {{{<<RandomNumber>>}}}.

Croft führt !JavaScript-Module aus, nie Python-Dateien. Sie sind Programme mit allen Rechten deines Kontos; darum laufen die Makros einer Farm erst, wenn du im Fenster gesagt hast, dass du der Farm vertraust, oder mit {{{--trust}}} auf der Befehlszeile.

== Eine Zahl für jeden Besucher ==
{{{#!javascript
// RandomNumber.mjs: wählt einmal eine Zahl und merkt sie sich in der Sitzung.
export const needs = ['session'];

export function run(args, { request }) {
  const { session } = request;
  if (!session.has('random')) {
    session.set('random', Math.floor(Math.random() * 100));
  }
  const number = session.get('random');
  return session.isNew
    ? { text: 'Deine Zahl ist ' + number + '. Lade die Seite neu und sieh, ob sie bleibt.' }
    : { text: 'Deine Zahl ist noch immer ' + number + '.' };
}
}}}

Schreib {{{<<RandomNumber>>}}} in eine Seite, melde dich an und lade sie zweimal. Der Reiter für die Sitzungen in Crofts Fenster zeigt die Zahl in deiner Sitzung. Ein Besucher ohne Anmeldung behält sie nur, wenn {{{cookie_lifetime}}} Besuchern eine Sitzung gibt ([[HilfeZuSitzungen]]).

== Was ein Makro bekommt und gibt ==
|| {{{args}}} || der Text zwischen den Klammern, oder null ||
|| {{{request.session}}} || {{{get}}}, {{{set}}}, {{{has}}}, {{{delete}}}, {{{keys}}} und {{{isNew}}}: der Browser hat noch kein Cookie gezeigt ||
|| {{{request.query}}}, {{{request.page}}}, {{{request.action}}} || wonach gefragt wurde ||
|| {{{visitor}}}, {{{may(right, page)}}} || wer schaut, und was diese Person darf ||
|| {{{readPage(name)}}}, {{{pageNames()}}} || andere Seiten, soweit der Leser sie lesen darf ||
|| {{{linkTo(name)}}}, {{{escape(text)}}} || ein Versprechen auf einen Link; Text, für HTML sicher gemacht ||

Die Antwort ist ein Text oder \`{ text: … }\`, die sicher gemacht werden, oder \`{ html: … }\`, das du selbst sicher gemacht hast; ein Promise darauf ist auch recht. Ein Makro hat zehn Sekunden.

{{{needs}}} nennt, woraus die Antwort entsteht: {{{'time'}}}, {{{'session'}}}, {{{'user'}}}, {{{'pages'}}}, {{{'accounts'}}}, {{{'links'}}}. Mit einem davon, oder ohne den Export, läuft das Makro für jede Ansicht; mit einer leeren Liste wird seine Antwort mit der Seite aufgehoben.

Sitzungen merken sich Texte, Zahlen, wahr und falsch, null, Listen und einfache Objekte. !MoinMoin liest sie als Werte von Python.
`,
};
