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
import { eightDigits, isFolder } from './page-folder.ts';
import { commitChange, type Change, type Place } from './page-save.ts';
import { refuse, type PageWriter } from './page-writer.ts';
import type { JudgedChange } from './save-policy.ts';
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
  return writer.change([name], () =>
    untilUnchanged(tools, name, async () => {
      const checked = checkSave(reader, options.settings, request, text);
      if (checked.kind === 'refused') return refuse(checked.error);
      if (checked.kind === 'already-saved')
        return { ok: true, value: { name, revision: checked.revision, alreadySaved: true } };
      const { state } = checked;
      const comment = request.comment ?? '';
      const vetoed = await judge(tools, { name, author, comment, text });
      if (vetoed !== null) return vetoed;
      return {
        name,
        author,
        comment,
        text,
        action: state.exists && state.layer !== 'system' ? 'SAVE' : 'SAVENEW',
        overwrites: isDeprecated(reader, state),
      };
    }),
  );
}

/** A new current number without a text; history and attachments stay. */
export function deletePage(tools: ChangeTools, request: DeleteRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '' } = request;
  const refusal = denied(author, 'write', name) ?? denied(author, 'delete', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name], () =>
    untilUnchanged(tools, name, async () => {
      const state = reader.page(name);
      // "deleted" is what deleting passes around inside MoinMoin: a page with just that text can't be deleted.
      if (reader.read(name)?.text === 'deleted\n') return refuse({ kind: 'Unchanged' });
      const vetoed = await judge(tools, { name, author, comment, text: '' });
      if (vetoed !== null) return vetoed;
      return {
        name,
        author,
        comment,
        text: null,
        action: state.exists ? 'SAVE' : 'SAVENEW',
        overwrites: isDeprecated(reader, state),
      };
    }),
  );
}

/** Stores the text of an older revision again. Needs no admin right, even if it brings back other access lines. */
export function revertPage(tools: ChangeTools, request: RevertRequest): Promise<PageOutcome<Saved>> {
  const { reader, writer } = tools;
  const { name, author, comment = '', revision } = request;
  const refusal = denied(author, 'revert', name) ?? denied(author, 'write', name);
  if (refusal !== null) return Promise.resolve(refuse(refusal));
  return writer.change([name], () =>
    untilUnchanged(tools, name, async () => {
      const old = reader.read(name, revision);
      if (old === null || old.text === '') return refuse({ kind: 'EmptyPage' });
      if (!old.clean) return refuse({ kind: 'Immutable', detail: 'That revision is not UTF-8.' });
      const state = reader.page(name);
      const current = state.exists ? reader.read(name) : null;
      const text = expanded(tools, name, old.text, request.variables);
      if (current?.text === text) return refuse({ kind: 'Unchanged' });
      const vetoed = await judge(tools, { name, author, comment, text });
      if (vetoed !== null) return vetoed;
      return {
        name,
        author,
        comment,
        text,
        action: 'SAVE/REVERT',
        extra: eightDigits(revision),
        overwrites: isDeprecated(reader, state),
      };
    }),
  );
}

/** Asks the wiki's policy about a text that stands in for the current one; null: it may be stored. */
async function judge(
  { reader, options }: ChangeTools,
  change: Omit<JudgedChange, 'before'>,
): Promise<PageOutcome<Saved> | null> {
  if (options.policy === undefined) return null;
  const before = reader.page(change.name).exists ? (reader.read(change.name)?.text ?? '') : '';
  const veto = await options.policy({ ...change, before }, reader);
  return veto === null ? null : refuse({ kind: 'Vetoed', veto });
}

/** So often a page may change between the checks and the lock; more is no coincidence. */
const mostTries = 10;

/** Looks at the page and writes what comes of it; looks anew when another program saved in between. */
async function untilUnchanged(
  { reader, writer }: ChangeTools,
  name: string,
  propose: () => Promise<Change | PageOutcome<Saved>>,
): Promise<PageOutcome<Saved>> {
  for (let tries = 0; tries < mostTries; tries++) {
    const expected = writer.localNumber(name);
    const proposed = await propose();
    if ('ok' in proposed) return proposed;
    const folder = await writer.localFolder(name);
    const done = await commitChange(reader, writer, { folder, expected }, proposed);
    if (done !== 'changed') return done;
  }
  return refuse({ kind: 'CouldNotLock', heldSeconds: 0 });
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
    // The text moves as it is; only the comment is new. (The note with the old name is no text of the author's.)
    const vetoed = await judge(tools, { name: to, author, comment, text: '' });
    if (vetoed !== null) return vetoed;
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
    const place: Place =
      source.value.layer === 'data'
        ? { folder: source.value.folder, moveTo: target, expected: source.value.current ?? 0 }
        : { folder: target, expected: source.value.current ?? 0 };
    return ifUnchanged(await commitChange(reader, writer, place, change));
  });
}

/** A page that another program saves while it gets another name: that save would be lost in the old text. */
const ifUnchanged = (done: PageOutcome<Saved> | 'changed'): PageOutcome<Saved> =>
  done === 'changed' ? refuse({ kind: 'CouldNotLock', heldSeconds: 0 }) : done;

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
    const copied = `## page was copied from ${name}\n${source.value.text}`;
    const text = expanded(tools, to, copied, request.variables);
    const change: Change = { name: to, author, comment, text, action: 'SAVENEW', overwrites: false };
    const place: Place = { folder: target, expected: source.value.current ?? 0 };
    return ifUnchanged(await commitChange(reader, writer, place, change));
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
