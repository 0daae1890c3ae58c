import { commandLine } from './cli/command-line.ts';

/** Words of the person: after the program's own when a packaged program runs the command line in itself. */
function ownWords(argv: readonly string[]): readonly string[] {
  const marker = argv.indexOf('--croft-command-line');
  if (marker < 0) return argv.slice(2);
  const words = argv.slice(marker + 1);
  return words[0] === '--' ? words.slice(1) : words;
}

// `croft config show | head`: the reader has seen enough, which is no failure of ours.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });

process.exitCode = await commandLine(ownWords(process.argv), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
