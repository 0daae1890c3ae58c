import path from 'node:path';
import { tellAll } from '../base/guard.ts';
import { known, listBytesNow, readFileNow, statNow, UnreadableError } from '../base/disk-reading.ts';
import { revisionNumberOf, isAttachmentEntry, isBlankEntry, type EditLogEntry } from './edit-log.ts';
import { entriesBackwards, GlobalEditLog, readEditLog } from './log-file.ts';
import {
  hasRevision,
  isFolder,
  listRevisions,
  mostBytes,
  newestText,
  pageFiles,
  readCurrent,
  revisionFile,
  type CurrentNumber,
} from './page-folder.ts';
import { folderOfPage, isCanonicalFolder, pageOfFolderBytes } from './page-name.ts';
import type {
  LayerPresence,
  PageLayer,
  PageState,
  PageStoreOptions,
  PageText,
  SystemPages,
} from './page-types.ts';
import { parseProcessingInstructions, type ProcessingInstructions } from './processing-instructions.ts';
import { compareCodePoints } from './python-text.ts';
import { decodePythonUtf8 } from './python-utf8.ts';
import { decodePageText } from './text.ts';
import { Troubles } from './troubles.ts';

/** A lock that is older than this is no running save any more (spec/storage.md §9). */
export const staleLockSeconds = 30;

/** Instructions hold the page's text; that many are kept. ACLs are small and kept for all pages. */
const keptInstructions = 500;
/** With more changes at once than that the list of names is made anew. */
const mostPatched = 100;
const editorBackup = '/MoinEditorBackup';
const noPages: SystemPages = { names: [], text: () => null };

/**
 * The reading half of a page store: three layers seen as one, with caches that follow the global edit-log and the times
 * of the page folders. Never writes.
 *
 * What the disk refuses is thrown ({@link UnreadableError}) and so never kept: a page that can't be read has neither no rule
 * nor no text. Only what goes through many pages leaves it out (`troubles`).
 */
export class PageReader {
  readonly log: GlobalEditLog;
  readonly dataPages: string;
  readonly underlayPages: string | null;
  private readonly systemPages: SystemPages;
  private readonly existing = new Map<string, boolean>();
  private readonly acls = new Map<string, readonly string[] | null>();
  private readonly kept = new Map<string, ProcessingInstructions>();
  private sortedNames: readonly string[] | null = null;
  private changeCount = 0;
  private folderTimes = '';
  /** Names of which nobody knows whether they are pages: judged again at every look. */
  private readonly unsure = new Set<string>();
  private knownFolders: ReadonlySet<string> = new Set();
  private readonly listeners = new Set<(names: readonly string[] | null) => void>();
  readonly troubles: Troubles;

  constructor(private readonly options: PageStoreOptions) {
    const { dataDir, underlayDir, settings } = options;
    this.dataPages = path.join(dataDir, 'pages');
    this.underlayPages = underlayDir === null || underlayDir === '' ? null : path.join(underlayDir, 'pages');
    this.systemPages = settings.compatibility === 'strict' ? noPages : (options.systemPages ?? noPages);
    this.log = new GlobalEditLog(dataDir);
    this.troubles = new Troubles(options.log);
    this.noticeFolders();
  }

  onChange(listener: (names: readonly string[] | null) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  refresh(): void {
    const entries = this.log.newEntries();
    const folders = this.noticeFolders();
    if (entries === null) {
      this.forget(null);
      return;
    }
    const logged = entries.flatMap(({ page, action, extra }) =>
      action === 'SAVE/RENAME' ? [page, extra] : [page],
    );
    const changed = [...logged, ...folders, ...this.unsure];
    if (changed.length > 0) this.forget(changed);
  }

  /** Names whose folders came or went since the last look; costs two `stat`s when none did. */
  private noticeFolders(): string[] {
    const before = this.knownFolders;
    const now = new Set<string>();
    try {
      const times = this.readFolderTimes();
      if (times === this.folderTimes) return [];
      for (const layer of ['data', 'underlay'] as const)
        for (const bytes of this.entries(layer)) now.add(`${layer} ${bytes.toString('latin1')}`);
      this.folderTimes = times;
    } catch (error) {
      if (!(error instanceof UnreadableError)) throw error;
      // Pages are still found by their names; lists fail by themselves, and the next look is a first one.
      this.troubles.note(error);
      this.folderTimes = '';
      this.sortedNames = null;
      return [];
    }
    this.knownFolders = now;
    // Only the names of those few are worked out.
    return [...now]
      .filter((key) => !before.has(key))
      .concat([...before].filter((key) => !now.has(key)))
      .flatMap((key) => pageOfFolderBytes(Buffer.from(key.slice(key.indexOf(' ') + 1), 'latin1')) ?? []);
  }

  /** Drops what is known about pages that changed (null: about all) and tells the listeners. */
  forget(names: readonly string[] | null): void {
    this.changeCount += 1;
    if (names === null) {
      this.existing.clear();
      this.acls.clear();
      this.kept.clear();
      this.sortedNames = null;
    }
    for (const name of names ?? []) {
      this.existing.delete(name);
      this.acls.delete(name);
      this.kept.delete(name);
    }
    const listed = this.sortedNames;
    this.sortedNames = null;
    try {
      if (names !== null) this.sortedNames = this.withNow(listed, names);
    } finally {
      // Whatever becomes of the list, nobody keeps what they know of these pages.
      this.tell(names === null ? null : Array.from(new Set(names)));
    }
  }

  private tell(names: readonly string[] | null): void {
    tellAll('pages: a change', this.listeners, names);
  }

  private readFolderTimes(): string {
    return [this.dataPages, this.underlayPages]
      .map((folder) => (folder === null ? '' : String(known(statNow(folder))?.mtimeNs ?? '')))
      .join(' ');
  }

  folderIn(layer: 'data' | 'underlay', name: string): string | null {
    const pages = layer === 'data' ? this.dataPages : this.underlayPages;
    return pages === null || name === '' ? null : path.join(pages, folderOfPage(name));
  }

  /** Reading goes on during a save; a lock that nobody gives back hides the page only where MoinMoin must be matched. */
  private readonly mayReadLocked = (sinceMs: number): boolean => {
    const ageSeconds = this.options.nowMicroseconds() / 1e6 - sinceMs / 1000;
    return this.options.settings.compatibility !== 'strict' || Math.abs(ageSeconds) < staleLockSeconds;
  };

  private currentIn(layer: 'data' | 'underlay', name: string): (CurrentNumber & { folder: string }) | null {
    const folder = this.folderIn(layer, name);
    if (folder === null) return null;
    const found = readCurrent(folder, this.mayReadLocked);
    const isThere = found.number !== null || found.damaged || isFolder(folder);
    return isThere ? { ...found, folder } : null;
  }

  presence(layer: 'data' | 'underlay', name: string): LayerPresence {
    const found = this.currentIn(layer, name);
    if (found === null) return 'none';
    return hasRevision(found.folder, found.number) ? 'page' : 'folder';
  }

  page(name: string): PageState {
    const data = this.currentIn('data', name);
    const state = (layer: PageLayer, exists: boolean, found: CurrentNumber): PageState => ({
      name,
      exists,
      layer,
      current: found.number,
      locked: found.locked,
    });
    if (data !== null && hasRevision(data.folder, data.number)) return state('data', true, data);
    const underlay = this.currentIn('underlay', name);
    if (underlay !== null && hasRevision(underlay.folder, underlay.number))
      return state('underlay', true, underlay);
    const isHidden = data !== null && data.number !== null; // deleted here: the system page stays away
    if (!isHidden && this.systemPages.text(name) !== null)
      return { name, exists: true, layer: 'system', current: 0, locked: false };
    if (data !== null) return state('data', false, data);
    if (underlay !== null) return state('underlay', false, underlay);
    return { name, exists: false, layer: null, current: null, locked: false };
  }

  exists(name: string): boolean {
    const kept = this.existing.get(name);
    if (kept !== undefined) return kept;
    const { exists } = this.page(name);
    this.existing.set(name, exists);
    return exists;
  }

  /** Folder that revisions, log and attachments are read from; null for system pages and where there is none. */
  folderOf(state: PageState): string | null {
    return state.layer === null || state.layer === 'system' ? null : this.folderIn(state.layer, state.name);
  }

  read(name: string, revision?: number): PageText | null {
    const state = this.page(name);
    if (state.layer === 'system')
      return revision === undefined || revision === 0 ? this.systemText(name) : null;
    const folder = this.folderOf(state);
    const number = revision ?? state.current;
    if (folder === null || state.layer === null || number === null || number <= 0) return null;
    const file = revisionFile(folder, number);
    const bytes = known(readFileNow(file, mostBytes.revision));
    if (bytes === null) return null;
    return {
      name,
      revision: number,
      ...decodePageText(bytes),
      layer: state.layer,
      sizeBytes: bytes.length,
      modifiedMicroseconds: Number((known(statNow(file))?.mtimeNs ?? 0n) / 1000n),
    };
  }

  stampOf({ name, layer, revision }: Pick<PageText, 'name' | 'layer' | 'revision'>): string {
    const folder = layer === 'system' ? null : this.folderIn(layer, name);
    if (folder === null) return '';
    return [path.join(folder, pageFiles.current), revisionFile(folder, revision)]
      .map((file) => known(statNow(file)))
      .map((stat) => (stat === null ? '-' : `${stat.mtimeNs}/${stat.size}`))
      .join(' ');
  }

  private systemText(name: string): PageText | null {
    const text = this.systemPages.text(name);
    if (text === null) return null;
    const sizeBytes = Buffer.byteLength(text);
    return { name, revision: 0, text, layer: 'system', clean: true, sizeBytes, modifiedMicroseconds: 0 };
  }

  instructions(name: string): ProcessingInstructions {
    const kept = this.kept.get(name);
    if (kept) return kept;
    const parsed = this.parse(this.read(name)?.text ?? '');
    if (this.kept.size >= keptInstructions) this.kept.clear();
    this.kept.set(name, parsed);
    return parsed;
  }

  parse(text: string): ProcessingInstructions {
    return parseProcessingInstructions(text, this.options.settings);
  }

  aclLines(name: string): readonly string[] | null {
    const kept = this.acls.get(name);
    if (kept !== undefined) return kept;
    const state = this.page(name);
    const folder = this.folderOf(state);
    const revision = state.exists || folder === null ? undefined : (newestText(folder) ?? undefined);
    const text = state.exists || revision !== undefined ? this.read(name, revision) : null;
    const lines = text === null ? null : this.parse(text.text).acl;
    this.acls.set(name, lines);
    return lines;
  }

  revisions(name: string): readonly number[] {
    const state = this.page(name);
    if (state.layer === 'system') return [0];
    const folder = this.folderOf(state);
    return folder === null ? [] : listRevisions(folder);
  }

  history(name: string): readonly EditLogEntry[] {
    const folder = this.folderOf(this.page(name));
    if (folder === null) return [];
    const { entries, problems } = readEditLog(path.join(folder, pageFiles.editLog));
    for (const problem of problems)
      this.options.log(`page: ${problem.file} line ${problem.line} is passed over: ${problem.detail}`);
    return entries.filter((entry) => !isBlankEntry(entry));
  }

  revisionInfo(name: string, revision?: number): EditLogEntry | null {
    const state = this.page(name);
    const folder = this.folderOf(state);
    if (folder === null) return null;
    const wanted = revision ?? state.current;
    // Newest first: what is asked for is mostly the last line of a long log.
    for (const entry of entriesBackwards(path.join(folder, pageFiles.editLog))) {
      // A page without any number has the time of its last attachment.
      if (wanted === null ? isAttachmentEntry(entry) : isSaveOf(entry, wanted)) return entry;
    }
    return null;
  }

  hasConflictFlag(name: string): boolean {
    const folder = this.folderIn('data', name); // saving puts it there, whatever the layer was before
    return folder !== null && known(statNow(path.join(folder, pageFiles.conflictFlag))) !== null;
  }

  names(): readonly string[] {
    if (this.sortedNames !== null) return this.sortedNames;
    const names = new Set(this.systemPages.names);
    for (const { name } of this.folders()) if (name !== null) names.add(name);
    return (this.sortedNames = this.existingInOrder(names));
  }

  /** The work of the first `names`, one page at a time; for nothing if pages changed meanwhile. */
  *prepareNames(): Iterable<void> {
    if (this.sortedNames !== null) return;
    const begunWith = this.changeCount;
    const names = new Set(this.systemPages.names);
    for (const { name } of this.folders()) {
      if (name !== null && this.isListed(name)) names.add(name);
      yield;
    }
    if (this.changeCount === begunWith) this.sortedNames = this.existingInOrder(names);
  }

  /** Exists, as far as can be told; what can't is left out for now and asked again. */
  private isListed(name: string): boolean {
    const answer = this.troubles.besides(() => this.exists(name), null);
    if (answer === null) this.unsure.add(name);
    else this.unsure.delete(name);
    return answer ?? false;
  }

  /** Names that {@link names} leaves out because nobody can tell what they stand for. */
  get unsureNames(): readonly string[] {
    return [...this.unsure];
  }

  /** The list with these names in or out, as they are now; listing 10,000 pages anew would hold everybody up. */
  private withNow(sorted: readonly string[] | null, changed: readonly string[]): readonly string[] | null {
    if (sorted === null || changed.length > mostPatched) return null;
    let list = sorted;
    for (const name of new Set(changed)) {
      const place = placeOf(list, name);
      const isListed = list[place] === name;
      const belongs = !name.endsWith(editorBackup) && name !== '' && this.isListed(name);
      if (isListed !== belongs) list = list.toSpliced(place, isListed ? 1 : 0, ...(belongs ? [name] : []));
    }
    return list;
  }

  private existingInOrder(names: ReadonlySet<string>): readonly string[] {
    return Array.from(names)
      .filter((name) => !name.endsWith(editorBackup) && this.isListed(name))
      .sort(compareCodePoints);
  }

  /** Entries of both layers' page folders; the name is null where it can't be unquoted or isn't found again. */
  *folders(): Iterable<{ layer: 'data' | 'underlay'; bytes: Buffer; name: string | null }> {
    for (const layer of ['data', 'underlay'] as const) {
      for (const bytes of this.entries(layer)) {
        const name = pageOfFolderBytes(bytes);
        const found = name !== null && isCanonicalFolder(bytes.toString('latin1'), name);
        yield { layer, bytes, name: found ? name : null };
      }
    }
  }

  private entries(layer: 'data' | 'underlay'): Buffer[] {
    const pages = layer === 'data' ? this.dataPages : this.underlayPages;
    if (pages === null) return [];
    return (known(listBytesNow(pages)) ?? []).filter(
      (bytes) => bytes[0] !== 0x2e && !bytes.equals(versionControlFolder),
    );
  }

  folderNames(): string[] {
    const names = Array.from(
      this.folders(),
      ({ bytes }) => decodePythonUtf8(bytes) ?? bytes.toString('latin1'),
    );
    return Array.from(new Set(names));
  }

  *changes(): Iterable<EditLogEntry> {
    yield* entriesBackwards(this.log.file);
  }
}

/** Where a name stands in a list in order, or would stand. */
function placeOf(sorted: readonly string[], name: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareCodePoints(sorted[middle] ?? '', name) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const versionControlFolder = Buffer.from('CVS');

/** The line that a revision was stored with; attachment lines are about files. */
export const isSaveOf = (entry: EditLogEntry, revision: number | null): boolean =>
  revision !== null && !isAttachmentEntry(entry) && revisionNumberOf(entry) === revision;
