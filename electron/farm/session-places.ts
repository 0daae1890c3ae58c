import path from 'node:path';
import type { WikiSettings } from '../config/wiki-settings.ts';
import type { SessionSource } from '../session/session-source.ts';
import type { SessionStore } from '../session/session-store.ts';
import { placeKey, SessionStores, type SessionStorePlace } from '../session/session-stores.ts';
import type { CroftSettings } from './croft-settings.ts';

export interface SessionPlacesOptions {
  readonly readOnly: boolean;
  /** `sessionStore` of the farm's `croft.json` as it is now. */
  readonly chosen: () => CroftSettings['sessionStore'];
  readonly nowMs: () => number;
  readonly report: (message: string) => void;
}

type DirectorySettings = Pick<WikiSettings, 'sessionDir'>;

/** Where the sessions of a farm lie: for its wikis, which use them, and for the live table, which follows them. */
export class SessionPlaces {
  private readonly stores: SessionStores;

  constructor(private readonly options: SessionPlacesOptions) {
    this.stores = new SessionStores(options.report);
  }

  /** Wikis with the same `session_dir` get the same store. */
  storeOf(settings: DirectorySettings): SessionStore {
    return this.stores.open(this.placeOf(settings));
  }

  /** Names the place of a wiki's sessions in row ids (`sessionRowId`). */
  keyOf(settings: DirectorySettings): string {
    return placeKey(this.placeOf(settings));
  }

  /** One source for each place where sessions of these wikis can be, by the place's key; made when asked for. */
  sources(wikis: readonly DirectorySettings[]): ReadonlyMap<string, () => SessionSource> {
    const found = new Map<string, () => SessionSource>();
    const add = (place: SessionStorePlace, group: string): void => {
      found.set(placeKey(place), () => this.stores.source(place, group, this.options.nowMs));
    };
    for (const settings of wikis) {
      const group = path.resolve(settings.sessionDir);
      add(this.placeOf(settings), group);
      // The farm's own sessions are what a person opens it read-only to look at.
      if (this.options.readOnly) add({ kind: 'file', directory: group }, group);
    }
    return found;
  }

  close(): Promise<void> {
    return this.stores.closeAll();
  }

  /** `croft.json` may put sessions elsewhere; a farm that is open read-only keeps ours in memory. */
  private placeOf(settings: DirectorySettings): SessionStorePlace {
    const group = path.resolve(settings.sessionDir);
    const chosen = this.options.readOnly ? ({ kind: 'memory' } as const) : this.options.chosen();
    switch (chosen?.kind) {
      case 'memory':
        return { kind: 'memory', group };
      case 'redis':
        return { kind: 'redis', url: chosen.url, prefix: `croft:${group}:` };
      case 'file':
      case undefined:
        return { kind: 'file', directory: group };
    }
  }
}
