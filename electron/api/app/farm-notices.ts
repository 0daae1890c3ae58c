import type { FarmSummary } from '../../../shared/contract/app.ts';
import type { WikiOverview } from '../../../shared/contract/farm.ts';
import type { HistoryRow } from '../../../shared/contract/session.ts';
import type { EventName } from '../../../shared/contract.ts';
import type { Notice } from '../../../shared/contract/notice.ts';
import type { AppError } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/**
 * What of all that happens on the farms is worth a person's attention while they look elsewhere: a farm or a wiki that fails,
 * a folder that went, somebody who acts as somebody else without having asked here.
 */
export class FarmNotices {
  private readonly farms = new Map<string, FarmSummary>();
  /** `FARM WIKI` of wikis that have failed already. */
  private readonly failed = new Set<string>();

  /** `farms`: as they stand now, which is no news. */
  constructor(farms: readonly FarmSummary[]) {
    for (const farm of farms) this.farms.set(farm.id, farm);
  }

  /** Events in the order of what happened; answers what is worth telling. */
  of(name: EventName, payload: unknown): Notice[] {
    // The payloads are our own; the contract ties each to its name.
    if (name === 'farm:changed') return this.farmChanged(payload as FarmSummary);
    if (name === 'wiki:changed') return this.wikiChanged(payload as { farmId: string; wiki: WikiOverview });
    if (name === 'history:appended')
      return this.switches(payload as { readonly farmId: string; readonly rows: readonly HistoryRow[] });
    return [];
  }

  private farmChanged(farm: FarmSummary): Notice[] {
    const before = this.farms.get(farm.id)?.state.kind;
    this.farms.set(farm.id, farm);
    const { state } = farm;
    if (state.kind === before) return [];
    const show = { farmId: farm.id, view: 'overview' } as const;
    if (state.kind === 'missing')
      return [
        {
          title: sentence('notice.farmMissing', { farm: farm.name }),
          text: sentence('notice.farmMissing.text', { path: farm.path }),
          show,
          link: null,
        },
      ];
    if (state.kind !== 'failed') return [];
    return [{ ...failure(farm.name, state.error), show, link: null }];
  }

  private wikiChanged({ farmId, wiki }: { farmId: string; wiki: WikiOverview }): Notice[] {
    const key = `${farmId} ${wiki.id}`;
    if (wiki.state.kind !== 'failed') {
      this.failed.delete(key);
      return [];
    }
    if (this.failed.has(key)) return [];
    this.failed.add(key);
    const show = { farmId, view: 'overview' } as const;
    return [{ ...failure(wiki.sitename, wiki.state.error), show, link: null }];
  }

  /** Not those that were asked for in this very window. */
  private switches(told: { readonly farmId: string; readonly rows: readonly HistoryRow[] }): Notice[] {
    const farm = this.farms.get(told.farmId)?.name ?? '';
    return told.rows
      .filter(({ kind, by }) => kind === 'switched' && by !== 'croft')
      .map(({ user, actingAs, wikis }) => ({
        title: sentence('notice.actsAs', { user: user?.name ?? '?', target: actingAs?.name ?? '?' }),
        text: sentence('notice.actsAs.text', { wikis, farm }),
        show: { farmId: told.farmId, view: 'sessions' },
        link: null,
      }));
  }
}

const failure = (name: string, { message, hint }: AppError): Pick<Notice, 'title' | 'text'> => ({
  title: sentence('notice.failed', { name }),
  text: hint === undefined ? message : sentence('notice.both', { first: message, second: hint }),
});
