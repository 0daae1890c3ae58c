/** Numbers of headings: `1.2. ` (spec/markup.md §7.1). */
export interface SectionCounter {
  next(level: number): string;
}

export function sectionCounter(from: number): SectionCounter {
  let top = 0;
  const counts: number[] = [];
  return {
    next(level) {
      if (from === 0) return '';
      if (top === 0) top = level;
      const depth = Math.max(level - top + 1, 1);
      while (counts.length < depth) counts.push(0);
      counts.length = depth;
      counts[depth - 1] = (counts[depth - 1] ?? 0) + 1;
      const shown = counts.slice(Math.max(from - 1, 0));
      return shown.length === 0 ? '' : `${shown.join('.')}. `;
    },
  };
}

/** Level from which headings are numbered, by `#pragma section-numbers` or the wiki's setting; 0: not at all. */
export function numberingFrom(pragmas: ReadonlyMap<string, string>, byDefault: boolean): number {
  const pragma = pragmas.get('section-numbers')?.toLowerCase();
  if (pragma === undefined) return byDefault ? 1 : 0;
  if (pragma === 'off' || pragma === '0') return 0;
  return /^[2-6]$/.test(pragma) ? Number(pragma) : 1;
}
