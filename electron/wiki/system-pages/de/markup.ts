import type { PageTexts } from '../page-texts.ts';

export const germanMarkup: PageTexts = {
  HilfeZurFormatierung: `= Die Zeichen auf einer Seite =
|| '''Du schreibst''' || '''Es erscheint''' ||
|| {{{''kursiv''}}} || ''kursiv'' ||
|| {{{'''fett'''}}} || '''fett''' ||
|| {{{'''''beides'''''}}} || '''''beides''''' ||
|| {{{__unterstrichen__}}} || __unterstrichen__ ||
|| {{{--(durchgestrichen)--}}} || --(durchgestrichen)-- ||
|| {{{^hoch^ ,,tief,,}}} || ^hoch^ ,,tief,, ||
|| {{{~-klein-~ ~+groß+~}}} || ~-klein-~ ~+groß+~ ||
|| \`{{{Code}}}\` || {{{Code}}} ||
|| {{{= Überschrift =}}} || eine Überschrift; bis zu fünf Zeichen gehen tiefer ||
|| {{{----}}} || eine Linie ||
|| {{{[[Seitenname|Text]]}}} || ein Link ([[HilfeZuLinks]]) ||
|| {{{ * Punkt}}}, {{{ 1. Punkt}}} || eine Liste ([[HilfeZuListen]]) ||
|| {{{|| Zelle || Zelle ||}}} || eine Tabelle ([[HilfeZuTabellen]]) ||
|| {{{<<TableOfContents>>}}} || ein Makro ([[HilfeZuMakros]]) ||
|| {{{## Notiz}}} || nichts: eine Notiz für die, die schreiben ||

Eine leere Zeile beginnt einen neuen Absatz, {{{<<BR>>}}} eine neue Zeile. Ein {{{!}}} vor einem Wort, das ein Link würde, lässt es ein Wort sein. [[HilfeZurMoinWikiSyntax]] hat alles.
`,
  HilfeZurMoinWikiSyntax: `= Wiki-Schreibweise =
<<TableOfContents>>

== Text ==
HilfeZurFormatierung hat die kurze Tabelle. Die Zeichen sind Schalter: das erste schaltet ein, das zweite aus. Sie reichen über Zeilen hinweg, und ein Zeichen, das niemand schließt, gilt bis zum Ende der Seite.

Text zwischen {{{ /* }}} und {{{ */ }}} ist ein Kommentar: verborgen, bis man ''Kommentare'' drückt.

Zeichen wie {{{&euro;}}} und {{{&#8364;}}} schreibt man wie in HTML; HTML selbst wird als Text gezeigt.

== Überschriften ==
{{{
= Erste Ebene =
== Zweite Ebene ==
===== Fünfte Ebene =====
}}}
Auf beiden Seiten gleich viele Zeichen, innen ein Leerzeichen, nichts dahinter. In Überschriften steht nur Text.

== Links ==
Siehe HilfeZuLinks.

== Listen ==
Siehe HilfeZuListen.

== Tabellen ==
Siehe HilfeZuTabellen.

== Bereiche ==
Text zwischen dreifachen Klammern bleibt, wie er ist, in einer Schrift mit festen Breiten:
{{{{
{{{
   bleibt
     wie er ist
}}}
}}}}
Die erste Zeile kann einen Parser nennen ([[HilfeZuParsern]]) oder, mit {{{#!wiki}}}, Klassen, die dem Bereich ein Aussehen geben:
{{{{
{{{#!wiki tip
''Früh'' am Tag gießen.
}}}
}}}}
{{{#!wiki tip
''Früh'' am Tag gießen.
}}}
Klassen mit eigenem Aussehen: caution, important, note, tip, warning, comment und die Farben red, green, blue, yellow, orange mit solid, dashed oder dotted für den Rahmen.

Mehr Klammern, oder ein Wort dahinter, erlauben Bereiche in Bereichen: \`\`{ … }\`\`.

== Bilder und andere Dateien ==
|| \`{{attachment:foto.jpg}}\` || ein Bild, das an der Seite hängt ||
|| \`{{attachment:foto.jpg|Worte für die, die es nicht sehen|width=200}}\` || kleiner, mit Beschreibung ||
|| \`{{https://example.org/foto.jpg}}\` || eines von anderswo ||
|| \`{{attachment:daten.csv}}\` || Textdateien stehen in der Seite ||
|| {{{[[attachment:plan.pdf]]}}} || ein Link auf eine Datei ||

== Gesichter ==
|| {{{:)}}} {{{;)}}} {{{:(}}} {{{:D}}} || :) ;) :( :D ||
|| {{{/!\\}}} {{{<!>}}} {{{(!)}}} || /!\\ <!> (!) ||
|| \`{i}\` \`{*}\` {{{(./)}}} \`{OK}\` \`{X}\` || {i} {*} (./) {OK} {X} ||
|| \`{1}\` \`{2}\` \`{3}\` || {1} {2} {3} ||

Um sie herum stehen Leerzeichen.

== Linien ==
Vier Striche oder mehr: je mehr, desto dicker, bis zehn.
`,
  HilfeZuLinks: `= Links =
== Seiten dieses Wikis ==
|| {{{[[Seitenname]]}}} || jeder Name, auch mit Leerzeichen ||
|| {{{[[Seitenname|gezeigter Text]]}}} || mit anderem Text ||
|| {{{[[Seitenname#Überschrift]]}}} || eine Stelle darin ||
|| {{{[[#Überschrift]]}}} || eine Stelle in dieser Seite ||
|| {{{[[/Darunter]]}}} || eine Seite unter dieser ||
|| {{{[[../Daneben]]}}} || eine Seite neben dieser ||
|| {{{WörterSoVerbunden}}} || werden von selbst zu Links ||
|| {{{!WörterSoVerbunden}}} || nicht ||

{{{<<Anchor(stelle)>>}}} macht eine Stelle, zu der {{{#stelle}}} führt.

== Andere Adressen ==
|| {{{https://example.org/}}} || wird von selbst ein Link ||
|| {{{[[https://example.org/|ein Beispiel]]}}} || mit Text ||
|| {{{jemand@example.org}}} || öffnet das Mailprogramm ||
|| {{{[[Name:Seitenname|Text]]}}} || eine Seite eines anderen Wikis: InterWiki zeigt ihre Namen ||
|| {{{[[attachment:plan.pdf|der Plan]]}}} || eine Datei dieser Seite ||
|| {{{[[attachment:Andere Seite/plan.pdf]]}}} || eine Datei einer anderen Seite ||

Ein Bild kann der Text sein: \`[[Seitenname|{{attachment:foto.jpg}}]]\`.

== Mehr über einen Link ==
Der dritte Teil hat Attribute, durch Kommas getrennt: {{{[[Seitenname|Text|title="beim Zeigen",class="mein"]]}}}. {{{&action=raw}}} darin ergänzt die Adresse.

Links auf Seiten, die es noch nicht gibt, sehen anders aus; folge einem, um die Seite zu schreiben. Wer angemeldet ist und auf den Namen einer Seite klickt, sucht alle Seiten, die auf sie verweisen.
`,
  HilfeZuListen: `= Listen =
Die Leerzeichen vor dem Zeichen sagen, wie tief ein Punkt liegt; eines muss sein.

{{{
 * ein Punkt
 * noch einer
  * eine Ebene tiefer
 1. nummeriert
 1. das Wiki zählt
 a. Buchstaben (auch A, i, I)
 1.#7 beginnt mit sieben
 . ohne Zeichen
 Begriff:: was er bedeutet
}}}

 * ein Punkt
 * noch einer
  * eine Ebene tiefer

 1. nummeriert
 1. das Wiki zählt

 a. Buchstaben (auch A, i, I)

 1.#7 beginnt mit sieben

 . ohne Zeichen

 Begriff:: was er bedeutet

Eine Zeile, die so eingerückt ist wie der Text eines Punktes, gehört dazu. Eine leere Zeile zwischen Punkten macht eine Lücke; Text, der ganz links beginnt, beendet alle Listen. Arten mischen sich nicht in einer Ebene: der erste Punkt entscheidet.
`,
  HilfeZuTabellen: `= Tabellen =
Eine Zeile der Tabelle beginnt und endet mit zwei Strichen; aufeinander folgende Zeilen sind eine Tabelle.

{{{
|| '''Pflanze''' || '''Wasser''' ||
|| Rosen || zweimal die Woche ||
|||| vier Striche verbinden zwei Zellen ||
}}}

|| '''Pflanze''' || '''Wasser''' ||
|| Rosen || zweimal die Woche ||
|||| vier Striche verbinden zwei Zellen ||

== Attribute ==
Sie stehen in spitzen Klammern gleich hinter den Strichen.

|| {{{<(>}}} {{{<:>}}} {{{<)>}}} || links, Mitte, rechts ||
|| {{{<^>}}} {{{<v>}}} || oben, unten ||
|| {{{<30%>}}} || Breite ||
|| {{{<-2>}}} || über zwei Spalten ||
|| {{{<(|2>}}} || über zwei Zeilen ||
|| {{{<#FFEEAA>}}} || Farbe der Zelle ||
|| {{{<style="color: green">}}} || Stil der Zelle; auch {{{class}}} und {{{id}}} ||
|| {{{<rowstyle="…">}}} || der Zeile, in ihrer ersten Zelle ||
|| {{{<tablestyle="…">}}} {{{<tablewidth="100%">}}} || der Tabelle, in ihrer allerersten Zelle ||

Für lange Tabellen ist ein Bereich mit {{{#!csv}}} leichter zu schreiben: [[HilfeZuParsern]].
`,
  HilfeZuParsern: `= Parser =
Ein Parser macht aus Text, was man sieht. {{{#format NAME}}} in der ersten Zeile wählt einen für die Seite, {{{#!NAME}}} einen für einen Bereich zwischen dreifachen Klammern.

|| {{{wiki}}} || die Wiki-Schreibweise: [[HilfeZurMoinWikiSyntax]] ||
|| {{{creole}}} || die Schreibweise, die viele Wikis gemeinsam haben ||
|| {{{csv}}} || Tabellen ||
|| {{{rst}}} || reStructuredText: [[/ReStructuredText]] ||
|| {{{markdown}}} || Markdown ||
|| {{{highlight SPRACHE}}} || farbiger Programmtext; der Name einer Sprache allein tut dasselbe ||
|| {{{plain}}} || Text, wie er ist, in einer Schrift mit festen Breiten ||
|| {{{html}}} || harmloses HTML; Skripte, Stile und Formulare fallen weg ||

Ein unbekannter Name zeigt den Text, wie er ist, mit einem Hinweis darüber.

== Programmtext ==
{{{{
{{{#!python
def water(plant):
    return plant.thirsty  # erst fragen
}}}
}}}}
{{{#!python
def water(plant):
    return plant.thirsty  # erst fragen
}}}

== Tabellen aus CSV ==
{{{{
{{{#!csv ;
Pflanze;Wasser
Rosen;zweimal die Woche
}}}
}}}}
{{{#!csv ;
Pflanze;Wasser
Rosen;zweimal die Woche
}}}
Das Zeichen hinter {{{#!csv}}} trennt die Zellen; ohne Angabe ist es ein Semikolon. Die erste Zeile ist die Überschrift.
`,
  'HilfeZuParsern/ReStructuredText': `= reStructuredText =
{{{#format rst}}} in der ersten Zeile macht eine Seite aus reStructuredText, {{{#!rst}}} einen Bereich.

{{{{
{{{#!rst
Wasser
-----
*schräg*, **fett**, \`\`Code\`\`, \`ein Link <http://www.example.org/>\`_

- eins
- zwei

.. note:: Ein Kasten.
}}}
}}}}
{{{#!rst
Wasser
-----
*schräg*, **fett**, \`\`Code\`\`, \`ein Link <http://www.example.org/>\`_

- eins
- zwei

.. note:: Ein Kasten.
}}}

== Was verstanden wird ==
Überschriften, Absätze, Listen aller Art, Definitionen, Felder, Zitate, unveränderter Text nach {{{::}}}, Zeilenblöcke, Tabellen mit und ohne Kästen, Fußnoten, Verweise und Ersetzungen.

|| {{{Title}}} mit einer Zeile gleicher Zeichen darunter || eine Überschrift; jede neue Art von Linie liegt eine Stufe tiefer ||
|| {{{FrontPage_}}}, {{{\`Some page\`_}}} || Seiten dieses Wikis ||
|| {{{.. _name: http://www.example.org/}}} || wofür ein Name steht ||
|| {{{[#]_}}} {{{.. [#] text}}} || eine Fußnote ||
|| {{{.. image:: file.png}}} || ein Anhang oder ein Bild aus dem Netz ||
|| {{{.. note::}}}, {{{.. warning::}}}, {{{.. tip::}}} … || Kästen ||
|| {{{.. code:: python}}} || Code in Farben ||
|| {{{.. contents::}}} || das Inhaltsverzeichnis ||
|| {{{.. macro:: PageCount(exists)}}} || ein Makro des Wikis ||
|| {{{.. raw:: html}}} || harmloses HTML ||

Tabellen mit verbundenen Zellen und unbekannte Anweisungen erscheinen, wie sie geschrieben sind. In einer Farm mit strenger Kompatibilität gilt das für alles, wie auf einem Server ohne Docutils.
`,
};
