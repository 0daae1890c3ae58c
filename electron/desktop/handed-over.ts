import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WindowCommand } from '../../shared/contract/app.ts';

/** What a start of the program was asked to do, as it travels from a second start to the first. */
export interface HandedOver {
  /** Without Electron's own words and switches. */
  readonly words: readonly string[];
  readonly directory: string;
}

const views = ['overview', 'sessions', 'options', 'sharing', 'users', 'log'] as const;

/** The words a person gave: what follows the executable (and, from a checkout, the program's folder) less Chromium's switches. */
export function ownWords(argv: readonly string[], isPackaged: boolean): string[] {
  const afterSwitches = argv.indexOf('--');
  if (afterSwitches >= 0) return argv.slice(afterSwitches + 1);
  return argv.filter((word) => !word.startsWith('-')).slice(isPackaged ? 1 : 2);
}

/**
 * The command for the window: `open FOLDER`, a folder dropped on the icon, a `croft://` link. Null = just show the window.
 *
 * A link comes from anywhere, so it can only show: a farm that is already known (`croft://farm/ID/sessions`), or what a
 * folder is (`croft://open?path=…`), which the person then opens or not.
 */
export function commandOf({ words, directory }: HandedOver): WindowCommand | null {
  const [first, second] = words;
  const what = first === 'open' ? second : first;
  if (what === undefined) return first === 'open' ? { kind: 'open-farm' } : null;
  if (what.startsWith('croft:')) return commandOfLink(what);
  const folder = what.startsWith('file:') ? pathOfFileUrl(what) : path.resolve(directory, what);
  return folder === null ? null : { kind: 'open-path', path: configFolder(folder) };
}

/** Double-clicking a configuration file means its folder. */
const configFolder = (file: string): string =>
  /^(farmconfig|wikiconfig)\.py$/.test(path.basename(file)) ? path.dirname(file) : file;

function commandOfLink(link: string): WindowCommand | null {
  if (!URL.canParse(link)) return null;
  const url = new URL(link);
  if (url.host === 'open') {
    const folder = url.searchParams.get('path');
    return folder !== null && isHarmless(folder) ? { kind: 'open-path', path: folder } : null;
  }
  if (url.host !== 'farm') return null;
  const [farmId = '', wanted] = url.pathname.slice(1).split('/');
  const view = views.find((name) => name === wanted) ?? 'overview';
  return /^[0-9a-z-]{1,64}$/i.test(farmId) ? { kind: 'show-farm', farmId, view } : null;
}

/**
 * A path that may be looked at because a link says so: on this computer. Merely looking at a share of another one would send
 * the person's name there (Windows), and nobody writes control characters in a path.
 */
const isHarmless = (folder: string): boolean =>
  path.isAbsolute(folder) && !/^[\\/]{2}/.test(folder) && !/\p{Cc}/u.test(folder);

function pathOfFileUrl(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch (error) {
    if (error instanceof TypeError) return null; // another host, or no URL at all
    throw error;
  }
}
