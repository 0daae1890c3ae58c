import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../../config/disk.ts';
import { planEdit } from '../../config/edit.ts';
import { PythonSyntaxError } from '../../config/python/python-error.ts';
import { renameInTexts, replaceWord } from '../../config/rename-in-texts.ts';
import { addWikiEntries } from '../../config/wiki-list-edit.ts';
import type { WikiSettings } from '../../config/wiki-settings.ts';
import { textOf } from '../../../shared/python-value.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import { loadFarmModel, type FarmModel, type WikiModel } from '../farm-model.ts';
import { checkWikiName } from '../farm-plan.ts';

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
    return refuse(`${source.id} has no file of its own in a farm.`);
  const before = await readFile(path.join(configDir, farmFileName));
  const own = await wikiFileOf(source, await readFile(path.join(configDir, wikiFile)), wish, before);
  if (!own.ok) return own;

  let refusal: Result<DuplicatePlan> = refuse(
    `Croft can’t tell from the patterns how a wiki beside ${source.id} is addressed.`,
  );
  for (const { place, pattern } of entryChoices(source, wish.name)) {
    const added = addWikiEntries(before, {
      siteid: source.siteid,
      place,
      name: (literal) => replaceWord(literal, source.siteid, wish.name),
      pattern,
    });
    if (!added.ok) return refuse(`An entry can’t be added to the wikis of ${farmFileName}: ${added.error}.`);
    const farmFile = { file: farmFileName, before, after: added.value };
    const proven = await prove(model, source, wish, { farmFile, wikiFile: own.value });
    if (proven.ok) return proven;
    refusal = proven;
  }
  return refusal;
}

function refuse(message: string) {
  return fail({
    code: 'edit-refused' as const,
    message,
    hint: 'Copy the wiki by hand: its file, its data folder, and its entry in farmconfig.py.',
  });
}

function checkWish(model: FarmModel, source: WikiModel, { name, sitename }: DuplicateWish): Result<null> {
  const usable = checkWikiName(name);
  if (!usable.ok) return usable;
  if (model.wikis.some(({ siteid }) => siteid.toLowerCase() === name.toLowerCase()))
    return fail({
      code: 'already-exists',
      message: `There is a wiki ${name} in this farm already.`,
      hint: 'Choose another name.',
    });
  if (sitename.trim() === '')
    return fail({ code: 'bad-argument', message: 'The new wiki has no title.', hint: 'Give it one.' });
  if (!source.settings.ok)
    return fail({
      code: 'config-invalid',
      message: `The configuration of ${source.id} can’t be used.`,
      hint: 'Mend it first.',
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
      message: `${file} exists already in the config folder.`,
      hint: 'Choose another name; Croft never writes over a file.',
    });
  try {
    const renamed = renameInTexts(bytes, source.siteid, name);
    const titled = await planEdit({
      dir: configDir,
      file,
      className: 'Config',
      option: 'sitename',
      operation: { op: 'set', value: { type: 'unicode', text: sitename.trim() }, replaceComputed: true },
      replace: new Map([
        [file, renamed],
        [farmFileName, farmconfig],
      ]),
    });
    return titled.ok ? ok({ file, bytes: titled.value.after }) : titled;
  } catch (error) {
    if (error instanceof PythonSyntaxError) return refuse(`${source.reading.file ?? ''}: ${error.message}.`);
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
    return refuse(`The configuration of ${name} could not be read after the copy.`);
  const disturbed = model.wikis.find((wiki) => !isSame(wiki, loaded.value.wikis));
  if (disturbed !== undefined) return refuse(`${disturbed.id} would be changed by this entry.`);
  const from = path.resolve(source.settings.value.dataDir);
  const to = path.resolve(configDir, dataDir);
  if (from === to)
    return refuse(`The data folder of ${source.id} does not carry its name, so ${name} would share it.`);
  if (await exists(to))
    return fail({
      code: 'already-exists',
      message: `The data folder of ${name} exists already.`,
      hint: 'Choose another name; Croft never writes into a folder it did not make.',
      detail: to,
    });
  if (copy.address === null)
    return refuse(`No address could be found that the patterns of the farm send to ${name}.`);
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
