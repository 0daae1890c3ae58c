import { accessSync, constants } from '../base/file-system.ts';
import { systemErrorCode } from '../base/system-error.ts';
import { isSameAcl } from './acl.ts';
import { isAttachmentEntry, revisionNumberOf, type EditLogEntry } from './edit-log.ts';
import { mergeTexts } from './merge.ts';
import { revisionFile } from './page-folder.ts';
import type { PageReader } from './page-reader.ts';
import { aclWordsOf } from './page-rights.ts';
import type { Author, PageRefusal, PageSettings, PageState, SaveRequest } from './page-types.ts';

export type CheckAnswer =
  | { readonly kind: 'go'; readonly state: PageState }
  | { readonly kind: 'already-saved'; readonly revision: number }
  | { readonly kind: 'refused'; readonly error: PageRefusal };

const refused = (error: PageRefusal): CheckAnswer => ({ kind: 'refused', error });

/**
 * Checks 3 to 8 of a save in the order of spec/storage.md §7.1, against the page as it is now. Done before the lock is
 * taken, and again inside it when the page changed in between.
 */
export function checkSave(
  reader: PageReader,
  settings: PageSettings,
  request: SaveRequest,
  text: string,
): CheckAnswer {
  const { name, author } = request;
  const state = reader.page(name);
  const current = state.exists ? reader.read(name) : null;
  const immutable = immutability(reader, state, current?.clean ?? true);
  if (immutable !== null) return refused(immutable);
  if (text === '') return refused({ kind: 'EmptyPage' });
  const base = baseToCheck(request.baseRevision, state, settings);
  if (base !== null && base !== state.current)
    return conflict(reader, settings, { state, base, text, author });
  if (current !== null && current.text === text) return refused({ kind: 'Unchanged' });
  if (!author.may('admin', name)) {
    const before = reader.aclLines(name);
    if (!isSameAcl(before, reader.parse(text).acl, aclWordsOf(settings))) return refused({ kind: 'NoAdmin' });
  }
  return { kind: 'go', state };
}

/** Null: nothing to compare with. MoinMoin never checks 0, so that two people can create the same page unaware. */
function baseToCheck(base: number | undefined, state: PageState, settings: PageSettings): number | null {
  if (base === undefined) return null;
  if (base > 0) return base;
  return settings.compatibility !== 'strict' && state.exists && state.layer !== 'system' ? 0 : null;
}

export function immutability(reader: PageReader, state: PageState, isClean: boolean): PageRefusal | null {
  if (!state.exists) return null;
  if (!isClean)
    return { kind: 'Immutable', detail: 'The text on disk is not UTF-8; saving would destroy it.' };
  const folder = reader.folderOf(state);
  if (folder === null || state.layer !== 'data' || state.current === null) return null;
  try {
    accessSync(revisionFile(folder, state.current), constants.W_OK);
    return null;
  } catch (error) {
    const code = systemErrorCode(error);
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw error;
    return { kind: 'Immutable', detail: `${code}: the file of the current revision can't be written.` };
  }
}

function conflict(
  reader: PageReader,
  settings: PageSettings,
  save: {
    readonly state: PageState;
    readonly base: number;
    readonly text: string;
    readonly author: Author;
  },
): CheckAnswer {
  const { state, base, text, author } = save;
  if (!state.exists || state.current === null)
    return refused({
      kind: 'EditConflict',
      reason: 'deleted',
      currentRevision: 0,
      merged: text,
      conflicts: 0,
    });
  const history = reader.history(state.name);
  const next =
    settings.compatibility === 'strict' ? lineAfter(history, base) : firstChangeAfter(history, base);
  const isOwn = next !== null && isBy(next, author);
  if (isOwn && base > 0 && !isAttachmentEntry(next)) {
    const own = reader.read(state.name, revisionNumberOf(next) ?? 0);
    if (own?.text === text) return { kind: 'already-saved', revision: state.current };
  }
  const theirs = reader.read(state.name)?.text ?? '';
  const baseText = base > 0 ? (reader.read(state.name, base)?.text ?? '') : '';
  const merge = mergeTexts(baseText, theirs, text);
  return refused({
    kind: 'EditConflict',
    reason: isOwn ? 'already-edited' : 'changed',
    currentRevision: state.current,
    merged: merge.text,
    conflicts: merge.conflicts,
  });
}

/** MoinMoin takes the line right behind the base's own, be it an attachment's (spec/actions.md §4.2). */
function lineAfter(history: readonly EditLogEntry[], base: number): EditLogEntry | null {
  const at = history.findLastIndex((entry) => !isAttachmentEntry(entry) && revisionNumberOf(entry) === base);
  return at < 0 ? firstChangeAfter(history, base) : (history[at + 1] ?? null);
}

function firstChangeAfter(history: readonly EditLogEntry[], base: number): EditLogEntry | null {
  let first: EditLogEntry | null = null;
  for (const entry of history) {
    const number = isAttachmentEntry(entry) ? null : revisionNumberOf(entry);
    if (number === null || number <= base) continue;
    if (first === null || number < (revisionNumberOf(first) ?? 0)) first = entry;
  }
  return first;
}

const isBy = (entry: EditLogEntry, author: Author): boolean =>
  author.userId === ''
    ? entry.userId === '' && entry.address === author.address
    : entry.userId === author.userId;
