import { isFolder } from './disk-reading.ts';
import { checkSave, immutability } from './page-checks.ts';
import { normalisePageName } from './page-name.ts';
import type { PageKinds } from './page-kind.ts';
import type { PageReader } from './page-reader.ts';
import type {
  Author,
  DeleteRequest,
  MoveRequest,
  PageOutcome,
  PageRefusal,
  PageState,
  PageStoreOptions,
  RevertRequest,
  SaveRequest,
  Saved,
} from './page-types.ts';
import { eightDigits } from './page-folder.ts';
import { refuse, type Change, type PageWriter } from './page-writer.ts';
import { replaceVariables, type VariableValues } from './variables.ts';

export interface ChangeTools {
  readonly reader: PageReader;
  readonly writer: PageWriter;
  readonly kinds: PageKinds;
  readonly options: PageStoreOptions;
}

const denied = (author: Author, right: string, page: string): PageRefusal | null =>
  author.may(right, page) ? null : { kind: 'AccessDenied', right, page };

/** Variables are replaced on every save, except on pages that are templates for others. */
function expanded(
  { kinds, options }: ChangeTools,
  name: string,
  text: string,
  variables: VariableValues | null,
): string {
  return variables === null || kinds.isTemplate(name)
    ? text
    : replaceVariables(text, name, variables, options.nowMicroseconds());
}

/** Saves a text with every check of spec/storage.md §7.1 in its order; the page is looked at again inside the lock. */
export function savePage(tools: ChangeTools, request: SaveRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer, options } = tools;
  const { name, author } = request;
  const text = expanded(tools, name, request.text, request.variables);
  const refusal = denied(author, 'write', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name], async () => {
    const first = checkSave(reader, options.settings, request, text);
    if (first.kind === 'refused') return refuse(first.error);
    if (first.kind === 'already-saved')
      return { ok: true, value: { name, revision: first.revision, alreadySaved: true } };
    return writeChange(tools, first.state, {
      recheck: () => {
        const again = checkSave(reader, options.settings, request, text);
        return again.kind === 'refused' ? again.error : null;
      },
      change: (state) => ({
        name,
        author,
        comment: request.comment ?? '',
        text,
        action: state.exists && state.layer !== 'system' ? 'SAVE' : 'SAVENEW',
        overwrites: isDeprecated(reader, state),
      }),
    });
  });
}

/** A new current number without a text; history and attachments stay. */
export function deletePage(tools: ChangeTools, request: DeleteRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '' } = request;
  const refusal = denied(author, 'write', name) ?? denied(author, 'delete', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name], async () => {
    const current = reader.read(name);
    // "deleted" is what deleting passes around inside MoinMoin: a page with just that text can't be deleted.
    if (current?.text === 'deleted\n') return refuse({ kind: 'Unchanged' });
    return writeChange(tools, reader.page(name), {
      recheck: () => null,
      change: (state) => ({
        name,
        author,
        comment,
        text: null,
        action: state.exists ? 'SAVE' : 'SAVENEW',
        overwrites: isDeprecated(reader, state),
      }),
    });
  });
}

/** Stores the text of an older revision again. Needs no admin right, even if it brings back other access lines. */
export function revertPage(tools: ChangeTools, request: RevertRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '', revision } = request;
  const refusal = denied(author, 'revert', name) ?? denied(author, 'write', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name], async () => {
    const old = reader.read(name, revision);
    if (old === null || old.text === '') return refuse({ kind: 'EmptyPage' });
    if (!old.clean) return refuse({ kind: 'Immutable', detail: 'That revision is not UTF-8.' });
    const current = reader.page(name).exists ? reader.read(name) : null;
    const text = expanded(tools, name, old.text, request.variables);
    if (current?.text === text) return refuse({ kind: 'Unchanged' });
    return writeChange(tools, reader.page(name), {
      recheck: () => null,
      change: (state) => ({
        name,
        author,
        comment,
        text,
        action: 'SAVE/REVERT',
        extra: eightDigits(revision),
        overwrites: isDeprecated(reader, state),
      }),
    });
  });
}

async function writeChange(
  { reader, writer }: ChangeTools,
  seen: PageState,
  work: {
    readonly recheck: () => PageRefusal | null;
    readonly change: (state: PageState) => Change;
  },
): Promise<PageOutcome<Saved>> {
  const change = work.change(seen);
  const folder = await writer.localFolder(change.name);
  const lock = await writer.lock(folder);
  if (!lock.ok) return lock;
  if ((lock.value.number ?? 0) === (seen.current ?? 0))
    return { ok: true, value: await writer.commit(folder, lock.value, change) };
  // Another process saved between the checks and the lock.
  const refusal = work.recheck();
  if (refusal !== null) {
    await lock.value.cancel(folder);
    return refuse(refusal);
  }
  return { ok: true, value: await writer.commit(folder, lock.value, work.change(reader.page(change.name))) };
}

/** Saves on a deprecated page replace its current revision (spec/storage.md §7.1). */
const isDeprecated = (reader: PageReader, state: PageState): boolean =>
  state.exists && state.layer !== 'system' && reader.parse(reader.read(state.name)?.text ?? '').deprecated;

/** Moves a page with history, logs and attachments; a page of the underlay is copied, the underlay stays as it is. */
export function renamePage(tools: ChangeTools, request: MoveRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '' } = request;
  const to = targetName(tools, request);
  if (to === '') return Promise.resolve(refuse({ kind: 'EmptyName' }));
  const refusal = denied(author, 'delete', name) ?? denied(author, 'write', to);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name, to], async () => {
    const source = sourceOf(tools, name, to);
    if (!source.ok) return source;
    const target = reader.folderIn('data', to) ?? '';
    const renamed = `## page was renamed from ${name}\n${source.value.text}`;
    const text = expanded(tools, to, renamed, request.variables);
    const change: Change = {
      name: to,
      author,
      comment,
      text,
      action: 'SAVE/RENAME',
      extra: name,
      overwrites: false,
    };
    if (source.value.layer === 'underlay')
      await writer.copyPageFolder(source.value.folder, target, source.value.current);
    const lock = await writer.lock(source.value.layer === 'data' ? source.value.folder : target);
    if (!lock.ok) return lock;
    if (source.value.layer === 'data') {
      try {
        await writer.movePageFolder(source.value.folder, target);
      } catch (error) {
        await lock.value.cancel(source.value.folder);
        throw error;
      }
    }
    const saved = await writer.commit(target, lock.value, change);
    reader.forget([name, to]);
    return { ok: true, value: saved };
  });
}

/** Copies the whole folder, then stores the text with a note where it came from; numbers continue. */
export function copyPage(tools: ChangeTools, request: MoveRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '' } = request;
  const to = targetName(tools, request);
  if (to === '') return Promise.resolve(refuse({ kind: 'EmptyName' }));
  const refusal = denied(author, 'write', to);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name, to], async () => {
    const source = sourceOf(tools, name, to);
    if (!source.ok) return source;
    const target = reader.folderIn('data', to) ?? '';
    await writer.copyPageFolder(source.value.folder, target, source.value.current);
    const lock = await writer.lock(target);
    if (!lock.ok) return lock;
    const copied = `## page was copied from ${name}\n${source.value.text}`;
    const text = expanded(tools, to, copied, request.variables);
    const change: Change = { name: to, author, comment, text, action: 'SAVENEW', overwrites: false };
    return { ok: true, value: await writer.commit(target, lock.value, change) };
  });
}

const targetName = ({ kinds }: ChangeTools, request: MoveRequest): string =>
  normalisePageName(request.to, kinds.isGroup);

interface MoveSource {
  readonly folder: string;
  readonly layer: 'data' | 'underlay';
  readonly current: number | null;
  /** Text that goes on under the new name; empty for a deleted page. */
  readonly text: string;
}

function sourceOf({ reader }: ChangeTools, name: string, to: string): PageOutcome<MoveSource> {
  if (reader.presence('data', to) !== 'none' || reader.presence('underlay', to) !== 'none')
    return refuse({ kind: 'PageExists', name: to });
  const state = reader.page(name);
  const folder = reader.folderOf(state);
  if (folder === null || !isFolder(folder) || (state.layer !== 'data' && state.layer !== 'underlay'))
    return refuse({ kind: 'NoSuchPage', name });
  const text = state.exists ? reader.read(name) : null;
  const immutable = immutability(reader, state, text?.clean ?? true);
  if (immutable !== null) return refuse(immutable);
  return {
    ok: true,
    value: { folder, layer: state.layer, current: state.current, text: text?.text ?? '' },
  };
}
