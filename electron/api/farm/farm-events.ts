import { inBackground } from '../../base/guard.ts';
import type { SessionChange as ContractChange } from '../../../shared/contract/session.ts';
import type { HostEvent } from '../../farm/farm-host.ts';
import type { LogRow } from '../../farm/log-buffer.ts';
import { HistoryRecorder } from '../../session/history-recorder.ts';
import type { HistoryEntry } from '../../session/session-history.ts';
import type { SessionChange } from '../../session/indexed-session.ts';
import { summaryEvent, type HostSummary } from '../host-summary.ts';
import { Batch } from './batch.ts';
import { nowSeconds, type FarmContext } from './context.ts';
import { historyRow } from './history.ts';
import { logRow } from './log.ts';
import { wikiOverviews } from './overview.ts';
import type { LiveCounts } from './live-counts.ts';
import type { SessionQueries } from './session-query.ts';
import type { SessionRows } from './session-rows.ts';
import type { EndedSessions } from './set-aside.ts';

const sessionIntervalMs = 120;
const logIntervalMs = 150;
const overviewIntervalMs = 300;
const mostChanges = 200;
/** What the overview's small line shows. */
const shownMinutes = 30;

export interface FarmEventTools {
  readonly rows: () => SessionRows;
  readonly ended: EndedSessions;
  readonly live: LiveCounts;
  readonly queries: SessionQueries;
  /** Settings or the list of wikis changed. */
  readonly onFarmChanged: () => void;
}

/** Turns what happens in a host into events of the contract, gathered so that a busy farm never floods a window. */
export class FarmEvents {
  private readonly sessions: Batch<SessionChange>;
  private readonly log: Batch<LogRow>;
  private readonly overview: Batch<null>;
  private readonly history: HistoryRecorder;
  private readonly stop: () => void;
  private toldExpired = 0;

  constructor(
    private readonly context: FarmContext,
    private readonly tools: FarmEventTools,
  ) {
    const { farmId } = context.host.options;
    this.sessions = new Batch(sessionIntervalMs, (changes) => this.tellSessions(changes));
    this.log = new Batch(logIntervalMs, (rows) =>
      context.emit('log:appended', { farmId, rows: rows.map(logRow) }),
    );
    this.overview = new Batch(overviewIntervalMs, () => this.tellWikis());
    this.history = new HistoryRecorder({
      nowMs: context.nowMs,
      append: (entries) => this.appendHistory(entries),
    });
    tools.ended.onAct = (kind, session) => this.history.acted(kind, session);
    this.stop = context.host.onEvent((event) => this.receive(event));
  }

  close(): void {
    this.stop();
    this.history.close();
    for (const batch of [this.sessions, this.log, this.overview]) batch.close();
  }

  /** Something that counts into the overview changed elsewhere (accounts). */
  overviewChanged(): void {
    this.overview.add([null]);
  }

  /** Names of people, or who honours which session, changed. */
  peopleChanged(): void {
    this.tools.queries.forget();
    inBackground('sessions: counting anew', async () => {
      await this.tools.live.recount();
      this.sessions.add([]);
      this.overviewChanged();
    });
  }

  private receive(event: HostEvent): void {
    switch (event.kind) {
      case 'log':
        this.log.add([event.row]);
        if (event.row.request) this.overviewChanged();
        return;
      case 'sessions':
        this.tools.live.apply(event.delta.changes);
        this.tools.queries.apply(event.delta.changes);
        this.history.note(event.delta, (change) => this.tools.ended.wasTold(change));
        this.sessions.add(event.delta.changes);
        this.overviewChanged();
        return;
      case 'wikis':
        this.tools.onFarmChanged();
        this.overviewChanged();
        return;
      case 'configuration':
        this.tools.onFarmChanged();
        this.context.emit('config:followed', {
          farmId: this.context.host.options.farmId,
          followedAt: this.context.host.followedAtSeconds,
          error: event.error,
        });
        this.overviewChanged();
        return;
      case 'minute':
        this.minutePassed(event.jumped);
        return;
    }
  }

  /** Sessions end and request rates fall without anybody doing anything. At rest nothing is told. */
  private minutePassed(jumped: boolean): void {
    const { expired } = this.tools.live.counts(nowSeconds(this.context));
    const ended = expired !== this.toldExpired;
    if (ended || jumped) this.tellSessions(null);
    if (ended || jumped || this.context.host.log.hadRequests(shownMinutes)) this.overviewChanged();
  }

  private appendHistory(entries: readonly HistoryEntry[]): void {
    const { context } = this;
    context.history.append(entries);
    const first = context.history.entries.length - entries.length;
    context.emit('history:appended', {
      farmId: context.host.options.farmId,
      rows: entries.map((entry, index) => historyRow(context, entry, first + index)),
    });
  }

  /** Null = any row may be another now. */
  private tellSessions(changes: readonly SessionChange[] | null): void {
    const { host } = this.context;
    const rows = this.tools.rows();
    const now = nowSeconds(this.context);
    const told = changes !== null && changes.length <= mostChanges ? changes : null;
    const counts = this.tools.live.counts(now);
    this.toldExpired = counts.expired;
    this.context.emit('session:changed', {
      farmId: host.options.farmId,
      revision: host.sessions.revision,
      counts,
      changes: told?.flatMap((change) => toContract(change, rows, now)) ?? [],
      overflow: told === null,
    });
  }

  private tellWikis(): void {
    const { host } = this.context;
    const { farmId } = host.options;
    const wikis = wikiOverviews(this.context, this.tools.live);
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
