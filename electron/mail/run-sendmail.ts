import { spawn } from 'node:child_process';

const longestMs = 30_000;

/** Gives a finished mail to a program's standard input; null = it took it, else why not. */
export function runSendmail(words: readonly string[], mail: Uint8Array): Promise<string | null> {
  const [program, ...args] = words;
  if (program === undefined) return Promise.resolve('mail_sendmail names no program.');
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'], timeout: longestMs });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('utf8')).slice(0, 500);
    });
    child.on('error', (error) => resolve(`${program} can't be run: ${error.message}`));
    child.on('close', (code, signal) => {
      if (code === 0) return resolve(null);
      const how = code === null ? `was stopped by ${String(signal)}` : `ended with code ${String(code)}`;
      resolve([`${program} ${how}`, said.trim()].filter((part) => part !== '').join(': '));
    });
    // A program that ends without reading all is told of by its code.
    child.stdin.on('error', () => undefined);
    child.stdin.end(mail);
  });
}
