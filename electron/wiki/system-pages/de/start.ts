import type { PageTexts } from '../page-texts.ts';

/** Was ein Wiki hat, bevor jemand schreibt. Kategorien und Vorlagen heißen in allen Sprachen englisch (Option `page_…_regex`). */
export const germanStart: PageTexts = {
  StartSeite: `= Willkommen =
Dieses Wiki hat noch keine eigene Startseite. [[StartSeite|Bearbeite diese Seite]] (''Bearbeiten'' steht darüber und darunter) und schreib, worum es hier geht: Dein Text tritt an die Stelle von diesem. Damit das Wiki hier beginnt, steht in seiner Konfiguration {{{page_front_page = u'StartSeite'}}}.

 * [[HilfeZumEditieren]] zeigt in zwei Minuten, wie man Seiten schreibt.
 * [[AktuelleÄnderungen]] zeigt, was zuletzt geschrieben wurde.
 * [[SeiteFinden]] und [[TitelIndex]] finden Seiten.
 * [[HilfeInhalt]] hat den Rest.
`,
  FehlendeSeite: `= Diese Seite gibt es noch nicht =
Wer schreiben darf, sieht hier einen Link, der die Seite anlegt, und eine Liste von Vorlagen. Eine Seite mit dem Namen {{{MissingPage}}} zeigt statt dessen einen eigenen Text; der Link entsteht darin mit {{{<<Action(edit, Diese Seite anlegen)>>}}}.
`,
  FehlendePersönlicheSeite: `= Deine persönliche Seite gibt es noch nicht =
Wer angemeldet ist und zum ersten Mal die Seite mit dem eigenen Namen öffnet, kann sie hier anlegen. Eine Seite mit dem Namen {{{MissingHomePage}}} zeigt statt dessen einen eigenen Text. Die meisten beginnen mit HomepageTemplate.
`,
};
