import type { PageTexts } from '../page-texts.ts';

/** Seiten, die aus einer Liste bestehen, und die Seite, die zu ihnen führt. */
export const germanLists: PageTexts = {
  AktuelleÄnderungen: `= Aktuelle Änderungen =
Die neuesten Änderungen stehen oben, jede Seite an ihrem letzten Tag. Das Zeichen davor führt zu dem, was geändert wurde.

<<RecentChanges>>
`,
  SeiteFinden: `= Eine Seite finden =
|| '''Nach ihrem Namen''' || <<TitleSearch>> ||
|| '''Nach ihrem Text''' || <<FullSearch>> ||
|| '''Direkt hin''' || <<GoTo>> ||

HilfeZurSuche erklärt, was man in diese Felder schreiben kann.

== Genauer suchen ==
<<AdvancedSearch>>

== Andere Wege ==
 * TitelIndex zeigt alle Seiten, WortIndex die Wörter in ihren Namen.
 * AktuelleÄnderungen zeigt, was neu ist, ZufallsSeite wählt eine aus.
 * WegWeiser führt zu allen Listen.
`,
  TitelIndex: `= Alle Seiten =
<<TitleIndex>>
`,
  WortIndex: `= Wörter in Seitennamen =
<<WordIndex>>
`,
  GesuchteSeiten: `= Gesuchte Seiten =
Seiten, auf die andere verweisen und die noch niemand geschrieben hat, jeweils mit den Seiten, die danach fragen.

<<WantedPages>>
`,
  VerwaisteSeiten: `= Verwaiste Seiten =
Seiten, auf die keine andere verweist. Ein Link von einer passenden Seite oder eine Kategorie macht sie leichter zu finden.

<<OrphanedPages>>
`,
  AufgegebeneSeiten: `= Aufgegebene Seiten =
Seiten, die am längsten nicht geändert wurden. Stimmen sie noch?

<<AbandonedPages>>
`,
  ZufallsSeite: `= Eine zufällige Seite =
<<RandomPage>>

Fünf weitere:

<<RandomPage(5)>>
`,
  WegWeiser: `= Wege durch dieses Wiki =
 * [[AktuelleÄnderungen]]: was geändert wurde, das Neueste zuerst
 * [[SeiteFinden]]: Namen und Texte durchsuchen
 * [[TitelIndex]]: alle Seiten nach Namen
 * [[WortIndex]]: alle Wörter in Seitennamen
 * [[GesuchteSeiten]]: verlinkt, aber nicht geschrieben
 * [[VerwaisteSeiten]]: geschrieben, aber nicht verlinkt
 * [[AufgegebeneSeiten]]: lange nicht geändert
 * [[CategoryCategory]]: alle Kategorien
 * [[ZufallsSeite]]: Überraschung
 * [[InterWiki]]: andere Wikis, auf die man verweisen kann
 * [[SystemInfo]]: Zahlen über dieses Wiki
 * [[HilfeInhalt]]: lesen, schreiben, betreiben
`,
};
