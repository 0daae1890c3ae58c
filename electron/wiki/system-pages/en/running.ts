import type { PageTexts } from '../page-texts.ts';

export const englishRunning: PageTexts = {
  HelpOnMacros: `= Macros =
A macro is a part of a page that is made when the page is shown: {{{<<Name>>}}} or {{{<<Name(arguments)>>}}}.

== In the text ==
|| {{{<<TableOfContents(2)>>}}} || the headings of the page, two levels deep ||
|| {{{<<FootNote(text)>>}}} || a note at the end ||
|| {{{<<Anchor(place)>>}}} || a place that {{{#place}}} leads to ||
|| {{{<<BR>>}}} || a line break ||
|| {{{<<Date(2024-03-15T12:00:00Z)>>}}}, {{{<<DateTime(…)>>}}} || in the reader's time zone ||
|| {{{<<MailTo(someone AT example DOT org)>>}}} || an address that only people who are logged in can use ||
|| {{{<<Icon(attach)>>}}} || a picture of the theme ||
|| {{{<<Verbatim(text)>>}}} || the text without markup ||
|| {{{<<GetVal(PageOfData,key)>>}}} || a value from another page's {{{ key:: value}}} lines ||
|| {{{<<Include(Other page)>>}}} || another page inside this one ||

== Lists of pages ==
|| {{{<<RecentChanges>>}}}, {{{<<AbandonedPages>>}}} || new and old changes ||
|| {{{<<TitleIndex>>}}}, {{{<<WordIndex>>}}} || all pages ||
|| {{{<<WantedPages>>}}}, {{{<<OrphanedPages>>}}} || links that lead nowhere, pages without links ||
|| {{{<<PageList(regex)>>}}}, {{{<<FullSearch(words)>>}}} || results of a search ||
|| {{{<<LikePages>>}}} || pages with a similar name ||
|| {{{<<Navigation(children)>>}}}, {{{<<Navigation(siblings)>>}}} || pages below and beside ||
|| {{{<<TemplateList(Template$)>>}}} || names that match ||
|| {{{<<RandomPage(5)>>}}}, {{{<<RandomQuote(PageOfQuotes)>>}}} || by chance ||
|| {{{<<PageCount>>}}}, {{{<<PageSize>>}}}, {{{<<PageHits>>}}} || numbers ||
|| {{{<<InterWiki>>}}}, {{{<<SystemInfo>>}}} || about the wiki ||

== Forms and files ==
|| {{{<<TitleSearch>>}}}, {{{<<FullSearch>>}}}, {{{<<AdvancedSearch>>}}}, {{{<<GoTo>>}}} || search ||
|| {{{<<NewPage(HomepageTemplate, Write, @SELF)>>}}} || a field that makes a page below this one ||
|| {{{<<Action(raw, source)>>}}} || a link to something that can be done with this page ||
|| {{{<<MonthCalendar>>}}} || a calendar with a page for each day ||
|| {{{<<AttachList>>}}}, {{{<<AttachInfo>>}}} || the files of this page ||
|| {{{<<EmbedObject(film.ogg)>>}}} || a sound or film ||

An unknown macro is shown as it was written. [[HelpOnPlugins]] says how to write one.
`,
  HelpOnAccessControlLists: `= Who may do what =
<<TableOfContents>>

== Rights ==
|| {{{read}}} || see the page, its history and its files, find it in lists ||
|| {{{write}}} || change it, attach files; on a name without page: create it ||
|| {{{delete}}} || delete or rename it (with {{{write}}}), remove files ||
|| {{{revert}}} || bring an older text back (with {{{write}}}) ||
|| {{{admin}}} || change the access line itself ||

No right includes another one.

== The line ==
It stands among the first lines of a page, before the text:
{{{
#acl SomeUser,FriendsGroup:read,write Known:read All:
}}}
Entries are tried from left to right. The first one that fits the reader and says something about the right decides.

|| {{{Name:rights}}} || grants these rights and denies all others ||
|| {{{+Name:rights}}} || grants these, leaves the others open ||
|| {{{-Name:rights}}} || denies these, leaves the others open ||
|| {{{All}}} || everybody ||
|| {{{Known}}} || everybody with an account ||
|| {{{Trusted}}} || people that the web server or another trusted method logged in; the login form does not count ||
|| {{{SomeGroup}}} || members of the list on the page of that name ||
|| {{{Default}}} || puts the wiki's default line here ||

No blanks around commas and colons: they would end the entry or become part of a name.

== Groups ==
A group is a page whose name ends in {{{Group}}}. Its members are the items of the first level:
{{{
 * SomeUser
 * [[Another User]]
 * OtherGroup
}}}

== Around the page ==
|| {{{acl_rights_before}}} || asked first, for every page ||
|| the {{{#acl}}} lines of the page, or {{{acl_rights_default}}} where there are none || asked next ||
|| {{{acl_rights_after}}} || asked last; what is still open is denied ||

With {{{acl_hierarchic = True}}} a page without a line of its own uses that of the page above it.

A superuser has no rights by that alone: name the superuser in {{{acl_rights_before}}}. {{{croft may FARM --wiki W --page P --user U}}} says what somebody may, and which entry says so.
`,
  HelpOnConfiguration: `= Configuration =
A farm is a folder with {{{farmconfig.py}}}: the list of its wikis with the addresses they answer, and the class {{{FarmConfig}}} with what they have in common. Each wiki has a file {{{NAME.py}}} with what differs. A wiki alone has {{{wikiconfig.py}}}.

Croft reads these files without running them. In its window the tab ''Options'' shows each option with its value, the line it comes from, and what a change would do before it is made; every change can be undone. {{{croft config show}}}, {{{set}}}, {{{unset}}} and {{{check}}} do the same on the command line; {{{croft config check FARM --fix}}} makes what can be mended without a choice. Running wikis follow without a restart.

== Often needed ==
|| {{{sitename}}}, {{{logo_string}}} || name and logo ||
|| {{{page_front_page}}} || the first page ||
|| {{{navi_bar}}} || the links above every page ||
|| {{{language_default}}} || language of pages and of visitors who ask for none ||
|| {{{superuser}}} || who may become somebody else and manage accounts ||
|| {{{acl_rights_before}}}, {{{_default}}}, {{{_after}}} || [[HelpOnAccessControlLists]] ||
|| {{{cookie_lifetime}}}, {{{cookie_name}}}, {{{cookie_domain}}}, {{{cookie_path}}} || [[HelpOnSessions]] ||
|| {{{data_dir}}}, {{{data_underlay_dir}}}, {{{user_dir}}}, {{{session_dir}}} || where pages, shipped pages, accounts and sessions lie ||
|| {{{shared_intermap}}} || names of other wikis: InterWiki ||
|| {{{mail_smarthost}}}, {{{mail_login}}}, {{{mail_from}}} || outgoing mail, for lost passwords and [[HelpOnSubscribing|subscriptions]] ||
|| {{{mail_sendmail}}} || a program that takes mail instead; run only in a farm that is trusted, without a shell ||
|| {{{textchas}}}, {{{textchas_disabled_group}}} || questions against spam before anybody writes, and a group that is not asked ||
|| {{{surge_action_limits}}}, {{{hosts_deny}}} || against visitors that ask too much ||

A value that only running the file would tell is not guessed: the wiki says which line it is and waits until you supply it.
`,
  HelpOnSessions: `= Sessions =
<<TableOfContents>>

== What a session is ==
When you log in, the wiki makes a session: a small file on the server, and a cookie in your browser that names it. Whoever has the cookie is you; that is why it is hidden from scripts, and why logging out destroys the file.

== What it holds ==
|| {{{user.id}}} || whose session it is ||
|| {{{user.auth_method}}} || how that person logged in ||
|| {{{user.auth_attribs}}} || what the login method lets the account change ||
|| {{{setuid}}} || whom a superuser is being at the moment ||
|| {{{trail}}} || the last pages seen, shown above the page ||
|| {{{expires}}} || when the server forgets the session ||
|| other names || what macros keep: [[HelpOnPlugins]] ||

== How long it lives ==
{{{cookie_lifetime = (visitors, logged_in)}}} has two numbers of hours. Each page that is shown begins the time anew.

|| '''number''' || '''visitor''' || '''logged in''' ||
|| {{{0}}} || no session || the login is gone with the next click ||
|| more than 0 || that long || that long; ten years for people who have ''remember me'' on in their settings, which is how accounts begin ||
|| less than 0 || that long, without the sign || that long, without the sign, whatever ''remember me'' says ||

Fractions work: {{{(0, 0.5)}}} is half an hour. The default is {{{(0, 12)}}}.

== Several wikis, one login ==
Wikis share a login when all of these are the same for both:

 1. the name of the cookie ({{{cookie_name}}})
 1. a place in the browser: {{{cookie_domain}}} and {{{cookie_path}}} cover both addresses
 1. the folder of sessions ({{{session_dir}}})
 1. the folder of accounts ({{{user_dir}}})

If only some are, people seem to be logged out for no reason. The tab ''Sharing'' in Croft's window and {{{croft explain FARM}}} tell for each pair of wikis what they share, and why.

== Being somebody else ==
A superuser can see the wiki as another person does: ''Settings'', then ''Switch user''; or ''Become'' in Croft's window, which opens a window of its own. The session stays the superuser's, and {{{setuid}}} names the other person. A bar above every page names both. ''Logout'' returns to the own account; a second one logs out.

A switched person has that person's rights, never the superuser's.

== Looking at sessions ==
Croft's tab ''Sessions'' shows all that are alive, follows the files as they change, and ends one, several or all that are outdated. {{{croft sessions list FARM}}} does it on the command line.
`,
  HelpOnPlugins: `= Macros of your own =
A macro is a file in {{{plugin/macro}}} below the wiki's data folder (or in {{{macro}}} below a folder that {{{plugin_dirs}}} names). The name of the file is the name of the macro: {{{RandomNumber.mjs}}} is written {{{<<RandomNumber>>}}}.

Croft runs !JavaScript modules, never Python files. They are programs with all rights of your account, so a farm's macros run only after you said in the window that you trust the farm, or with {{{--trust}}} on the command line.

== A number for each visitor ==
{{{#!javascript
// RandomNumber.mjs: picks a number once and remembers it in the session.
export const needs = ['session'];

export function run(args, { request }) {
  const { session } = request;
  if (!session.has('random')) {
    session.set('random', Math.floor(Math.random() * 100));
  }
  const number = session.get('random');
  return session.isNew
    ? { text: 'Your number is ' + number + '. Load the page again to see whether it stays.' }
    : { text: 'Your number is still ' + number + '.' };
}
}}}

Write {{{<<RandomNumber>>}}} into a page, log in, and load it twice. The tab ''Sessions'' in Croft's window shows the number in your session. A visitor without login keeps it only if {{{cookie_lifetime}}} gives visitors a session ([[HelpOnSessions]]).

== What a macro gets and gives ==
|| {{{args}}} || the text between the brackets, or null ||
|| {{{request.session}}} || {{{get}}}, {{{set}}}, {{{has}}}, {{{delete}}}, {{{keys}}}, and {{{isNew}}}: the browser has not shown a cookie yet ||
|| {{{request.query}}}, {{{request.page}}}, {{{request.action}}} || what was asked for ||
|| {{{visitor}}}, {{{may(right, page)}}} || who is looking, and what that person may ||
|| {{{readPage(name)}}}, {{{pageNames()}}} || other pages, as far as the reader may read them ||
|| {{{linkTo(name)}}}, {{{escape(text)}}} || a promise of a link; text made safe for HTML ||

The answer is a text, or \`{ text: … }\`, which is made safe; or \`{ html: … }\`, which you have made safe yourself. A promise of one is fine too. A macro has ten seconds.

{{{needs}}} names what the answer is made of: {{{'time'}}}, {{{'session'}}}, {{{'user'}}}, {{{'pages'}}}, {{{'accounts'}}}, {{{'links'}}}. With any of them, or without the export, the macro runs for every view; with an empty list its answer is kept with the page.

Sessions keep texts, numbers, true and false, null, lists and plain objects. !MoinMoin reads them as Python values.
`,
};
