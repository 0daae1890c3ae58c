import { inEnglish } from '../../shared/texts/english.ts';
import type { Command } from './command.ts';
import { commands } from './commands.ts';
import { asDiskProblem } from '../base/disk-problem.ts';
import { errorLine, exitCodes, failed, table, type Outcome } from './output.ts';

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

/**
 * The command line: parses words, calls the functions that the window calls, prints text or JSON (DESIGN §8).
 *
 * Exit 0 done, 1 refused or failed with one line on standard error, 2 wrong usage.
 */
export async function commandLine(words: readonly string[], { out, err }: Streams): Promise<number> {
  const [name, ...rest] = words;
  const asksHelp = name === 'help' || isHelp(name);
  const listed = commands.find((command) => command.name === (asksHelp ? rest[0] : name));
  if (name === undefined || (asksHelp && rest.length === 0)) {
    out(help());
    return name === undefined ? exitCodes.usage : exitCodes.done;
  }
  if (!listed) {
    err(`croft: there is no command ${asksHelp ? rest.join(' ') : name}\n${help()}`);
    return exitCodes.usage;
  }
  const command = await listed.load();
  if (asksHelp || rest.some(isHelp)) {
    out(`${listed.about}\n\n${command.help}`);
    return exitCodes.done;
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
