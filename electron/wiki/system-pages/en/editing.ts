import type { PageTexts } from '../page-texts.ts';

export const englishEditing: PageTexts = {
  HelpContents: `= Help =
== Read ==
 * [[HelpOnSearching]]: find pages by name, text, category, link
 * [[SiteNavigation]]: all lists of this wiki

== Write ==
 * [[HelpOnEditing]]: change a page, make one, undo, attach files
 * [[HelpOnSubscribing]]: get mail when a page changes
 * [[HelpOnFormatting]]: the markup on one page
 * [[HelpOnMoinWikiSyntax]]: the same, complete and with examples
 * [[HelpOnLinking]], [[HelpOnLists]], [[HelpOnTables]]: one thing each
 * [[HelpOnParsers]]: code with colours, tables from CSV, other markups
 * [[HelpOnMacros]]: lists, dates, tables of contents and other active parts

== Run the wiki ==
 * [[HelpOnAccessControlLists]]: who may read and write
 * [[HelpOnSessions]]: logging in, staying logged in, being somebody else
 * [[HelpOnConfiguration]]: the files and options of a wiki
 * [[HelpOnPlugins]]: macros of your own in !JavaScript
`,
  HelpOnEditing: `= Edit pages =
<<TableOfContents>>

== Change a page ==
''Edit'' stands above and below every page that you may change. ''Preview'' shows the result without saving; ''Save'' saves it with the comment that you gave. Nothing is lost by that: every saved text stays, ''Info'' lists them all, shows the difference between any two, and brings an older one back.

If you are logged in, the wiki remembers what you previewed or cancelled as a draft for 90 days and offers it when you come back to the editor.

== Make a page ==
 * Write a link to it ([[HelpOnLinking]]), save, and follow the link. Links to pages that do not exist look different.
 * Or put its name at the end of the address.
 * Pages whose name ends in {{{Template}}} are offered to start from.

A slash in the name makes a page below another one: {{{Garden/Roses}}}.

== Two people at once ==
While you have the editor open, others are told so. If somebody else saved meanwhile, both changes are put together; where both changed the same lines, the editor shows the two versions between marks for you to choose. Only then the page is saved.

== Words that are replaced when you save ==
|| {{{@SIG@}}} || your name and the time ||
|| {{{@USERNAME@}}} || your name as a link ||
|| {{{@TIME@}}}, {{{@DATE@}}} || now ||
|| {{{@PAGE@}}} || the name of the page ||
|| {{{@ME@}}} || your name as plain text ||
|| {{{@MAILTO@}}} || your e-mail address, hidden from visitors ||

In templates they stay as they are, and are replaced in the page that is made from one.

== Files ==
''Attachments'' keeps files with a page. {{{[[attachment:plan.pdf]]}}} links to one and \`{{attachment:photo.jpg}}\` shows a picture.

== Rename, copy, delete ==
These are in the menu ''More Actions''. A deleted page keeps its old texts and can be brought back.

== Taking pages to another wiki ==
''Package Pages'' in the menu packs pages into a file. Attach that file to a page of the other wiki; a superuser finds ''install'' beside it, sees what it would change, and installs it.

== The first lines ==
|| {{{#redirect OtherPage}}} || opens the other page instead ||
|| {{{#format creole}}} || another markup ([[HelpOnParsers]]) ||
|| {{{#language de}}} || the language of the text ||
|| {{{#acl …}}} || who may do what ([[HelpOnAccessControlLists]]) ||
|| {{{#deprecated}}} || says that the page is out of date ||
|| {{{#pragma section-numbers on}}} || numbers the headings ||
|| {{{## …}}} || a note that is not shown ||
`,
  HelpOnSubscribing: `= Mail about changes =
A wiki that can send mail ([[HelpOnConfiguration]]) tells you when a page changes. ''Subscribe'' above a page asks for it, ''Unsubscribe'' ends it. Your account needs an e-mail address.

''Settings'' › ''Notification'' has all of it: the pages, one per line, and which events you want to hear of. Besides a name, a line can be
|| {{{Garden.*}}} || a regular expression for the whole name ||
|| {{{CategoryHomepage}}} || a category: every page in it ||
|| {{{OtherWiki:SomePage}}} || a page of another wiki that shares its accounts with this one ||

You are not told of your own changes, nor of pages that you may not read. Whoever saves can call a change trivial; then only those are told who asked for such changes too.
`,
  HelpOnSearching: `= Search =
The field at the top of every page searches names (''Titles'') or everything (''Text''). [[FindPage]] has a form for more. A search for a name with a single answer opens that page.

== What can be written ==
|| {{{roses}}} || pages with this in name or text; upper and lower case are the same ||
|| {{{roses water}}} || both words ||
|| {{{roses or tulips}}} || one of them ||
|| {{{"red roses"}}} || exactly this ||
|| {{{roses -water}}} || the first without the second ||
|| {{{(roses or tulips) water}}} || brackets group ||
|| {{{r.ses}}} || regular expressions work everywhere; what is none is searched as it stands ||

== Words with a colon ==
|| {{{title:roses}}} || only in names ||
|| {{{case:Roses}}} || upper and lower case matter ||
|| {{{regex:r[oi]ses}}} || a regular expression ||
|| {{{linkto:SomePage}}} || pages that link to that page ||
|| {{{category:CategoryHomepage}}} || members of a category ||
|| {{{language:de}}} || pages in a language ||
|| {{{mimetype:text/csv}}} || pages of a format ||
|| {{{domain:underlay}}}, {{{domain:system}}} || pages that came with the wiki ||

They may be shortened ({{{t:roses}}}), put together ({{{t:case:Roses}}}) and negated ({{{-t:roses}}}).

== In pages ==
{{{<<FullSearch(title:roses)>>}}} shows the answers inside a page, {{{<<PageList(roses)>>}}} those by name.
`,
};
