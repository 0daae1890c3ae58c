import { inEnglish } from '../../shared/texts/english.ts';
import { backupCommand, restoreCommand } from './backup.ts';
import { configCommand } from './config.ts';
import { createCommand } from './create.ts';
import type { Command } from './command.ts';
import { duplicateCommand } from './duplicate.ts';
import { explainCommand } from './explain.ts';
import { exportCommand } from './export.ts';
import { mayCommand } from './may.ts';
import { asDiskProblem } from '../base/disk-problem.ts';
import { errorLine, exitCodes, failed, table, type Outcome } from './output.ts';
import { packageCommand } from './package.ts';
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
const commands: readonly Command[] = [
  serveCommand,
  openCommand,
  createCommand,
  duplicateCommand,
  configCommand,
  explainCommand,
  mountCommand,
  sessionsCommand,
  usersCommand,
  switchCommand,
  pagesCommand,
  packageCommand,
  renderCommand,
  exportCommand,
  backupCommand,
  restoreCommand,
  mayCommand,
];

const commandNamed = (name: string | undefined): Command | undefined =>
  commands.find((command) => command.name === name);

function help(): string {
  const rows = commands.map(({ name, about }) => [`  croft ${name}`, about]);
  return `Croft runs and manages MoinMoin 1.9 wiki farms.\n\n${table(rows)}
croft help COMMAND says more about one. Every command takes --json.
Exit: 0 done, 1 refused or failed, 2 wrong usage.\n`;
}

const isHelp = (word: string | undefined): boolean => word === '--help' || word === '-h';

/** Where a command's words go; tests read them. */
export interface Streams {
  readonly out: (text: string) => unknown;
  readonly err: (text: string) => unknown;
}

/** Runs one command and answers the exit code. */
export async function commandLine(words: readonly string[], { out, err }: Streams): Promise<number> {
  const [name, ...rest] = words;
  const asksHelp = name === 'help' || isHelp(name);
  const command = commandNamed(asksHelp ? rest[0] : name);
  if (command && (asksHelp || rest.some(isHelp))) {
    out(command.help);
    return exitCodes.done;
  }
  if (name === undefined || (asksHelp && rest.length === 0)) {
    out(help());
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  if (!command) {
    err(`croft: there is no command ${asksHelp ? rest.join(' ') : name}\n${help()}`);
    return exitCodes.usage;
  }
  const outcome = await run(command, rest);
  switch (outcome.kind) {
    case 'done':
      out(
        rest.includes('--json') && outcome.json !== undefined
          ? `${JSON.stringify(outcome.json, inEnglish)}\n`
          : outcome.text,
      );
      return outcome.exitCode ?? exitCodes.done;
    case 'failed':
      err(`${errorLine(outcome.error)}\n`);
      return exitCodes.failed;
    case 'usage':
      err(`croft: ${outcome.message}\n${command.forms.map((form) => `usage: ${form}\n`).join('')}`);
      return exitCodes.usage;
  }
}

/** `parseArgs` throws for words it does not know; that is wrong usage, not a defect. */
async function run(command: Command, words: readonly string[]): Promise<Outcome> {
  try {
    return await command.run(words);
  } catch (error) {
    if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return { kind: 'usage', message: error.message.split('. To specify')[0] ?? error.message };
    const refusal = asDiskProblem(error);
    if (refusal) return failed(refusal);
    throw error;
  }
}
