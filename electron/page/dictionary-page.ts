/**
 * Entries of a dictionary page: lines `␣key:: value` (spec/storage.md §12). Exactly one leading blank belongs to the
 * format, the key goes up to the first `:: `, blanks at the end of the value are dropped, later keys win.
 */
export function parseDictionaryPage(text: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (!line.startsWith(' ')) continue;
    const separator = line.indexOf(':: ', 2);
    if (separator < 0) continue;
    let end = line.length;
    while (end > separator + 3 && line[end - 1] === ' ') end -= 1;
    entries.set(line.slice(1, separator), line.slice(separator + 3, end));
  }
  return entries;
}
