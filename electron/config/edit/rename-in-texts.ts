import { splice } from './text.ts';
import { readSource } from '../python/encoding.ts';
import { Tokenizer, type Token } from '../python/tokens.ts';

/** One word for another wherever it stands alone, in the spelling it has there: `alpha`, `Alpha`. */
export function replaceWord(text: string, from: string, to: string): string {
  const pairs = [
    [from, to],
    [capital(from), capital(to)],
    [from.toLowerCase(), to.toLowerCase()],
  ] as const;
  const spelling = new Map<string, string>([...pairs].reverse());
  // A pattern may have `\b` in front of the name.
  const words = [...spelling.keys()].join('|');
  return text.replace(
    new RegExp(`(?<=^|[^A-Za-z0-9_]|\\\\[bBA])(?:${words})(?![A-Za-z0-9_])`, 'g'),
    (word) => spelling.get(word) ?? word,
  );
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** The same word replaced inside the string literals of a Python file; code and comments stay. Throws PythonSyntaxError. */
export function renameInTexts(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const { text, start } = readSource(bytes);
  const tokenizer = new Tokenizer(text, start);
  const strings: Token[] = [];
  for (let token = tokenizer.next(); token.type !== 'end'; token = tokenizer.next())
    if (token.type === 'string') strings.push(token);
  const renamed = strings.reduceRight(
    (after, token) => splice(after, token.start, token.end, replaceWord(token.text, from, to)),
    text,
  );
  return Buffer.from(renamed, 'latin1');
}
