import { randomBytes } from 'node:crypto';
import { mkdir } from '../base/file-system.ts';
import { ok, type AppError, type Result } from '../../shared/result.ts';
import { sideBySide } from '../../shared/side-by-side.ts';
import { inBackground, onFault, stackOf, tellAll } from '../base/guard.ts';
import { shared } from '../base/queues.ts';
import { WarmUps } from '../page/search/warm-up.ts';
import type { SessionDelta } from '../session/indexed-session.ts';
import type { WikiResponse } from '../wiki/request.ts';
import { CertificateKeeper } from './certificate.ts';
import type { FarmHostOptions } from './farm-connection.ts';
import { loadFarmModel, type FarmModel } from './farm-model.ts';
import { openFarmState, type FarmState } from './farm-state.ts';
import type { StateFile } from '../base/state-file.ts';
import { CrashGuard } from './crash-guard.ts';
import { ConfigFollower } from './follow-config.ts';
import { FarmSockets } from './farm-sockets.ts';
import type { IncomingAddress, Tunnels } from './listener.ts';
import { LiveSessions } from './live-sessions.ts';
import { LogBuffer, type LogRow } from './log-buffer.ts';
import { isLoopbackName } from './address.ts';
import { allowedHosts, hostName, route, type Route } from './router.ts';
import { SessionPlaces } from './session-places.ts';
import type { RunWiki } from './run-wiki.ts';
import { watchClock } from './watch-clock.ts';
import { crashedAtStart, WikiUnit } from './wiki-unit.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence, type Spoken } from '../../shared/texts/sentence.ts';

/** What a host tells whoever shows it. */
export type HostEvent =
  | { readonly kind: 'wikis' }
  | { readonly kind: 'log'; readonly row: LogRow }
  | { readonly kind: 'sessions'; readonly delta: SessionDelta }
  | { readonly kind: 'configuration'; readonly error: AppError | null }
  /** A minute went by; `jumped` = the machine slept, or the clock was set. */
  | { readonly kind: 'minute'; readonly jumped: boolean };

export interface HostParts {
  /** Makes the function that starts wikis; it logs into the host's own log. */
  readonly runWiki: (host: FarmHost) => RunWiki;
  readonly nowMs: () => number;
}

/**
 * One open farm: its configuration, its wikis, its sockets, its live sessions.
 *
 * Lives in a process of its own on the desktop, in the server's process headless. A farm whose configuration can't be
 * read is open all the same and says so; it recovers as soon as the files do.
 */
export class FarmHost {
  readonly log: LogBuffer;
  readonly sessions: LiveSessions;
  readonly sessionPlaces: SessionPlaces;
  /** For the farm's https names; an identity window accepts exactly this one. */
  readonly certificates: CertificateKeeper;
  readonly warmUps = new WarmUps();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  private readonly units = new Map<string, WikiUnit>();
  private readonly runWiki: RunWiki;
  private readonly crashes: CrashGuard;
  private follower: ConfigFollower | null = null;
  private stopClock = (): void => undefined;
  private readonly forgetFaults: () => void;
  private farmModel: FarmModel | null = null;
  private ownNames: { readonly model: FarmModel; readonly has: (host: string) => boolean } | null = null;
  private problem: AppError | null = null;
  private followed = 0;
  /** From the first start on, wikis that are added to the configuration start too. */
  private serving = false;
  private readonly reloading = shared(() => this.reloadOnce());

  private constructor(
    readonly options: FarmHostOptions,
    private readonly parts: HostParts,
    private readonly stateFile: StateFile<FarmState>,
    private readonly sockets: FarmSockets,
  ) {
    this.log = new LogBuffer(parts.nowMs, (row) => this.emit({ kind: 'log', row }));
    this.forgetFaults = onFault((what, error) =>
      this.log.append({ wiki: null, level: 'error', kind: 'server', text: `${what}: ${stackOf(error)}` }),
    );
    const report = (text: string) => this.log.append({ wiki: null, level: 'warning', kind: 'session', text });
    this.sessions = new LiveSessions(parts.nowMs, (delta) => this.emit({ kind: 'sessions', delta }), report);
    this.sessionPlaces = new SessionPlaces({
      readOnly: options.readOnly,
      chosen: () => this.farmModel?.settings.sessionStore,
      nowMs: parts.nowMs,
      report,
    });
    this.certificates = new CertificateKeeper(
      () => this.wikis.flatMap(({ model }) => (model.address ? [hostName(model.address.host)] : [])),
      parts.nowMs,
      randomBytes,
    );
    this.crashes = new CrashGuard(options.stateDirectory, stateFile, this.log);
    this.runWiki = this.crashes.guard(parts.runWiki(this));
  }

  /** Listens, reads the farm and starts its wikis. Fails only when no port can be had at all. */
  static async open(options: FarmHostOptions, parts: HostParts): Promise<Result<FarmHost>> {
    if (options.readOnly) await mkdir(options.stateDirectory, { recursive: true, mode: 0o700 });
    const problems: AppError[] = [];
    let tell = (problem: AppError): void => void problems.push(problem);
    const state = await openFarmState(options.stateDirectory, {
      nowMs: parts.nowMs,
      onProblem: (problem) => tell(problem),
    });
    if (options.serve === false) return ok(await FarmHost.look(options, parts, state));
    let host: FarmHost | null = null;
    const answer = (request: IncomingAddress) =>
      host ? host.answer(request) : Promise.resolve(plainAnswer(503, english(sentence('farm.opening'))));
    const tunnels = (): Tunnels | null => host && tunnelsOf(host);
    const { port, substitutePort } = state.value;
    const remembered = [port, substitutePort].filter((one) => one !== null);
    const sockets = await FarmSockets.listen({ insisted: options.port, remembered }, { answer, tunnels });
    if (!sockets.ok) return sockets;
    const opened = new FarmHost(options, parts, state, sockets.value);
    host = opened;
    tell = (problem) =>
      opened.warn(
        problem.hint === undefined
          ? problem.message
          : sentence('common.withHint', { said: problem.message, hint: problem.hint }),
      );
    for (const problem of problems) tell(problem);
    if (options.port === null) await opened.rememberPort();
    await opened.crashes.findCrashes();
    await opened.reload();
    await opened.startWanted();
    await opened.startFollowing();
    opened.warmUps.begin();
    opened.followClock();
    return ok(opened);
  }

  /** The farm as it lies there: no sockets, no watching, no wiki started. */
  private static async look(
    options: FarmHostOptions,
    parts: HostParts,
    state: StateFile<FarmState>,
  ): Promise<FarmHost> {
    const sockets = FarmSockets.none(options.port ?? state.value.port ?? anyPort);
    const host = new FarmHost(options, parts, state, sockets);
    await host.reload();
    await host.sessions.settled();
    return host;
  }

  get mainPort(): number {
    return this.sockets.mainPort;
  }

  /** Why the farm is not on its usual port; null when it is. */
  get portRefusal(): AppError | null {
    const { port } = this.state;
    return port === null || port === this.mainPort ? null : this.sockets.refusal(port);
  }

  /** Null as long as the configuration was never readable. */
  get model(): FarmModel | null {
    return this.farmModel;
  }

  /** Why the configuration on disk is not in force; null when it is. */
  get configurationError(): AppError | null {
    if (this.problem) return this.problem;
    for (const unit of this.units.values()) if (unit.staleBecause) return unit.staleBecause;
    return null;
  }

  /** When the configuration in force was read, in seconds. */
  get followedAtSeconds(): number {
    return this.followed;
  }

  get state(): FarmState {
    return this.stateFile.value;
  }

  get wikis(): readonly WikiUnit[] {
    return [...this.units.values()];
  }

  wiki(id: string): WikiUnit | null {
    return this.units.get(id) ?? null;
  }

  /** `host:port` that a client connects to for this wiki. */
  connectOf(unit: WikiUnit): string {
    const address = unit.model.address;
    const port = address && this.sockets.has(address.port) ? address.port : this.mainPort;
    return `127.0.0.1:${port}`;
  }

  listensOn(port: number): boolean {
    return this.sockets.has(port);
  }

  /** True when the wiki's url really leads here from an ordinary browser on this computer. */
  isReachable(unit: WikiUnit): boolean {
    const address = unit.model.address;
    return address !== null && address.unreachableBecause === null && this.sockets.has(address.port);
  }

  /** Whether the farm may be reached under this host name (DECISIONS 10). */
  isOwnName(name: string): boolean {
    const model = this.farmModel;
    if (model === null) return false;
    // Each request asks; the names stand in the patterns and change with them only.
    if (this.ownNames?.model !== model)
      this.ownNames = { model, has: allowedHosts(model, this.options.allowedHosts) };
    return this.ownNames.has(name);
  }

  onEvent(listener: (event: HostEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  remember(change: Partial<FarmState>): Promise<void> {
    return this.stateFile.change(change);
  }

  async startWikis(ids: readonly string[]): Promise<void> {
    const units = this.choose(ids);
    await this.rememberStopped(this.state.stopped.filter((id) => !units.some((unit) => unit.id === id)));
    await this.crashes.release(units.map(({ id }) => id));
    await sideBySide(units, wikisAtATime, (unit) => unit.start());
    this.watchSessions();
    this.emit({ kind: 'wikis' });
  }

  async stopWikis(ids: readonly string[]): Promise<void> {
    const units = this.choose(ids);
    for (const unit of units) await unit.stop();
    await this.rememberStopped([...new Set([...this.state.stopped, ...units.map((unit) => unit.id)])]);
    this.emit({ kind: 'wikis' });
  }

  /** Reads the configuration again, now; resolves when it is in force. */
  reload(): Promise<void> {
    return this.reloading();
  }

  /**
   * Nothing that was known may still be true: the machine slept, or the clock was set. Looks at everything again, and
   * tells, since what is over by the new time was not by the old one.
   */
  async wake(): Promise<void> {
    for (const port of await this.sockets.mend()) this.warn(sentence('farm.portMended', { port }));
    await this.reload();
    this.sessions.lookThrough();
    this.emit({ kind: 'minute', jumped: true });
  }

  /** May be called again; the second time there is nothing left to do. */
  async close(): Promise<void> {
    this.stopClock();
    this.forgetFaults();
    await this.follower?.close();
    this.sessions.close();
    await this.sockets.close();
    for (const unit of this.units.values()) await unit.stop();
    await this.sessionPlaces.close();
    this.listeners.clear();
  }

  private warn(text: Spoken): void {
    this.log.append({ wiki: null, level: 'warning', kind: 'server', text });
  }

  private choose(ids: readonly string[]): WikiUnit[] {
    return this.wikis.filter((unit) => ids.length === 0 || ids.includes(unit.id));
  }

  private async rememberStopped(stopped: string[]): Promise<void> {
    if (stopped.join('\0') !== this.state.stopped.join('\0')) await this.remember({ stopped });
  }

  private emit(event: HostEvent): void {
    tellAll('farm: telling an event', this.listeners, event);
  }

  private async reloadOnce(): Promise<void> {
    const { directory, stateDirectory, readOnly } = this.options;
    const loaded = await loadFarmModel(directory, this.mainPort, {
      settingsDirectory: readOnly ? stateDirectory : directory,
      warn: (text) => this.log.append({ wiki: null, level: 'warning', kind: 'config', text }),
    });
    if (!loaded.ok) {
      this.problem = loaded.error;
      this.log.append({ wiki: null, level: 'error', kind: 'config', text: loaded.error.message });
      this.emit({ kind: 'configuration', error: this.configurationError });
      return;
    }
    this.problem = null;
    this.farmModel = loaded.value;
    await this.updateUnits(loaded.value);
    this.follower?.follow(configDirectories(this.options.directory, loaded.value));
    await this.listenOnExtraPorts(loaded.value);
    this.watchSessions();
    this.followed = Math.floor(this.parts.nowMs() / 1000);
    this.emit({ kind: 'configuration', error: this.configurationError });
    this.emit({ kind: 'wikis' });
  }

  private async updateUnits(model: FarmModel): Promise<void> {
    for (const [id, unit] of this.units) {
      if (model.wikis.some((wiki) => wiki.id === id)) continue;
      await unit.stop();
      this.units.delete(id);
    }
    const nowSeconds = () => Math.floor(this.parts.nowMs() / 1000);
    const changes = model.wikis.map((wiki) => {
      const unit = this.units.get(wiki.id);
      if (unit) return () => unit.follow(wiki);
      const wanted = !this.state.stopped.includes(wiki.id);
      const added = new WikiUnit(wiki, this.runWiki, nowSeconds, wanted);
      this.units.set(wiki.id, added);
      if (this.crashes.isHeld(wiki.id)) added.hold(crashedAtStart(wiki.id));
      return async () => (this.serving && wanted && !added.isHeld ? added.start() : undefined);
    });
    await sideBySide(changes, wikisAtATime, (change) => change());
  }

  private async startWanted(): Promise<void> {
    this.serving = true;
    const wanted = this.wikis.filter((unit) => !this.state.stopped.includes(unit.id) && !unit.isHeld);
    await sideBySide(wanted, wikisAtATime, (unit) => unit.start());
    this.watchSessions();
    this.emit({ kind: 'wikis' });
  }

  private async startFollowing(): Promise<void> {
    const directories = configDirectories(this.options.directory, this.farmModel);
    this.follower = new ConfigFollower(
      directories,
      () => this.reload(),
      (reason) => this.warn(sentence('farm.notFollowed', { reason })),
    );
    await this.follower.start();
  }

  /** Ports that stand in the patterns are listened on too, so that a port farm's addresses open in any browser. */
  private async listenOnExtraPorts(model: FarmModel): Promise<void> {
    if (this.options.port !== null || this.options.serve === false) return; // an insisted port serves everything
    const wanted = new Map<number, string>();
    for (const { id, address } of model.wikis) {
      if (!address || address.port < 1024 || address.scheme !== 'http') continue;
      if (isLoopbackName(hostName(address.host))) wanted.set(address.port, id);
    }
    for (const { port, error } of await this.sockets.listenOn(wanted.keys()))
      this.log.append({
        wiki: wanted.get(port) ?? null,
        level: 'warning',
        kind: 'server',
        text: error.message,
      });
  }

  /** The usual port stays remembered while another program has it; what stands in for it is remembered beside. */
  private async rememberPort(): Promise<void> {
    const refusal = this.portRefusal;
    if (refusal === null) await this.remember({ port: this.mainPort });
    else {
      this.warn(sentence('farm.substitutePort', { refusal: refusal.message, port: this.mainPort }));
      await this.remember({ substitutePort: this.mainPort });
    }
  }

  private followClock(): void {
    this.stopClock = watchClock({
      nowMs: this.parts.nowMs,
      steadyMs: () => performance.now(),
      onMinute: (jumped) => {
        if (jumped) inBackground('farm: waking', () => this.wake());
        else this.emit({ kind: 'minute', jumped });
      },
    });
  }

  private watchSessions(): void {
    this.sessions.watch(
      this.sessionPlaces.sources(this.wikis.flatMap((unit) => (unit.settings ? [unit.settings] : []))),
    );
  }

  private async answer(request: IncomingAddress): Promise<WikiResponse> {
    const model = this.farmModel;
    if (!model) return plainAnswer(503, english(this.problem?.message ?? sentence('farm.opening')));
    if (!this.isOwnName(request.host))
      return plainAnswer(421, `${hostName(request.host)} is no name of this farm.`);
    const found = route(model, request) ?? this.staticRoute(request);
    const unit = found ? this.units.get(found.wiki.id) : undefined;
    if (!found || !unit) return plainAnswer(404, 'No wiki of this farm answers to this address.');
    const { fullPath: _whole, ...rest } = request;
    return unit.handle({
      ...rest,
      serverPort: found.wiki.address?.port ?? this.mainPort,
      scriptRoot: found.mount,
      path: found.path,
    });
  }

  /** Static files of a path farm lie beside the mounts, where no pattern leads; any wiki that names the prefix has them. */
  private staticRoute(request: IncomingAddress): Route | null {
    const unit = this.wikis.find((candidate) => {
      const prefix = candidate.parts?.settings.urlPrefixStatic ?? '';
      return prefix.startsWith('/') && request.fullPath.startsWith(`${prefix}/`);
    });
    return unit ? { wiki: unit.model, mount: '', path: request.fullPath } : null;
  }
}

/** Where configuration lies: the farm's folder, and in a collection also those of its members, now and to come. */
const configDirectories = (directory: string, model: FarmModel | null): readonly string[] => [
  ...new Set([
    directory,
    ...(model?.members.map((member) => member.reading.dir) ?? []),
    ...(model?.target.otherFolders ?? []),
  ]),
];

const tunnelsOf = (host: FarmHost): Tunnels => ({
  isOpenTo: (name) => host.isOwnName(name),
  certificate: () => host.certificates.current,
});

/** Starting a wiki is mostly waiting for its folders. */
const wikisAtATime = 16;

/** Stands in addresses of a farm that was never served. */
const anyPort = 8080;

function plainAnswer(status: number, text: string): WikiResponse {
  return { status, headers: [['Content-Type', 'text/plain; charset=utf-8']], body: `${text}\n` };
}
