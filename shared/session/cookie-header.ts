/**
 * The value of the first cookie of that name in a `Cookie` header, unquoted; null if there is none (spec/sessions.md §7).
 *
 * Header and name are both given as header text or both as plain text.
 */
export function readCookie(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals === -1 || part.slice(0, equals).trim() !== name) continue;
    return unquote(part.slice(equals + 1).trim());
  }
  return null;
}

/** `"…"` with `\ooo` (octal) and `\x` (any one character) escapes; other values stay as they are. */
function unquote(value: string): string {
  if (value.length < 2 || !value.startsWith('"') || !value.endsWith('"')) return value;
  return value
    .slice(1, -1)
    .replace(/\\([0-3][0-7]{2}|[\s\S])/g, (_escape, escaped: string) =>
      escaped.length === 3 ? String.fromCharCode(Number.parseInt(escaped, 8)) : escaped,
    );
}
