import { abandonedPages, recentChanges } from './recent-changes.ts';
import { attachInfo, attachList } from './attachments.ts';
import { embedObject } from './embed-object.ts';
import { monthCalendar } from './month-calendar.ts';
import { showSmileys } from './smiley-table.ts';
import { advancedSearch } from './advanced-search.ts';
import { systemInfo } from './system-info.ts';
import { notNeeded } from './not-needed.ts';
import { action } from './action.ts';
import { anchor } from './anchor.ts';
import { date, dateTime } from './date.ts';
import { footNote } from './footnote.ts';
import { getText, getText2 } from './get-text.ts';
import { getVal } from './get-val.ts';
import { goTo } from './go-to.ts';
import { hits, pageHits } from './hits.ts';
import { icon } from './icon.ts';
import { include } from './include.ts';
import { interWiki } from './inter-wiki.ts';
import { lineBreak } from './line-break.ts';
import { orphanedPages, wantedPages } from './link-lists.ts';
import type { Macro } from './macro.ts';
import { mailTo } from './mail-to.ts';
import { navigation } from './navigation.ts';
import { newPage } from './new-page.ts';
import {
  editedSystemPages,
  editTemplates,
  likePages,
  pageCount,
  pageSize,
  randomPage,
  templateList,
} from './page-lists.ts';
import { randomQuote } from './random-quote.ts';
import type { MacroRegistry } from './run-macro.ts';
import { fullSearch, fullSearchCached, pageList, titleSearch } from './search-macros.ts';
import { tableOfContents } from './table-of-contents.ts';
import { titleIndex, wordIndex } from './title-index.ts';
import { verbatim } from './verbatim.ts';

const bundled: readonly Macro[] = [
  ...notNeeded,
  abandonedPages,
  advancedSearch,
  attachInfo,
  attachList,
  embedObject,
  monthCalendar,
  recentChanges,
  showSmileys,
  systemInfo,
  action,
  anchor,
  date,
  dateTime,
  editedSystemPages,
  editTemplates,
  footNote,
  fullSearch,
  fullSearchCached,
  getText,
  getText2,
  getVal,
  goTo,
  hits,
  icon,
  include,
  interWiki,
  likePages,
  lineBreak,
  mailTo,
  navigation,
  newPage,
  orphanedPages,
  pageCount,
  pageHits,
  pageList,
  pageSize,
  randomPage,
  randomQuote,
  tableOfContents,
  templateList,
  titleIndex,
  titleSearch,
  verbatim,
  wantedPages,
  wordIndex,
];

/** Our macros with a farm's own above them (spec/macros.md §1). */
export function macroRegistry(plugins: readonly Macro[] = []): MacroRegistry {
  return new Map([...bundled, ...plugins].map((macro) => [macro.name, macro]));
}
