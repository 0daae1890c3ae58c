import type { Action } from '../action.ts';
import { login } from './login.ts';
import { logout } from './logout.ts';
import { recall, show } from './show.ts';
import { userprefs } from './userprefs.ts';

const all: readonly Action[] = [show, recall, login, logout, userprefs];

/** Every action this wiki knows, by name. */
export const actions: ReadonlyMap<string, Action> = new Map(all.map((action) => [action.name, action]));
