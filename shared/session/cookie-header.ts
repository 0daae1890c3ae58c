/**
 * The values of the cookies of that name in a `Cookie` header, unquoted (spec/sessions.md §7). A browser sends several when
 * Domain or Path of the cookie were changed. Header and name are both given as header text or both as plain text.
 */
export function readCookies(header: string, name: string): readonly string[] {
  return header.split(';').flatMap((part) => {
    const equals = part.indexOf('=');
    if (equals === -1 || part.slice(0, equals).trim() !== name) return [];
    return [unquote(part.slice(equals + 1).trim())];
  });
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
