import type { CreatePlan } from '../../shared/contract/app.ts';

export type Topology = CreatePlan['topology'];

export const topologies = ['single', 'path', 'host', 'port', 'separate'] as const;

/** What the wizard has been told so far; the host checks it and says what is wrong, by field. */
export interface Draft {
  readonly parent: string | null;
  readonly folderName: string;
  readonly topology: Topology;
  readonly wikis: readonly { readonly name: string; readonly sitename: string }[];
  readonly shareLogin: boolean;
  readonly domain: string;
  readonly superuserName: string;
  readonly superuserEmail: string;
  readonly superuserPassword: string;
}

export const firstDraft: Draft = {
  parent: null,
  folderName: 'wikis',
  topology: 'path',
  wikis: [
    { name: 'alpha', sitename: 'Alpha' },
    { name: 'beta', sitename: 'Beta' },
  ],
  shareLogin: true,
  domain: 'wiki.test',
  superuserName: '',
  superuserEmail: '',
  superuserPassword: '',
};

/** Whether wikis of this kind can share a login at all. */
export const canShare = (topology: Topology): boolean =>
  topology === 'path' || topology === 'host' || topology === 'port';

export function planOf(draft: Draft): CreatePlan {
  const single = draft.topology === 'single';
  return {
    parent: draft.parent,
    folderName: draft.folderName.trim(),
    topology: draft.topology,
    wikis: single ? draft.wikis.slice(0, 1) : draft.wikis,
    shareLogin: canShare(draft.topology) && draft.shareLogin,
    domain: draft.topology === 'host' ? draft.domain.trim() : '',
    superuser:
      draft.superuserName.trim() === ''
        ? null
        : {
            name: draft.superuserName.trim(),
            email: draft.superuserEmail.trim(),
            password: draft.superuserPassword,
          },
  };
}

/** A module name that Python takes, from what a person calls the wiki. */
export function wikiNameFrom(sitename: string): string {
  const plain = sitename
    .normalize('NFKD')
    .replace(/[^\w\s]/g, '')
    .trim()
    .toLowerCase()
    .replace(/\s+/g, '_');
  return /^\d/.test(plain) ? `wiki_${plain}` : plain;
}
