/**
 * Sample texts of a URL pattern, for proposing an address (issue 4, "Addresses").
 *
 * Walks the pattern as a tree of literals, groups and repeats and writes out a few of the texts it stands for. What can
 * be anything (`.`, `[^/]`, `\w` …) becomes {@link anything}. Samples are guesses: whoever uses one runs it through the
 * farm's patterns before believing it.
 */
export const anything = '\uFFFC';

const maxSamples = 48;

export function patternSamples(pattern: string): string[] {
  const reader = new PatternReader(pattern);
  return [...new Set(reader.alternatives().slice(0, maxSamples))];
}

class PatternReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly pattern: string) {}

  alternatives(): string[] {
    if (++this.depth > 50) return [''];
    const found = this.sequence();
    while (this.pattern[this.at] === '|') {
      this.at++;
      found.push(...this.sequence());
    }
    this.depth--;
    return found.slice(0, maxSamples);
  }

  private sequence(): string[] {
    let texts = [''];
    while (this.at < this.pattern.length && this.pattern[this.at] !== '|' && this.pattern[this.at] !== ')') {
      const atom = this.repeated(this.atom());
      texts = texts.flatMap((text) => atom.map((next) => text + next)).slice(0, maxSamples);
    }
    return texts;
  }

  /** Optional atoms give the shortest text first: `https?` → http. */
  private repeated(atom: string[]): string[] {
    const quantifier = /^(?:[*?]|\+|\{(\d*)(?:,\d*)?\})[?+]?/.exec(this.pattern.slice(this.at, this.at + 12));
    if (!quantifier) return atom;
    this.at += quantifier[0].length;
    const first = quantifier[0][0];
    const optional = first === '*' || first === '?' || (first === '{' && Number(quantifier[1] ?? '0') === 0);
    return optional ? ['', ...atom.filter((text) => text !== '')] : atom;
  }

  private atom(): string[] {
    const char = this.pattern[this.at++];
    switch (char) {
      case '(':
        return this.group();
      case '[':
        return [this.characterClass()];
      case '\\':
        return [this.escape()];
      case '.':
        return [anything];
      case '^':
      case '$':
        return [''];
      default:
        return [char ?? ''];
    }
  }

  private group(): string[] {
    const head = /^\?(?:P<\w+>|:|[iLmsux]+\)|#[^)]*\)|P=\w+\)|(<?[=!]))/.exec(this.pattern.slice(this.at));
    if (head) this.at += head[0].length;
    if (head?.[0].endsWith(')')) return [''];
    const inner = this.alternatives();
    if (this.pattern[this.at] === ')') this.at++;
    return head?.[1] ? [''] : inner; // look-around adds no text
  }

  private escape(): string {
    const char = this.pattern[this.at++] ?? '';
    if ('AZbB'.includes(char)) return '';
    return /[a-zA-Z0-9]/.test(char) ? anything : char;
  }

  private characterClass(): string {
    const start = this.at;
    if (this.pattern[this.at] === '^') this.at++;
    if (this.pattern[this.at] === ']') this.at++;
    while (this.at < this.pattern.length && this.pattern[this.at] !== ']')
      this.at += this.pattern[this.at] === '\\' ? 2 : 1;
    const body = this.pattern.slice(start, this.at++);
    return body.length === 1 ? body : body === '\\.' ? '.' : anything;
  }
}
