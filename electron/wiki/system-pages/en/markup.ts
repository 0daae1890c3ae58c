import type { PageTexts } from '../page-texts.ts';

export const englishMarkup: PageTexts = {
  HelpOnFormatting: `= The markup on one page =
|| '''You write''' || '''You get''' ||
|| {{{''slanted''}}} || ''slanted'' ||
|| {{{'''bold'''}}} || '''bold''' ||
|| {{{'''''both'''''}}} || '''''both''''' ||
|| {{{__underlined__}}} || __underlined__ ||
|| {{{--(struck out)--}}} || --(struck out)-- ||
|| {{{^up^ ,,down,,}}} || ^up^ ,,down,, ||
|| {{{~-small-~ ~+large+~}}} || ~-small-~ ~+large+~ ||
|| \`{{{code}}}\` || {{{code}}} ||
|| {{{= Heading =}}} || a heading; up to five signs go deeper ||
|| {{{----}}} || a rule ||
|| {{{[[Page name|text]]}}} || a link ([[HelpOnLinking]]) ||
|| {{{ * item}}}, {{{ 1. item}}} || a list ([[HelpOnLists]]) ||
|| {{{|| cell || cell ||}}} || a table ([[HelpOnTables]]) ||
|| {{{<<TableOfContents>>}}} || a macro ([[HelpOnMacros]]) ||
|| {{{## note}}} || nothing: a note for those who edit ||

An empty line begins a new paragraph; {{{<<BR>>}}} breaks a line. A {{{!}}} before a word that would become a link keeps it a word. [[HelpOnMoinWikiSyntax]] has everything.
`,
  HelpOnMoinWikiSyntax: `= Wiki markup =
<<TableOfContents>>

== Text ==
HelpOnFormatting has the short table. Marks are switches: the first one switches on, the second off. They go across lines, and a mark that is never closed goes on to the end of the page.

Text between {{{ /* }}} and {{{ */ }}} is a comment: hidden until ''Comments'' is pressed.

Signs such as {{{&euro;}}} and {{{&#8364;}}} can be written as in HTML; HTML itself is shown as text.

== Headings ==
{{{
= First level =
== Second level ==
===== Fifth level =====
}}}
The same number of signs on both sides, a blank inside, nothing behind. Headings hold plain text.

== Links ==
See HelpOnLinking.

== Lists ==
See HelpOnLists.

== Tables ==
See HelpOnTables.

== Areas ==
Text between triple braces stands as it is, in a fixed font:
{{{{
{{{
   kept
     as it is
}}}
}}}}
The first line can name a parser ([[HelpOnParsers]]) or, with {{{#!wiki}}}, classes that style the area:
{{{{
{{{#!wiki tip
Water ''early'' in the day.
}}}
}}}}
{{{#!wiki tip
Water ''early'' in the day.
}}}
Classes with a look of their own: caution, important, note, tip, warning, comment, and the colours red, green, blue, yellow, orange with solid, dashed or dotted for the frame.

More braces, or a word behind them, let areas stand inside others: \`{{{{ … }}}}\`.

== Pictures and other files ==
|| \`{{attachment:photo.jpg}}\` || a picture that is attached to the page ||
|| \`{{attachment:photo.jpg|words for those who can't see it|width=200}}\` || smaller, with a description ||
|| \`{{https://example.org/photo.jpg}}\` || one from elsewhere ||
|| \`{{attachment:data.csv}}\` || text files are shown in the page ||
|| {{{[[attachment:plan.pdf]]}}} || a link to a file ||

== Smileys ==
|| {{{:)}}} {{{;)}}} {{{:(}}} {{{:D}}} || :) ;) :( :D ||
|| {{{/!\\}}} {{{<!>}}} {{{(!)}}} || /!\\ <!> (!) ||
|| \`{i}\` \`{*}\` {{{(./)}}} \`{OK}\` \`{X}\` || {i} {*} (./) {OK} {X} ||
|| \`{1}\` \`{2}\` \`{3}\` || {1} {2} {3} ||

Blanks have to stand around them.

== Rules ==
Four dashes or more: the more, the thicker, up to ten.
`,
  HelpOnLinking: `= Links =
== Pages of this wiki ==
|| {{{[[Page name]]}}} || any name, blanks included ||
|| {{{[[Page name|shown text]]}}} || with another text ||
|| {{{[[Page name#Heading]]}}} || a place in it ||
|| {{{[[#Heading]]}}} || a place in this page ||
|| {{{[[/Below]]}}} || a page below this one ||
|| {{{[[../Beside]]}}} || a page beside this one ||
|| {{{WordsJoinedLikeThis}}} || become links by themselves ||
|| {{{!WordsJoinedLikeThis}}} || do not ||

{{{<<Anchor(place)>>}}} makes a place that {{{#place}}} leads to.

== Other addresses ==
|| {{{https://example.org/}}} || links by itself ||
|| {{{[[https://example.org/|an example]]}}} || with a text ||
|| {{{someone@example.org}}} || opens the mail program ||
|| {{{[[Name:Page name|text]]}}} || a page of another wiki: InterWiki lists their names ||
|| {{{[[attachment:plan.pdf|the plan]]}}} || a file of this page ||
|| {{{[[attachment:Other page/plan.pdf]]}}} || a file of another page ||

A picture can be the text: \`[[Page name|{{attachment:photo.jpg}}]]\`.

== More about a link ==
A third part has attributes, with commas between them: {{{[[Page name|text|title="shown on hover",class="mine"]]}}}. {{{&action=raw}}} there adds to the address.

Links to pages that do not exist yet look different; follow one to write the page. A click on the name of a page, when you are logged in, searches for all pages that link to it.
`,
  HelpOnLists: `= Lists =
The blanks before a mark say how deep an item lies; at least one is needed.

{{{
 * an item
 * another
  * one level deeper
 1. numbered
 1. the wiki counts
 a. letters (also A, i, I)
 1.#7 begins with seven
 . without a mark
 term:: what it means
}}}

 * an item
 * another
  * one level deeper

 1. numbered
 1. the wiki counts

 a. letters (also A, i, I)

 1.#7 begins with seven

 . without a mark

 term:: what it means

A line that is indented like the text of an item belongs to it. An empty line between items makes a gap; text that begins in the first column ends all lists. Kinds are not mixed in one level: the first item decides.
`,
  HelpOnTables: `= Tables =
A row is a line that begins and ends with two bars; rows that follow each other are a table.

{{{
|| '''plant''' || '''water''' ||
|| roses || twice a week ||
|||| four bars join two cells ||
}}}

|| '''plant''' || '''water''' ||
|| roses || twice a week ||
|||| four bars join two cells ||

== Attributes ==
They stand in angle brackets directly behind the bars.

|| {{{<(>}}} {{{<:>}}} {{{<)>}}} || left, centred, right ||
|| {{{<^>}}} {{{<v>}}} || top, bottom ||
|| {{{<30%>}}} || width ||
|| {{{<-2>}}} || over two columns ||
|| {{{<(|2>}}} || over two rows ||
|| {{{<#FFEEAA>}}} || colour of the cell ||
|| {{{<style="color: green">}}} || a style of the cell; also {{{class}}} and {{{id}}} ||
|| {{{<rowstyle="…">}}} || of the row, in its first cell ||
|| {{{<tablestyle="…">}}} {{{<tablewidth="100%">}}} || of the table, in its very first cell ||

For long tables of data an area with {{{#!csv}}} is easier to write: [[HelpOnParsers]].
`,
  HelpOnParsers: `= Parsers =
A parser turns text into what you see. {{{#format NAME}}} in the first line chooses one for a page, {{{#!NAME}}} one for an area between triple braces.

|| {{{wiki}}} || the wiki markup: [[HelpOnMoinWikiSyntax]] ||
|| {{{creole}}} || the markup that many wikis share ||
|| {{{csv}}} || tables ||
|| {{{highlight LANGUAGE}}} || code with colours; the name of a language alone does the same ||
|| {{{plain}}} || text as it is, in a fixed font ||
|| {{{html}}} || harmless HTML; scripts, styles and forms are taken out ||
|| {{{rst}}} || reStructuredText: [[/ReStructuredText]] ||
|| {{{markdown}}} || Markdown ||

An unknown name shows the text as it is, with a note above.

== Code ==
{{{{
{{{#!python
def water(plant):
    return plant.thirsty  # ask first
}}}
}}}}
{{{#!python
def water(plant):
    return plant.thirsty  # ask first
}}}

== Tables from CSV ==
{{{{
{{{#!csv ;
plant;water
roses;twice a week
}}}
}}}}
{{{#!csv ;
plant;water
roses;twice a week
}}}
The sign behind {{{#!csv}}} separates the cells; it is a semicolon if nothing is said. The first line is the heading.
`,
  'HelpOnParsers/ReStructuredText': `= reStructuredText =
{{{#format rst}}} in the first line makes a page of reStructuredText, {{{#!rst}}} an area.

{{{{
{{{#!rst
Water
-----
*slanted*, **bold**, \`\`code\`\`, \`a link <http://www.example.org/>\`_

- one
- two

.. note:: A box.
}}}
}}}}
{{{#!rst
Water
-----
*slanted*, **bold**, \`\`code\`\`, \`a link <http://www.example.org/>\`_

- one
- two

.. note:: A box.
}}}

== What is understood ==
Titles, paragraphs, lists of all kinds, definitions, fields, quotes, literal blocks after {{{::}}}, line blocks, tables with and without boxes, footnotes, references and replacements.

|| {{{Title}}} with a line of equal signs below || a title; each new kind of line is one level deeper ||
|| {{{FrontPage_}}}, {{{\`Some page\`_}}} || pages of this wiki ||
|| {{{.. _name: http://www.example.org/}}} || what a name stands for ||
|| {{{[#]_}}} {{{.. [#] text}}} || a footnote ||
|| {{{.. image:: file.png}}} || an attachment or a picture of the web ||
|| {{{.. note::}}}, {{{.. warning::}}}, {{{.. tip::}}} … || boxes ||
|| {{{.. code:: python}}} || code with colours ||
|| {{{.. contents::}}} || the table of contents ||
|| {{{.. macro:: PageCount(exists)}}} || a macro of the wiki ||
|| {{{.. raw:: html}}} || harmless HTML ||

Tables that join cells and directives that are not known are shown as they are written. A farm in strict compatibility shows all of it as it is written, as a server without Docutils does.
`,
};
