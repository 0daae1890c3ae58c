import type { SessionChange as ContractChange } from '../../../shared/contract/session.ts';
import type { HostEvent } from '../../farm/farm-host.ts';
import type { LogRow } from '../../farm/log-buffer.ts';
import { historyOf, type HistoryEntry } from '../../session/session-history.ts';
import type { SessionChange, SessionDelta } from '../../session/session-index.ts';
import { summaryEvent, type HostSummary } from '../host-summary.ts';
import { Batch } from './batch.ts';
import { nowSeconds, type FarmContext } from './context.ts';
import { historyRow } from './history.ts';
import { logRow } from './log.ts';
import { wikiOverviews } from './overview.ts';
import { filterSessions } from './session-query.ts';
import type { SessionRows } from './session-rows.ts';
import type { EndedSessions } from './set-aside.ts';

const sessionIntervalMs = 120;
const logIntervalMs = 150;
const overviewIntervalMs = 300;
const mostChanges = 200;

/** Turns what happens in a host into events of the contract, gathered so that a busy farm never floods a window. */
export class FarmEvents {
  private readonly sessions: Batch<SessionChange>;
  private readonly log: Batch<LogRow>;
  private readonly overview: Batch<null>;
  private readonly stop: () => void;

  constructor(
    private readonly context: FarmContext,
    private readonly rows: () => SessionRows,
    private readonly ended: EndedSessions,
    private readonly onFarmChanged: () => void,
  ) {
    const { farmId } = context.host.options;
    this.sessions = new Batch(sessionIntervalMs, (changes) => this.tellSessions(changes));
    this.log = new Batch(logIntervalMs, (rows) =>
      context.emit('log:appended', { farmId, rows: rows.map(logRow) }),
    );
    this.overview = new Batch(overviewIntervalMs, () => this.tellWikis());
    this.stop = context.host.onEvent((event) => this.receive(event));
  }

  close(): void {
    this.stop();
    for (const batch of [this.sessions, this.log, this.overview]) batch.close();
  }

  /** Something that counts into the overview changed elsewhere (accounts). */
  overviewChanged(): void {
    this.overview.add(null);
  }

  private receive(event: HostEvent): void {
    switch (event.kind) {
      case 'log':
        this.log.add(event.row);
        if (event.row.request) this.overview.add(null);
        return;
      case 'sessions':
        this.recordHistory(event.delta);
        this.sessions.add(...event.delta.changes);
        this.overview.add(null);
        return;
      case 'wikis':
        this.onFarmChanged();
        this.overview.add(null);
        return;
      case 'configuration':
        this.onFarmChanged();
        this.context.emit('config:followed', {
          farmId: this.context.host.options.farmId,
          followedAt: this.context.host.followedAtSeconds,
          error: event.error,
        });
        this.overview.add(null);
        return;
    }
  }

  private recordHistory(delta: SessionDelta): void {
    if (delta.initial) return;
    const entries: HistoryEntry[] = [];
    for (const change of delta.changes) {
      const id = (change.after ?? change.before)?.id ?? '';
      const entry = historyOf(change, {
        nowMs: this.context.nowMs(),
        endedByCroft: change.after === null && this.ended.ending.delete(id),
        restored: change.before === null && this.ended.restoring.delete(id),
      });
      if (entry) entries.push(entry);
    }
    if (entries.length === 0) return;
    this.context.history.append(entries);
    const { farmId } = this.context.host.options;
    const first = this.context.history.entries.length - entries.length;
    this.context.emit('history:appended', {
      farmId,
      rows: entries.map((entry, index) => historyRow(this.context, entry, first + index)),
    });
  }

  private tellSessions(changes: readonly SessionChange[]): void {
    const { host } = this.context;
    const rows = this.rows();
    const now = nowSeconds(this.context);
    const { counts } = filterSessions(
      { sessions: host.sessions.rows.values(), rows, revision: host.sessions.revision, nowSeconds: now },
      { text: '', userId: null, userText: '', wikis: [], kind: 'all', seenBetween: null },
    );
    const overflow = changes.length > mostChanges;
    this.context.emit('session:changed', {
      farmId: host.options.farmId,
      revision: host.sessions.revision,
      counts,
      changes: overflow ? [] : changes.flatMap((change) => toContract(change, rows, now)),
      overflow,
    });
  }

  private tellWikis(): void {
    const { host } = this.context;
    const { farmId } = host.options;
    const wikis = wikiOverviews(this.context, this.rows());
    for (const wiki of wikis) this.context.emit('wiki:changed', { farmId, wiki });
    const summary: HostSummary = {
      kind: host.model?.target.kind ?? 'farm',
      wikis: {
        total: wikis.length,
        running: wikis.filter((wiki) => wiki.state.kind === 'running').length,
        failed: wikis.filter((wiki) => wiki.state.kind === 'failed').length,
      },
      sessions: host.sessions.rows.size,
      error: host.model ? null : host.configurationError,
    };
    this.context.emit(summaryEvent, { ...summary });
  }
}

function toContract(change: SessionChange, rows: SessionRows, nowSeconds: number): ContractChange[] {
  const { before, after } = change;
  if (after) return [{ kind: before ? 'changed' : 'appeared', row: rows.row(after, nowSeconds) }];
  return before ? [{ kind: 'went', id: before.id }] : [];
}
