import type { FileDiff } from '../../../shared/contract/option.ts';

const marks = { same: ' ', added: '+', removed: '-' } as const;

/** The changes of one file as a patch that `diff -u` could have made. */
export function unifiedDiff({ file, hunks }: FileDiff): string {
  const text = hunks.map((lines) => {
    const before = lines.filter((line) => line.before !== null);
    const after = lines.filter((line) => line.after !== null);
    const head = `@@ -${before[0]?.before ?? 0},${before.length} +${after[0]?.after ?? 0},${after.length} @@\n`;
    return head + lines.map((line) => `${marks[line.kind]}${line.text}\n`).join('');
  });
  return hunks.length > 0 ? `--- ${file}\n+++ ${file}\n${text.join('')}` : '';
}
