import { heard, toldElsewhere } from './base/guard.ts';
import { commandLine } from './cli/command-line.ts';

/** Words of the person: after the program's own when a packaged program runs the command line in itself. */
function ownWords(argv: readonly string[]): readonly string[] {
  const marker = argv.indexOf('--croft-command-line');
  if (marker < 0) return argv.slice(2);
  const words = argv.slice(marker + 1);
  return words[0] === '--' ? words.slice(1) : words;
}

// `croft config show | head`: the reader has seen enough, which is no failure of ours.
heard(process.stdout, (error) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});
// A server whose terminal is closed goes on; there is nobody to be told.
heard(process.stderr, toldElsewhere);

process.exitCode = await commandLine(ownWords(process.argv), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
});
