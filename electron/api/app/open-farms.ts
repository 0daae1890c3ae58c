import { createHash } from 'node:crypto';
import path from 'node:path';
import { inBackground } from '../../base/guard.ts';
import type { FarmSummary } from '../../../shared/contract/app.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { FarmHostEvent } from '../../farm/farm-connection.ts';
import { FolderPresence, isDirectory } from '../../farm/folder-presence.ts';
import { SupervisedFarm, type SupervisedState } from '../../farm/supervise.ts';
import { shortenPath } from '../shorten-path.ts';
import { hostOnly } from '../host-only.ts';
import { summaryEvent, type HostSummary } from '../host-summary.ts';
import type { AppParts } from './context.ts';
import { farmName, type KnownFarm, type PersonalFile } from './farm-list.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

interface Entry {
  known: KnownFarm;
  farm: SupervisedFarm | null;
  summary: HostSummary;
  missing: boolean;
  /** Follows the folder of a farm that is open, or would be if its folder were there. */
  presence: FolderPresence | null;
  /** A host that is going still holds the farm's port. */
  closing: Promise<void>;
}

const nothingYet: HostSummary = {
  kind: 'farm',
  wikis: { total: 0, running: 0, failed: 0 },
  sessions: 0,
  error: null,
};

/** The farms of the sidebar: known ones, and the hosts of those that are open. */
export class OpenFarms {
  /** In the order of the sidebar. */
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly parts: AppParts,
    private readonly personal: PersonalFile,
    private readonly listeners: {
      readonly onChanged: (summary: FarmSummary) => void;
      readonly onEvent: (farmId: string, event: FarmHostEvent) => void;
    },
  ) {
    for (const known of personal.value.farms) this.entries.set(known.id, this.entryOf(known));
  }

  list(): FarmSummary[] {
    return [...this.entries.values()].map((entry) => this.summarise(entry));
  }

  known(farmId: string): KnownFarm | null {
    return this.entries.get(farmId)?.known ?? null;
  }

  byDirectory(directory: string): KnownFarm | null {
    return this.known(farmIdOf(directory));
  }

  /** Adds the folder to the list if it is new, and opens it. */
  async open(directory: string, choice: { readonly readOnly: boolean }): Promise<KnownFarm> {
    const id = farmIdOf(directory);
    const before = this.entries.get(id);
    const known: KnownFarm = {
      id,
      directory: path.resolve(directory),
      group: before?.known.group ?? null,
      readOnly: choice.readOnly,
      trusted: before?.known.trusted ?? false,
      switchingAllowed: before?.known.switchingAllowed ?? true,
      open: true,
    };
    before?.presence?.close();
    if (before) await this.closeHost(before);
    this.entries.set(id, { ...this.entryOf(known), summary: before?.summary ?? nothingYet });
    await this.save();
    await this.start(id);
    return known;
  }

  /** Opens a farm of the list again; a folder that is away is `missing`, not forgotten. */
  async start(farmId: string): Promise<Result<null>> {
    const entry = this.entries.get(farmId);
    if (!entry) return unknownFarm;
    await this.closeHost(entry);
    entry.missing = !(await isDirectory(entry.known.directory));
    this.followFolder(entry);
    if (entry.missing) {
      await this.change(farmId, { open: true });
      return ok(null);
    }
    const { known } = entry;
    const farm = new SupervisedFarm(
      this.parts.connect,
      {
        farmId,
        directory: known.directory,
        readOnly: known.readOnly,
        trusted: known.trusted || this.parts.trusted === true,
        stateDirectory: path.join(this.parts.dataDirectory, 'farms', farmId),
        port: this.parts.port ?? null,
        allowedHosts: this.parts.allowedHosts ?? [],
      },
      {
        onState: () => this.changed(entry),
        onEvent: (event) => this.onHostEvent(entry, event),
      },
      this.parts.nowMs,
    );
    entry.farm = farm;
    await this.change(farmId, { open: true });
    await farm.open();
    return ok(null);
  }

  /** `keepOpen`: the program ends; the farm opens again at the next start. */
  async close(farmId: string, keepOpen = false): Promise<Result<null>> {
    const entry = this.entries.get(farmId);
    if (!entry) return unknownFarm;
    entry.presence?.close();
    entry.presence = null;
    entry.missing = false;
    await this.closeHost(entry);
    if (!keepOpen) await this.change(farmId, { open: false });
    return ok(null);
  }

  async forget(farmId: string): Promise<Result<null>> {
    const closed = await this.close(farmId);
    this.entries.delete(farmId);
    await this.save();
    return closed;
  }

  async change(farmId: string, fields: Partial<Omit<KnownFarm, 'id' | 'directory'>>): Promise<Result<null>> {
    const entry = this.entries.get(farmId);
    if (!entry) return unknownFarm;
    entry.known = { ...entry.known, ...fields };
    await this.save();
    this.changed(entry);
    return ok(null);
  }

  /** Farms in this order under these groups; those that are not named follow as they stood. */
  async arrange(
    wanted: readonly { readonly farmId: string; readonly group: string | null }[],
  ): Promise<void> {
    const rest = new Map(this.entries);
    this.entries.clear();
    for (const { farmId, group } of wanted) {
      const entry = rest.get(farmId);
      if (!entry || !rest.delete(farmId)) continue;
      entry.known = { ...entry.known, group: group?.trim() || null };
      this.entries.set(farmId, entry);
    }
    for (const [id, entry] of rest) this.entries.set(id, entry);
    await this.save();
  }

  request(farmId: string, name: string, args: readonly unknown[]): Promise<Result<unknown>> {
    const entry = this.entries.get(farmId);
    if (!entry) return Promise.resolve(unknownFarm);
    if (!entry.farm)
      return Promise.resolve(
        fail({
          code: 'not-running',
          message: entry.missing
            ? sentence('farm.away', { folder: shortenPath(entry.known.directory) })
            : sentence('farm.notOpen'),
          hint: sentence(entry.missing ? 'farm.away.hint' : 'farm.openFirst.hint'),
        }),
      );
    return entry.farm.request(name, args);
  }

  /** At the start of the program: what was open opens again. */
  async restore(): Promise<void> {
    await Promise.all(
      [...this.entries.values()]
        .filter((entry) => entry.known.open)
        .map((entry) => this.start(entry.known.id)),
    );
  }

  async closeAll(): Promise<void> {
    await Promise.all([...this.entries.keys()].map((id) => this.close(id, true)));
  }

  /** The machine woke up: what was true before may not be any more. */
  async wake(): Promise<void> {
    await Promise.all(
      [...this.entries.values()].map(async ({ known, farm, presence }) => {
        await presence?.look();
        if (farm?.state.kind === 'open') await farm.request(hostOnly.wake, [known.id]);
      }),
    );
  }

  private entryOf(known: KnownFarm): Entry {
    return {
      known,
      farm: null,
      summary: nothingYet,
      missing: false,
      presence: null,
      closing: Promise.resolve(),
    };
  }

  private closeHost(entry: Entry): Promise<void> {
    const { farm, closing } = entry;
    entry.farm = null;
    entry.summary = nothingYet;
    entry.closing = closing.then(() => farm?.close());
    return entry.closing;
  }

  /** A drive that is unplugged makes the farm missing; it opens by itself when the drive is back. */
  private followFolder(entry: Entry): void {
    entry.presence?.close();
    entry.presence = new FolderPresence(entry.known.directory, !entry.missing, (isThere) => {
      this.parts.log(`farm ${entry.known.id}: its folder ${isThere ? 'is there again' : 'is away'}`);
      inBackground('farms: a folder came or went', () =>
        isThere ? this.start(entry.known.id) : this.folderWent(entry),
      );
    });
  }

  private async folderWent(entry: Entry): Promise<void> {
    entry.missing = true;
    this.changed(entry);
    await this.closeHost(entry);
    this.changed(entry);
  }

  private onHostEvent(entry: Entry, event: FarmHostEvent): void {
    if (event.event !== summaryEvent) {
      this.listeners.onEvent(entry.known.id, event);
      return;
    }
    entry.summary = event.payload as HostSummary; // our own host's internal event, never the page's
    this.changed(entry);
  }

  private changed(entry: Entry): void {
    if (this.entries.get(entry.known.id) === entry) this.listeners.onChanged(this.summarise(entry));
  }

  private save(): Promise<void> {
    return this.personal.change({ farms: [...this.entries.values()].map((entry) => entry.known) });
  }

  private summarise({ known, farm, summary, missing }: Entry): FarmSummary {
    return {
      id: known.id,
      name: farmName(known.directory),
      path: shortenPath(known.directory),
      kind: summary.kind,
      group: known.group,
      state: missing ? { kind: 'missing' } : stateOf(farm?.state ?? { kind: 'closed' }, summary),
      readOnly: known.readOnly,
      trusted: known.trusted,
      switchingAllowed: known.switchingAllowed,
      wikis: summary.wikis,
      sessions: summary.sessions,
    };
  }
}

function stateOf(state: SupervisedState, summary: HostSummary): FarmSummary['state'] {
  if (state.kind === 'failed')
    return {
      kind: 'failed',
      error: state.error,
      restartingAt: state.restartingAtMs === null ? null : state.restartingAtMs / 1000,
    };
  // The host lives, but there is nothing it could run.
  if (state.kind === 'open' && summary.error)
    return { kind: 'failed', error: summary.error, restartingAt: null };
  return { kind: state.kind };
}

const unknownFarm = fail({ code: 'not-found' as const, message: sentence('program.unlisted') });

const farmIdOf = (directory: string): string =>
  createHash('sha256').update(path.resolve(directory)).digest('hex').slice(0, 12);
