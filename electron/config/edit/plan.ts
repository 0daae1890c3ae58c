import type { PyValue } from '../../../shared/python-value.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { judge } from './judge.ts';
import { newText } from './new-text.ts';
import type { EditError, EditRequest } from './request.ts';
import { parseTarget, readTarget } from './source.ts';
import { classValues, differences, readClasses, type ClassValues, type EditedOption } from './verify.ts';

/** One edit of several in the same config folder, made on top of those before it. */
export type BatchedEdit = Omit<EditRequest, 'dir' | 'replace'>;

/** Bytes to work on instead of what lies on disk, by file: copies that are not written yet. */
type GivenBytes = ReadonlyMap<string, Uint8Array>;

export interface EditedFile {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

export interface BatchPlan {
  /** By file relative to the config folder; also files that end up as they were. */
  readonly files: ReadonlyMap<string, EditedFile>;
  /** Why an edit was left out, by its place in the list. */
  readonly refused: ReadonlyMap<number, EditError>;
}

/**
 * Plans several edits of one config folder, nothing written.
 *
 * Staged edits are previewed with every key a person presses, and reading a farm of hundreds of wikis takes a while. So
 * all edits are made first and the folder is read once more to see that nothing else changed; only when something did
 * are they tried one by one, to say which.
 */
export async function planEdits(
  dir: string,
  edits: readonly BatchedEdit[],
  given: GivenBytes = new Map(),
): Promise<BatchPlan> {
  const old = await readClasses(dir, given);
  const draft = new Draft(dir, given, old);
  for (const [index, edit] of edits.entries()) await draft.add(index, edit);
  if (draft.isUncertain) return oneByOne(dir, given, edits, old);
  const fresh = await readClasses(dir, draft.bytes());
  const { wrong, others } = differences(old, fresh, draft.edited);
  const isFine = wrong === null && (others.length === 0 || draft.acceptsDependents);
  return isFine ? draft : oneByOne(dir, given, edits, old);
}

async function oneByOne(
  dir: string,
  given: GivenBytes,
  edits: readonly BatchedEdit[],
  first: ReadonlyMap<string, ClassValues>,
): Promise<BatchPlan> {
  const files = new Map<string, EditedFile>();
  const refused = new Map<number, EditError>();
  let old = first;
  for (const [index, edit] of edits.entries()) {
    const replace = bytesOf(given, files);
    const request = { ...edit, dir, replace };
    const text = await textOf(request, classValues(old, edit.file, edit.className));
    if (!text.ok) {
      refused.set(index, text.error);
      continue;
    }
    const { before, after, expected } = text.value;
    const fresh = await readClasses(dir, new Map([...replace, [edit.file, after]]));
    const judged = judge(request, differences(old, fresh, [{ ...edit, expected }]));
    if (!judged.ok) {
      refused.set(index, judged.error);
      continue;
    }
    files.set(edit.file, { before: files.get(edit.file)?.before ?? before, after });
    old = fresh;
  }
  return { files, refused };
}

interface EditText {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly expected: PyValue | undefined;
}

async function textOf(
  request: EditRequest,
  values: ClassValues | null,
): Promise<Result<EditText, EditError>> {
  const before = await readTarget(request);
  if (!before.ok) return before;
  const parsed = parseTarget(before.value, request);
  if (!parsed.ok) return parsed;
  const text = newText(parsed.value, request, values);
  return text.ok
    ? ok({
        before: before.value,
        after: Buffer.from(text.value.text, 'latin1'),
        expected: text.value.expected,
      })
    : fail(text.error);
}

const bytesOf = (given: GivenBytes, files: ReadonlyMap<string, EditedFile>): Map<string, Uint8Array> =>
  new Map([...given, ...[...files].map(([file, { after }]) => [file, after] as const)]);

/** All edits made on the texts, before anybody has looked what else they do. */
class Draft implements BatchPlan {
  readonly files = new Map<string, EditedFile>();
  readonly refused = new Map<number, EditError>();
  readonly edited: EditedOption[] = [];
  acceptsDependents = true;
  /** An edit depends on what an earlier one made of its class, which only reading tells. */
  isUncertain = false;

  constructor(
    private readonly dir: string,
    private readonly given: GivenBytes,
    private readonly old: ReadonlyMap<string, ClassValues>,
  ) {}

  async add(index: number, edit: BatchedEdit): Promise<void> {
    const { file, className, option } = edit;
    const again = this.edited.some(
      (earlier) => earlier.file === file && earlier.className === className && earlier.option === option,
    );
    const values = classValues(this.old, file, className);
    const text = await textOf({ ...edit, dir: this.dir, replace: this.bytes() }, values);
    if (again || (!text.ok && text.error.reason === 'computed' && this.edited.length > 0))
      this.isUncertain = true;
    if (!text.ok) {
      this.refused.set(index, text.error);
      return;
    }
    const { before, after, expected } = text.value;
    this.files.set(file, { before: this.files.get(file)?.before ?? before, after });
    this.edited.push({ file, className, option, expected });
    this.acceptsDependents &&= edit.acceptDependents === true;
  }

  bytes(): Map<string, Uint8Array> {
    return bytesOf(this.given, this.files);
  }
}
