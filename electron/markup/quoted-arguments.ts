/** One of `a, name=value, "with, comma"`; `text` null: nothing stands there (`,,` or `name=`). */
export interface QuotedArgument {
  readonly name: string | null;
  readonly text: string | null;
  /** True: no comma divides it from the one before, as in `a="b" c="d"`. */
  readonly isJoined: boolean;
}

/**
 * Splits the arguments of macros and the parameters of links at commas (spec/macros.md §1, spec/markup.md §5.2).
 *
 * Double quotes around a value protect commas and blanks, a doubled quote inside means one. White space around an
 * argument is dropped. A text of blanks alone has no arguments.
 */
export function splitArguments(source: string): readonly QuotedArgument[] {
  if (source.trim() === '') return [];
  const result: QuotedArgument[] = [];
  let start = 0;
  let isJoined = false;
  for (;;) {
    const read = readArgument(source, start);
    result.push({ name: read.name, text: read.text, isJoined });
    if (read.end >= source.length) return result;
    start = read.end + 1;
    isJoined = read.isNextJoined;
  }
}

interface ReadArgument {
  readonly name: string | null;
  readonly text: string | null;
  /** Position of its last character or of the comma behind it. */
  readonly end: number;
  readonly isNextJoined: boolean;
}

/** Another value behind a closing quote: in quotes, or with a name. */
const nextValue = /\s*(?:"|[^\s,="]+\s*=)/y;

function readArgument(source: string, start: number): ReadArgument {
  let name: string | null = null;
  let text = '';
  /** Length of the text that was in quotes; -1: none. What stands in front of that is never trimmed. */
  let quotedLength = -1;
  let inQuotes = false;
  const value = (): string =>
    quotedLength < 0 ? text.trim() : text.slice(0, quotedLength) + text.slice(quotedLength).trimEnd();
  const done = (end: number, isNextJoined: boolean): ReadArgument => ({
    name,
    text: quotedLength < 0 && value() === '' ? null : value(),
    end,
    isNextJoined,
  });
  for (let position = start; position < source.length; position += 1) {
    const character = source.charAt(position);
    if (inQuotes) {
      if (character !== '"') text += character;
      else if (source.charAt(position + 1) === '"') {
        text += '"';
        position += 1;
      } else {
        inQuotes = false;
        quotedLength = text.length;
        nextValue.lastIndex = position + 1;
        if (nextValue.test(source)) return done(position, true);
      }
    } else if (character === '"' && quotedLength < 0 && text.trim() === '') {
      text = '';
      quotedLength = 0;
      inQuotes = true;
    } else if (character === ',') return done(position, false);
    else if (character === '=' && name === null) {
      name = value();
      text = '';
      quotedLength = -1;
    } else text += character;
  }
  if (inQuotes) quotedLength = text.length;
  return done(source.length, false);
}
