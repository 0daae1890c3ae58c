/** Drawings of ours under the names that MoinMoin's markup uses (DECISIONS 24), with the sizes they are shown in. */
const sizes: Readonly<Record<string, readonly [width: number, height: number]>> = {
  prio1: [15, 13],
  prio2: [15, 13],
  prio3: [15, 13],
};

export const iconNames: ReadonlySet<string> = new Set([
  ...[
    'alert',
    'angry',
    'attach',
    'attention',
    'biggrin',
    'checkmark',
    'devil',
    'frown',
    'icon-error',
    'icon-info',
    'idea',
  ],
  ...[
    'moin-attach',
    'moin-bottom',
    'moin-conflict',
    'moin-deleted',
    'moin-diff',
    'moin-download',
    'moin-edit',
    'moin-email',
  ],
  ...[
    'moin-help',
    'moin-home',
    'moin-info',
    'moin-inter',
    'moin-new',
    'moin-print',
    'moin-raw',
    'moin-renamed',
    'moin-rss',
  ],
  ...[
    'moin-search',
    'moin-show',
    'moin-subscribe',
    'moin-top',
    'moin-unsubscribe',
    'moin-updated',
    'moin-view',
    'moin-www',
  ],
  ...[
    'moin-xml',
    'moin-parent',
    'moin-ftp',
    'moin-news',
    'moin-telnet',
    'nothing',
    'ohwell',
    'prio1',
    'prio2',
    'prio3',
    'redface',
    'sad',
    'smile',
    'smile2',
  ],
  ...['smile3', 'smile4', 'star_off', 'star_on', 'thumbs-up', 'tired', 'tongue'],
]);

/** Address and size of a theme's icon by file name; null when there is none of that name. */
export function iconOf(
  staticPrefix: string,
  theme: string,
  file: string,
): { readonly url: string; readonly width: number; readonly height: number } | null {
  const name = file.replace(/\.(?:png|gif|svg)$/, '');
  if (!iconNames.has(name)) return null;
  const [width, height] = sizes[name] ?? [16, 16];
  return { url: `${staticPrefix}/${theme}/img/${name}.png`, width, height };
}
