/** What several domains say. */
export const common = {
  'common.about': '{subject}: {said}',
  'common.withHint': '{said} {hint}',
} as const;
