import { app } from 'electron';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where the program's own files lie: beside the bundle, in the checkout and in the package alike. */
export const bundled = {
  preload: path.join(import.meta.dirname, 'preload.cjs'),
  pages: path.join(import.meta.dirname, 'renderer'),
  farmHost: path.join(import.meta.dirname, 'farm-host.js'),
  licences: path.join(import.meta.dirname, 'LICENSES.txt'),
  icon: fileURLToPath(new URL('./icon.png', import.meta.url)),
} as const;

/** Where the person's things lie. */
export interface PersonalPlaces {
  /** Croft's own data folder. */
  readonly data: string;
  /** The desktop's settings file. */
  readonly settings: string;
  readonly logs: string;
  readonly documents: string;
}

/** Asked after Electron knows its own command line (`--user-data-dir`). */
export function personalPlaces(): PersonalPlaces {
  const data = app.getPath('userData');
  return {
    data,
    settings: path.join(data, 'desktop.json'),
    logs: path.join(data, 'logs'),
    documents: documentsFolder(),
  };
}

/** Chromium answers the home folder itself where the system names no documents folder (no `user-dirs.dirs`). */
function documentsFolder(): string {
  const named = app.getPath('documents');
  return named === app.getPath('home') ? path.join(named, 'Documents') : named;
}
