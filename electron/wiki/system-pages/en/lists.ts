import type { PageTexts } from '../page-texts.ts';

/** Pages that are one list each, and the page that leads to them. */
export const englishLists: PageTexts = {
  RecentChanges: `= Recent changes =
The newest changes come first; each page stands at its latest day. The icon leads to what was changed.

<<RecentChanges>>
`,
  FindPage: `= Find a page =
|| '''By its name''' || <<TitleSearch>> ||
|| '''By its text''' || <<FullSearch>> ||
|| '''Go there''' || <<GoTo>> ||

HelpOnSearching explains what can be written into these fields.

== Search in detail ==
<<AdvancedSearch>>

== Other ways ==
 * TitleIndex lists all pages, WordIndex the words in their names.
 * RecentChanges shows what is new, RandomPage picks one by chance.
 * SiteNavigation leads to all lists.
`,
  TitleIndex: `= All pages =
<<TitleIndex>>
`,
  WordIndex: `= Words in page names =
<<WordIndex>>
`,
  WantedPages: `= Wanted pages =
Pages that others link to and that nobody has written yet, each with the pages that ask for it.

<<WantedPages>>
`,
  OrphanedPages: `= Orphaned pages =
Pages that no other page links to. A link from a fitting page, or a category, makes them easier to find.

<<OrphanedPages>>
`,
  AbandonedPages: `= Abandoned pages =
Pages that have not been changed for the longest time. Are they still true?

<<AbandonedPages>>
`,
  RandomPage: `= A page by chance =
<<RandomPage>>

Five more:

<<RandomPage(5)>>
`,
  SystemInfo: `= About this wiki =
<<SystemInfo>>
`,
  SiteNavigation: `= Ways through this wiki =
 * [[RecentChanges]]: what was changed, newest first
 * [[FindPage]]: search names and texts
 * [[TitleIndex]]: all pages by name
 * [[WordIndex]]: all words in page names
 * [[WantedPages]]: linked to, but not written
 * [[OrphanedPages]]: written, but not linked to
 * [[AbandonedPages]]: not changed for long
 * [[CategoryCategory]]: all categories
 * [[RandomPage]]: surprise
 * [[InterWiki]]: other wikis that pages here can link to
 * [[SystemInfo]]: numbers about this wiki
 * [[HelpContents]]: how to read, write and run it
`,
  InterWiki: `= Other wikis =
A link such as {{{Name:SomePage}}} leads to a page of another wiki when its name is in this list. HelpOnLinking shows all forms.

<<InterWiki>>

The list comes from the files of the option {{{shared_intermap}}}, from {{{intermap.txt}}} in the wiki's data folder, and from the page {{{InterWikiMap}}}, one {{{Name address}}} on each line. Later entries win.
`,
};
