import type { PageTexts } from '../page-texts.ts';

export const germanEditing: PageTexts = {
  HilfeInhalt: `= Hilfe =
== Lesen ==
 * [[HilfeZurSuche]]: Seiten finden nach Name, Text, Kategorie, Link
 * [[WegWeiser]]: alle Listen dieses Wikis

== Schreiben ==
 * [[HilfeZumEditieren]]: Seiten ändern, anlegen, zurückholen, Dateien anhängen
 * [[HilfeZuAbonnements]]: eine Mail bekommen, wenn sich eine Seite ändert
 * [[HilfeZurFormatierung]]: die Zeichen auf einer Seite
 * [[HilfeZurMoinWikiSyntax]]: dasselbe vollständig und mit Beispielen
 * [[HilfeZuLinks]], [[HilfeZuListen]], [[HilfeZuTabellen]]: je eine Sache
 * [[HilfeZuParsern]]: farbiger Programmtext, Tabellen aus CSV, andere Schreibweisen
 * [[HilfeZuMakros]]: Listen, Daten, Inhaltsverzeichnisse und andere lebende Teile

== Das Wiki betreiben ==
 * [[HilfeZuZugriffsrechten]]: wer lesen und schreiben darf
 * [[HilfeZuSitzungen]]: anmelden, angemeldet bleiben, jemand anderes sein
 * [[HilfeZurKonfiguration]]: Dateien und Optionen eines Wikis
 * [[HilfeZuPlugins]]: eigene Makros in !JavaScript
`,
  HilfeZumEditieren: `= Seiten bearbeiten =
<<TableOfContents>>

== Eine Seite ändern ==
''Bearbeiten'' steht über und unter jeder Seite, die du ändern darfst. Die Vorschau zeigt das Ergebnis, ohne zu speichern; gespeichert wird mit dem Kommentar, den du angibst. Dabei geht nichts verloren: Jeder gespeicherte Text bleibt, ''Info'' zeigt sie alle, vergleicht je zwei und holt einen älteren zurück.

Was du in der Vorschau hattest oder abgebrochen hast, merkt sich das Wiki 90 Tage lang als Entwurf, wenn du angemeldet bist, und bietet ihn beim nächsten Mal an.

== Eine Seite anlegen ==
 * Schreib einen Link auf sie ([[HilfeZuLinks]]), speichere, und folge dem Link. Links auf Seiten, die es nicht gibt, sehen anders aus.
 * Oder setz ihren Namen ans Ende der Adresse.
 * Seiten, deren Name auf {{{Template}}} endet, werden als Vorlage angeboten.

Ein Schrägstrich im Namen legt eine Seite unter eine andere: {{{Garten/Rosen}}}.

== Zwei zugleich ==
Solange du eine Seite bearbeitest, erfahren es andere. Hat jemand inzwischen gespeichert, werden beide Änderungen zusammengeführt; wo beide dieselben Zeilen geändert haben, zeigt der Editor beide Fassungen zwischen Marken zur Auswahl. Erst danach wird gespeichert.

== Wörter, die beim Speichern ersetzt werden ==
|| {{{@SIG@}}} || dein Name und die Zeit ||
|| {{{@USERNAME@}}} || dein Name als Link ||
|| {{{@TIME@}}}, {{{@DATE@}}} || jetzt ||
|| {{{@PAGE@}}} || der Name der Seite ||
|| {{{@ME@}}} || dein Name als Text ||
|| {{{@MAILTO@}}} || deine E-Mail-Adresse, vor Besuchern verborgen ||

In Vorlagen bleiben sie stehen und werden erst in der Seite ersetzt, die daraus entsteht.

== Dateien ==
''Dateianhänge'' bewahrt Dateien bei einer Seite auf. {{{[[attachment:plan.pdf]]}}} verweist auf eine, \`{{attachment:foto.jpg}}\` zeigt ein Bild.

== Umbenennen, kopieren, löschen ==
Das steht im Menü ''Weitere Aktionen''. Eine gelöschte Seite behält ihre alten Texte und kann zurückgeholt werden.

== Seiten in ein anderes Wiki mitnehmen ==
''Seiten packen'' im Menü packt Seiten in eine Datei. Hänge sie im anderen Wiki an eine Seite an; ein Superuser findet daneben ''einspielen'', sieht, was es ändern würde, und spielt es ein.

== Die ersten Zeilen ==
|| {{{#redirect AndereSeite}}} || öffnet statt dessen die andere Seite ||
|| {{{#format creole}}} || eine andere Schreibweise ([[HilfeZuParsern]]) ||
|| {{{#language de}}} || die Sprache des Textes ||
|| {{{#acl …}}} || wer was darf ([[HilfeZuZugriffsrechten]]) ||
|| {{{#deprecated}}} || sagt, dass die Seite veraltet ist ||
|| {{{#pragma section-numbers on}}} || nummeriert die Überschriften ||
|| {{{## …}}} || eine Notiz, die nicht gezeigt wird ||
`,
  HilfeZuAbonnements: `= Mail über Änderungen =
Ein Wiki, das Mail senden kann ([[HilfeZurKonfiguration]]), sagt dir, wenn sich eine Seite ändert. ''Abonnieren'' über einer Seite bestellt das, ''Abbestellen'' beendet es. Dein Konto braucht eine E-Mail-Adresse.

''Einstellungen'' › ''Benachrichtigung'' hat alles davon: die Seiten, eine je Zeile, und von welchen Ereignissen du hören willst. Außer einem Namen kann eine Zeile sein:
|| {{{Garten.*}}} || ein regulärer Ausdruck für den ganzen Namen ||
|| {{{CategoryHomepage}}} || eine Kategorie: jede Seite darin ||
|| {{{AnderesWiki:EineSeite}}} || eine Seite eines anderen Wikis, das seine Konten mit diesem teilt ||

Von eigenen Änderungen erfährst du nichts, auch nicht von Seiten, die du nicht lesen darfst. Wer speichert, kann eine Änderung geringfügig nennen; dann erfährt davon nur, wer auch solche bestellt hat.
`,
  HilfeZurSuche: `= Suchen =
Das Feld über jeder Seite sucht in Namen (''Titel'') oder überall (''Text''). [[SeiteFinden]] hat ein Formular für mehr. Findet die Suche nach einem Namen genau eine Seite, öffnet sie diese.

== Was man schreiben kann ==
|| {{{rosen}}} || Seiten, die das im Namen oder Text haben; Groß und Klein sind gleich ||
|| {{{rosen wasser}}} || beide Wörter ||
|| {{{rosen or tulpen}}} || eines davon ||
|| {{{"rote rosen"}}} || genau dies ||
|| {{{rosen -wasser}}} || das erste ohne das zweite ||
|| {{{(rosen or tulpen) wasser}}} || Klammern fassen zusammen ||
|| {{{r.sen}}} || reguläre Ausdrücke gehen überall; was keiner ist, wird gesucht, wie es dasteht ||

== Wörter mit Doppelpunkt ==
|| {{{title:rosen}}} || nur in Namen ||
|| {{{case:Rosen}}} || Groß und Klein zählen ||
|| {{{regex:r[oi]sen}}} || ein regulärer Ausdruck ||
|| {{{linkto:EineSeite}}} || Seiten, die auf diese verweisen ||
|| {{{category:CategoryHomepage}}} || Mitglieder einer Kategorie ||
|| {{{language:de}}} || Seiten in einer Sprache ||
|| {{{mimetype:text/csv}}} || Seiten eines Formats ||
|| {{{domain:underlay}}}, {{{domain:system}}} || Seiten, die mit dem Wiki kamen ||

Sie lassen sich abkürzen ({{{t:rosen}}}), verbinden ({{{t:case:Rosen}}}) und verneinen ({{{-t:rosen}}}).

== In Seiten ==
{{{<<FullSearch(title:rosen)>>}}} zeigt die Antworten in einer Seite, {{{<<PageList(rosen)>>}}} die nach Namen.
`,
};
