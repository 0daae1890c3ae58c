/**
 * Puts a category below the text (spec/actions.md §4.2): on the last line if that lists categories already, else below a
 * rule of its own.
 */
export function addCategory(text: string, category: string, isCategory: (name: string) => boolean): string {
  if (category === '') return text;
  const trimmed = text.trimEnd();
  const lastLine = trimmed.slice(trimmed.lastIndexOf('\n') + 1);
  const words = lastLine.split(/\s+/).filter((word) => word !== '');
  const listsCategories = words.length > 0 && words.every(isCategory);
  if (listsCategories) return `${trimmed} ${category}\n`;
  return `${trimmed}\n----\n${category}\n`;
}
