/** Escapes text for HTML text and double-quoted attributes. */
export function escapeHtml(text: string): string {
  if (!/[&<>"]/.test(text)) return text;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Escapes text between tags; quotes stay as they are. */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text;
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** ` name="value"` for each attribute, in alphabetical order, escaped. */
export function attributesHtml(attributes: readonly (readonly [string, string])[]): string {
  if (attributes.length === 0) return '';
  return attributes
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');
}
