import type { Action } from '../action.ts';
import { edit } from './edit.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { newaccount } from './newaccount.ts';
import { content, goTo, print, refresh } from './print.ts';
import { raw, saveRaw } from './raw.ts';
import { recoverpass } from './recoverpass.ts';
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
];

/** Every action this wiki knows, by name. */
export const actions: ReadonlyMap<string, Action> = new Map(all.map((action) => [action.name, action]));
