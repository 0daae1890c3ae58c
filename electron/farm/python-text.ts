/** Writing small Python 2 files of our own; edits of a person's files go through `config/edit`. */
export function pythonText(text: string, prefix: 'u' | '' = ''): string {
  const escaped = text.replace(/[\\']/g, (char) => `\\${char}`).replace(/\n/g, '\\n');
  return `${prefix}'${escaped}'`;
}

export const pythonList = (items: readonly string[]): string => `[${items.join(', ')}]`;
