import { readFile, stat } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import { planEdits, type BatchedEdit } from '../../config/edit/plan.ts';
import { PythonSyntaxError } from '../../config/python/python-error.ts';
import { renameInTexts, replaceWord } from '../../config/edit/rename-in-texts.ts';
import { addWikiEntries } from '../../config/edit/wiki-list.ts';
import type { WikiSettings } from '../../config/wiki-settings.ts';
import { textOf } from '../../../shared/python-value.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { loadFarmModel, type FarmModel, type WikiModel } from '../farm-model.ts';
import { checkWikiName } from '../farm-plan.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';

/** What a second wiki like one that is there would be; nothing written. */
export interface DuplicatePlan {
  readonly configDir: string;
  /** `NAME.py`, new. */
  readonly wikiFile: { readonly file: string; readonly bytes: Uint8Array };
  readonly farmFile: { readonly file: string; readonly before: Uint8Array; readonly after: Uint8Array };
  /** Absolute; `to` does not exist. */
  readonly data: { readonly from: string; readonly to: string };
  /** Absolute folders below `data.from` that stay out: sessions are logins, caches come back by themselves. */
  readonly leftOut: readonly string[];
  readonly url: string;
}

export interface DuplicateWish {
  readonly name: string;
  readonly sitename: string;
}

const farmFileName = 'farmconfig.py';

/**
 * Works out the copy and proves it by reading: the farm as it would be must have one wiki more with an address and a data
 * folder of its own, and every other wiki as before.
 */
export async function planDuplicate(
  model: FarmModel,
  source: WikiModel,
  wish: DuplicateWish,
): Promise<Result<DuplicatePlan>> {
  const usable = checkWish(model, source, wish);
  if (!usable.ok) return usable;
  const { configDir } = source.reading;
  const wikiFile = source.reading.file;
  if (wikiFile === null || !source.member.reading.hasFarmconfig)
    return refuse(sentence('duplicate.noFile', { wiki: source.id }));
  const before = await readFile(path.join(configDir, farmFileName));
  const own = await wikiFileOf(source, await readFile(path.join(configDir, wikiFile)), wish, before);
  if (!own.ok) return own;

  let refusal: Result<DuplicatePlan> = refuse(sentence('duplicate.noPattern', { wiki: source.id }));
  for (const { place, pattern } of entryChoices(source, wish.name)) {
    const added = addWikiEntries(before, {
      siteid: source.siteid,
      place,
      name: (literal) => replaceWord(literal, source.siteid, wish.name),
      pattern,
    });
    if (!added.ok) return refuse(sentence('duplicate.noEntry', { file: farmFileName, reason: added.error }));
    const farmFile = { file: farmFileName, before, after: added.value };
    const proven = await prove(model, source, wish, { farmFile, wikiFile: own.value });
    if (proven.ok) return proven;
    refusal = proven;
  }
  return refusal;
}

function refuse(message: Sentence) {
  return fail({
    code: 'edit-refused' as const,
    message,
    hint: sentence('duplicate.hint'),
  });
}

function checkWish(model: FarmModel, source: WikiModel, { name, sitename }: DuplicateWish): Result<null> {
  const usable = checkWikiName(name);
  if (!usable.ok) return usable;
  if (model.wikis.some(({ siteid }) => siteid.toLowerCase() === name.toLowerCase()))
    return fail({
      code: 'already-exists',
      message: sentence('duplicate.nameTaken', { wiki: name }),
      hint: sentence('duplicate.nameTaken.hint'),
    });
  if (sitename.trim() === '')
    return fail({
      code: 'bad-argument',
      message: sentence('duplicate.noTitle'),
      hint: sentence('duplicate.noTitle.hint'),
    });
  if (!source.settings.ok)
    return fail({
      code: 'config-invalid',
      message: sentence('config.cantUse', { wiki: source.id }),
      hint: sentence('duplicate.mend.hint'),
    });
  return ok(null);
}

/** The wiki's file under its new name, with the title that the person wants. */
async function wikiFileOf(
  source: WikiModel,
  bytes: Uint8Array,
  { name, sitename }: DuplicateWish,
  farmconfig: Uint8Array,
): Promise<Result<DuplicatePlan['wikiFile']>> {
  const file = `${name}.py`;
  const { configDir } = source.reading;
  if (await exists(path.join(configDir, file)))
    return fail({
      code: 'already-exists',
      message: sentence('duplicate.fileExists', { file }),
      hint: sentence('duplicate.fileExists.hint'),
    });
  try {
    const renamed = renameInTexts(bytes, source.siteid, name);
    const title = { type: 'unicode', text: sitename.trim() } as const;
    const edit: BatchedEdit = {
      file,
      className: 'Config',
      option: 'sitename',
      operation: { op: 'set', value: title, replaceComputed: true },
    };
    const replaced = new Map([
      [file, renamed],
      [farmFileName, farmconfig],
    ]);
    const titled = await planEdits(configDir, [edit], replaced);
    const [refused] = titled.refused.values();
    return refused ? fail(refused) : ok({ file, bytes: titled.files.get(file)?.after ?? renamed });
  } catch (error) {
    if (error instanceof PythonSyntaxError)
      return refuse(sentence('duplicate.python', { file: source.reading.file ?? '', reason: error.message }));
    throw error;
  }
}

interface EntryChoice {
  readonly place: 'before' | 'after';
  readonly pattern: (literal: string) => string;
}

/** By name where the pattern holds it, else by the next free port. Order counts: `/garden` also matches `/garden2`. */
function entryChoices(source: WikiModel, name: string): readonly EntryChoice[] {
  const { entries } = source.member.reading;
  const own = entries.filter((entry) => entry.name === source.siteid);
  const byName = own.some(
    ({ pattern }) => pattern !== null && replaceWord(pattern.text, source.siteid, name) !== pattern.text,
  );
  const ports = entries.flatMap(({ pattern }) =>
    [...(pattern?.text ?? '').matchAll(/:(\d{4,5})(?!\d)/g)].map((match) => Number(match[1])),
  );
  const nextPort = Math.max(0, ...ports) + 1;
  if (!byName && (ports.length === 0 || nextPort > 65535)) return [];
  const pattern = (literal: string): string =>
    byName
      ? replaceWord(literal, source.siteid, name)
      : literal.replaceAll(/:\d{4,5}(?!\d)/g, `:${nextPort}`);
  return [
    { place: 'after', pattern },
    { place: 'before', pattern },
  ];
}

/** Reads the farm as it would be and compares. */
async function prove(
  model: FarmModel,
  source: WikiModel,
  { name }: DuplicateWish,
  files: Pick<DuplicatePlan, 'farmFile' | 'wikiFile'>,
): Promise<Result<DuplicatePlan>> {
  const { configDir } = source.reading;
  const replacements = new Map([
    [files.farmFile.file, files.farmFile.after],
    [files.wikiFile.file, files.wikiFile.bytes],
  ]);
  const loaded = await loadFarmModel(model.target.directory, model.mainPort, {
    replacements: new Map([[configDir, replacements]]),
  });
  if (!loaded.ok) return loaded;
  const copy = loaded.value.wikis.find(
    (wiki) => wiki.member.member.configDir === configDir && wiki.siteid === name,
  );
  const dataDir = textOf(copy?.reading.options.get('data_dir')?.effective ?? undefined);
  if (!copy || dataDir === null || !source.settings.ok || !isReadable(copy))
    return refuse(sentence('duplicate.unread', { wiki: name }));
  const disturbed = model.wikis.find((wiki) => !isSame(wiki, loaded.value.wikis));
  if (disturbed !== undefined) return refuse(sentence('duplicate.disturbs', { wiki: disturbed.id }));
  const from = path.resolve(source.settings.value.dataDir);
  const to = path.resolve(configDir, dataDir);
  if (from === to) return refuse(sentence('duplicate.sharedData', { wiki: source.id, copy: name }));
  if (await exists(to))
    return fail({
      code: 'already-exists',
      message: sentence('duplicate.dataExists', { wiki: name }),
      hint: sentence('create.exists.hint'),
      detail: to,
    });
  if (copy.address === null) return refuse(sentence('duplicate.noAddress', { wiki: name }));
  return ok({
    ...files,
    configDir,
    data: { from, to },
    leftOut: leftOut(source.settings.value),
    url: copy.address.url,
  });
}

/** Its folder is not there yet; nothing else may stand in the way. */
const isReadable = ({ settings }: WikiModel): boolean =>
  settings.ok ||
  settings.error.every(({ severity, code }) => severity !== 'error' || code === 'directory-unusable');

const leftOut = ({ sessionDir, cacheDir }: WikiSettings): readonly string[] =>
  [sessionDir, cacheDir].map((directory) => path.resolve(directory));

function isSame(wiki: WikiModel, others: readonly WikiModel[]): boolean {
  const then = others.find(({ id }) => id === wiki.id);
  return (
    then !== undefined && then.address?.url === wiki.address?.url && then.settings.ok === wiki.settings.ok
  );
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    throw error;
  }
}
