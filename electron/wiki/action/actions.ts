import type { Action } from '../action.ts';
import { myPages } from './my-pages.ts';
import { subscribeUser } from './subscribe-user.ts';
import { attachFile } from './attach-file.ts';
import { diff } from './diff.ts';
import { edit } from './edit.ts';
import { format } from './format.ts';
import { info } from './info.ts';
import { bookmark, quicklink, quickunlink, subscribe, unsubscribe } from './links-of-mine.ts';
import { copyPage, deletePage, load, renamePage, revert } from './move-pages.ts';
import { newpage, supplementation } from './new-page.ts';
import { likePages, links, localSiteMap, showtags, sisterpages, sitemap, titleindex } from './lists.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { newaccount } from './newaccount.ts';
import { packagePages } from './package-pages.ts';
import { content, goTo, print, refresh } from './print.ts';
import { raw, saveRaw } from './raw.ts';
import { recoverpass } from './recoverpass.ts';
import { rss } from './rss.ts';
import { fullsearch } from './search.ts';
import { recall, show } from './show.ts';
import { userprefs } from './userprefs.ts';
import { userprofile } from './userprofile.ts';

const all: readonly Action[] = [
  show,
  recall,
  raw,
  saveRaw,
  print,
  content,
  goTo,
  refresh,
  edit,
  login,
  logout,
  userprefs,
  newaccount,
  recoverpass,
  userprofile,
  deletePage,
  renamePage,
  copyPage,
  revert,
  load,
  packagePages,
  newpage,
  supplementation,
  quicklink,
  quickunlink,
  subscribe,
  unsubscribe,
  bookmark,
  myPages,
  subscribeUser,
  info,
  diff,
  fullsearch,
  attachFile,
  titleindex,
  sisterpages,
  links,
  sitemap,
  showtags,
  likePages,
  localSiteMap,
  rss,
  format,
];

/** Every action this wiki knows, by name. */
export const actions: ReadonlyMap<string, Action> = new Map(all.map((action) => [action.name, action]));
