import { spawn } from 'node:child_process';
import { caughtBy, heard, toldElsewhere } from '../base/guard.ts';

const longestMs = 30_000;

/** Gives a finished mail to a program's standard input; null = it took it, else why not. */
export function runSendmail(words: readonly string[], mail: Uint8Array): Promise<string | null> {
  const [program, ...args] = words;
  if (program === undefined) return Promise.resolve('mail_sendmail names no program.');
  return new Promise((resolve, reject) => {
    const child = heard(
      spawn(program, args, { stdio: ['pipe', 'ignore', 'pipe'], timeout: longestMs }),
      (error) => resolve(`${program} can't be run: ${error.message}`),
    );
    let said = '';
    heard(child.stderr, toldElsewhere).on(
      'data',
      caughtBy(reject, (chunk: Buffer) => {
        said = (said + chunk.toString('utf8')).slice(0, 500);
      }),
    );
    child.on(
      'close',
      caughtBy(reject, (code: number | null, signal: string | null) => {
        if (code === 0) return resolve(null);
        const how = code === null ? `was stopped by ${String(signal)}` : `ended with code ${String(code)}`;
        resolve([`${program} ${how}`, said.trim()].filter((part) => part !== '').join(': '));
      }),
    );
    // A program that ends without reading all is told of by its code.
    heard(child.stdin, toldElsewhere).end(mail);
  });
}
