/** Lines of a body: no tabs, no blanks at the end. Indentation is what structures them. */
export type Lines = readonly string[];

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** A block of lines taken out of others, with the position behind it. */
export interface Taken {
  readonly lines: Lines;
  readonly next: number;
}

/** Lines from `at` that are blank or indented by `minimum` at least, without blank ones at the end and the common indentation. */
export function takeIndented(lines: Lines, at: number, minimum = 1): Taken {
  let next = at;
  let last = at;
  let common = Infinity;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (line === '') continue;
    const indent = indentOf(line);
    if (indent < minimum) break;
    common = Math.min(common, indent);
    last = next + 1;
  }
  return { lines: lines.slice(at, last).map((line) => line.slice(common)), next: last };
}

/** What belongs to a marker of some width: the rest of its line, and the lines that are indented like that. */
export function takeItem(lines: Lines, at: number, width: number): Taken {
  const first = (lines[at] ?? '').slice(width);
  let next = at + 1;
  let last = next;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (line === '') continue;
    if (indentOf(line) < width) break;
    last = next + 1;
  }
  return { lines: [first, ...lines.slice(at + 1, last).map((line) => line.slice(width))], next: last };
}

/** Like {@link takeItem} for markers whose body may have any indentation behind the first line. */
export function takeBody(lines: Lines, at: number, width: number): Taken {
  const { lines: rest, next } = takeIndented(lines, at + 1);
  const first = (lines[at] ?? '').slice(width).trim();
  return { lines: first === '' ? rest : [first, ...rest], next };
}

/** Lines up to the next blank one. */
export function takeParagraph(lines: Lines, at: number): Taken {
  let next = at;
  while (next < lines.length && lines[next] !== '') next += 1;
  return { lines: lines.slice(at, next), next };
}
