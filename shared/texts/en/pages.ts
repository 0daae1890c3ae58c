/** Pages of a wiki. */
export const pages = {
  'pages.none': 'There is no page {page}.',
  'pages.noneIn': 'There is no page {page} in {wiki}.',
  'pages.notRendered': 'The page {page} could not be rendered ({status}).',
  'pages.noRevision': 'There is no such page or revision: {page}.',
  'pages.notRepaired': '{page} could not be repaired ({kind}).',
} as const;
