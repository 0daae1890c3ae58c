import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { createCommand } from './create.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { mayCommand } from './may.ts';
import { errorLine, exitCodes, failed, systemRefusal, type Outcome } from './output.ts';
import { pagesCommand } from './pages.ts';
import { renderCommand } from './render.ts';
import { serveCommand } from './serve.ts';
import { sessionsCommand } from './sessions.ts';
import { switchCommand } from './switch.ts';
import { usersCommand } from './users.ts';
import { openCommand } from './open.ts';
import { mountCommand } from './mount.ts';

/**
 * The command line: parses words, calls the functions that the window calls, prints text or JSON (DESIGN §8).
 *
 * Exit 0 done, 1 refused or failed with one line on standard error, 2 wrong usage.
 */
type Command = (words: readonly string[]) => Promise<Outcome>;

const commands: Readonly<Record<string, { readonly run: Command; readonly about: string }>> = {
  serve: {
    run: serveCommand,
    about:
      'serve FARM|--sample [--port N] [--manage-port N] [--no-manage] [--allow-host NAME] [--read-only] [--trust]',
  },
  open: { run: openCommand, about: 'open FARM' },
  create: {
    run: createCommand,
    about:
      'create DIR --topology single|separate|path|host|port --wikis a,b [--share-login] [--superuser NAME --password …]',
  },
  config: {
    run: configCommand,
    about:
      'config show|check|set|unset|list-add|list-remove FARM [OPTION [LITERAL]] [--wiki W] [--dry-run] [--replace-computed] [--accept-dependents]',
  },
  explain: { run: explainCommand, about: 'explain FARM' },
  mount: { run: mountCommand, about: 'mount FARM [--wiki W] [--mount /PATH] [--url URL] | --infer' },
  sessions: {
    run: sessionsCommand,
    about: 'sessions list|show|end|clean FARM [SID|FILE] [--user NAME] [--all] [--dry-run]',
  },
  users: {
    run: usersCommand,
    about:
      'users list|show|create|disable|enable|password FARM [NAME|ID] [--wiki W] [--email …] [--password …]',
  },
  switch: { run: switchCommand, about: 'switch FARM --as SUPERUSER --to USER [--wiki W]' },
  pages: { run: pagesCommand, about: 'pages list|show|repair FARM --wiki W [PAGE] [--rev N]' },
  render: { run: renderCommand, about: 'render FARM --wiki W --page P [FILE]' },
  export: { run: exportCommand, about: 'export FARM --wiki W DIR' },
  backup: { run: backupCommand, about: 'backup FARM FILE.zip [--with-sessions]' },
  restore: { run: restoreCommand, about: 'restore FILE.zip DIR' },
  may: { run: mayCommand, about: 'may FARM --wiki W --page P --user U' },
};

function help(): string {
  const lines = Object.values(commands).map(({ about }) => `  croft ${about}\n`);
  return `Croft runs and manages MoinMoin 1.9 wiki farms.\n\n${lines.join('')}\nEvery command takes --json. Exit: 0 done, 1 refused or failed, 2 wrong usage.\n`;
}

/** Where a command's words go; tests read them. */
export interface Streams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Runs one command and answers the exit code. */
export async function commandLine(words: readonly string[], { out, err }: Streams): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    out(help());
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    err(`croft: there is no command ${name}\n${help()}`);
    return exitCodes.usage;
  }
  const outcome = await run(command.run, rest);
  switch (outcome.kind) {
    case 'done':
      out(
        rest.includes('--json') && outcome.json !== undefined
          ? `${JSON.stringify(outcome.json)}\n`
          : outcome.text,
      );
      return outcome.exitCode ?? exitCodes.done;
    case 'failed':
      err(`${errorLine(outcome.error)}\n`);
      return exitCodes.failed;
    case 'usage':
      err(`croft: ${outcome.message}\nusage: croft ${command.about}\n`);
      return exitCodes.usage;
  }
}

/** `parseArgs` throws for words it does not know; that is wrong usage, not a defect. */
async function run(command: Command, words: readonly string[]): Promise<Outcome> {
  try {
    return await command(words);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return { kind: 'usage', message: error.message.split('. To specify')[0] ?? error.message };
    const refusal = systemRefusal(error);
    if (refusal) return failed(refusal);
    throw error;
  }
}
