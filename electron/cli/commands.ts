import type { Command } from './command.ts';

/** A command as the help lists it; the rest of it is loaded when it is asked for. */
export interface ListedCommand {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  readonly load: () => Promise<Command>;
}

/** All commands, in the order of the help. None is imported, so that each starts with what it needs itself. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'serve',
    about: 'Runs the wikis without a window, and the managing page on a loopback address with a token.',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  {
    name: 'open',
    about: 'Opens the window on a farm.',
    load: async () => (await import('./open.ts')).openCommand,
  },
  {
    name: 'create',
    about: 'Writes a new farm.',
    load: async () => (await import('./create.ts')).createCommand,
  },
  {
    name: 'duplicate',
    about: 'Makes a second wiki like one that is there: file, data folder and entry in farmconfig.py.',
    load: async () => (await import('./duplicate.ts')).duplicateCommand,
  },
  {
    name: 'config',
    about: 'Shows, checks and edits the options of a farm; its Python is read, never run.',
    load: async () => (await import('./config.ts')).configCommand,
  },
  {
    name: 'explain',
    about: 'Says which wikis of a farm share a login, and why.',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'mount',
    about: 'Shows or sets where a wiki is mounted.',
    load: async () => (await import('./mount.ts')).mountCommand,
  },
  {
    name: 'sessions',
    about: 'Lists, shows and ends live sessions of all wikis of a farm.',
    load: async () => (await import('./sessions.ts')).sessionsCommand,
  },
  {
    name: 'users',
    about: 'Lists and changes the accounts of a farm.',
    load: async () => (await import('./users.ts')).usersCommand,
  },
  {
    name: 'switch',
    about: 'Starts a session in which a superuser is somebody else, and prints its cookie and address.',
    load: async () => (await import('./switch.ts')).switchCommand,
  },
  {
    name: 'pages',
    about: 'Lists pages, shows their raw text, tells what is odd on disk, repairs what a cut-off save left.',
    load: async () => (await import('./pages.ts')).pagesCommand,
  },
  {
    name: 'package',
    about: 'Packs pages into a file, shows what a package would change, installs it.',
    load: async () => (await import('./package.ts')).packageCommand,
  },
  {
    name: 'render',
    about:
      'Prints the HTML of a page’s body; with FILE (- is standard input) of that text in the page’s place.',
    load: async () => (await import('./render.ts')).renderCommand,
  },
  {
    name: 'export',
    about: 'Writes what a visitor without login may read as static HTML.',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'backup',
    about: 'Packs the folder of a farm into one file.',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  {
    name: 'restore',
    about: 'Makes a farm of a backup, in a new folder.',
    load: async () => (await import('./backup.ts')).restoreCommand,
  },
  {
    name: 'may',
    about: 'Says what a person may do with a page, and which rule decides it.',
    load: async () => (await import('./may.ts')).mayCommand,
  },
];
