import type { PageTexts } from '../page-texts.ts';

/** What a wiki has before anybody wrote: front page, templates, categories, pages that other pages are made from. */
export const englishStart: PageTexts = {
  FrontPage: `= Welcome =
This wiki has no front page of its own yet. [[FrontPage|Edit this page]] (''Edit'' stands above and below it) and write what the wiki is about: your text takes the place of this one.

 * [[HelpOnEditing]] shows in two minutes how pages are written.
 * [[RecentChanges]] lists what has been written lately.
 * [[FindPage]] and [[TitleIndex]] find pages.
 * [[HelpContents]] has the rest.
`,
  MissingPage: `= This page does not exist yet =
A visitor who may write sees a link to create the page here, and a list of templates to start from. Save a page with this name, {{{MissingPage}}}, to show a text of your own instead; the link is then made with {{{<<Action(edit, Create this page)>>}}}.
`,
  MissingHomePage: `= Your home page does not exist yet =
Somebody who is logged in and opens the page with the own name for the first time is offered to create it. Save a page with this name, {{{MissingHomePage}}}, to show a text of your own instead. HomepageTemplate is what most people start from.
`,
  HomepageTemplate: `= @ME@ =
 E-mail:: @MAILTO@
 What I do here:: …
 How to reach me:: …

----
CategoryHomepage
`,
  CategoryCategory: `= All categories =
A category is a page whose name begins with {{{Category}}}. A page belongs to it when the name of the category stands in its last line, below a rule:

{{{
----
CategoryHomepage
}}}

The editor has a field that adds such a line. Every category page shows its members with {{{<<FullSearchCached(category:CategoryHomepage)>>}}}.

<<FullSearchCached(category:CategoryCategory)>>
`,
  CategoryHomepage: `= Home pages =
Pages of the people who write here. Yours is the page with your name; HomepageTemplate is a start.

<<FullSearchCached(category:CategoryHomepage)>>

----
CategoryCategory
`,
  CategoryTemplate: `= Category: =
Say in a sentence what belongs here.

<<FullSearchCached(category:@PAGE@)>>

----
CategoryCategory
`,
  LocalBadContent: `#format plain
#language en
## Regular expressions, one on a line, for texts that nobody may save here. Lines that begin with ## say something about them.
## MoinMoin reads this page when its antispam policy is switched on in the configuration.
`,
};
