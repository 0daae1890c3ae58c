import { text } from 'node:stream/consumers';

/**
 * The password that a person means by a word: `-` stands for the first line of standard input.
 *
 * A word of the command line can be read by everybody on the computer while the command runs, and stays in the history.
 */
export async function givenPassword(
  word: string,
  input: NodeJS.ReadableStream = process.stdin,
): Promise<string> {
  if (word !== '-') return word;
  const [line = ''] = (await text(input)).split(/\r?\n/);
  return line;
}
