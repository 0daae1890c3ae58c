import { existsSync } from 'node:fs';
import { copyFile, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeConfigFiles } from '../../../../electron/config/edit/apply.ts';
import { planEdits } from '../../../../electron/config/edit/plan.ts';
import type { EditOperation } from '../../../../electron/config/edit/request.ts';
import { readClasses, type ClassValues } from '../../../../electron/config/edit/verify.ts';
import { optionInfo } from '../../../../shared/config/option-catalogue.ts';
import type { CaseResult } from '../../kind.ts';
import { english } from '../../../../shared/texts/english.ts';
import { caseNames, withFarmCopy } from './farm-copy.ts';
import { canonical, toPy, typed } from './typed-value.ts';

const editCase = z.object({
  file: z.string(),
  class: z.string(),
  option: z.string(),
  op: z.enum(['set', 'remove']),
  value: typed.optional(),
  replaceComputed: z.boolean().optional(),
  refuse: z.string().optional(),
  resolved: typed.optional(),
  mayChangeLines: z.tuple([z.number(), z.number()]).optional(),
  insertAfterLine: z.number().optional(),
});
type EditCase = z.infer<typeof editCase>;

/** One case per folder: the operation on the file, then the bytes, the reading, the mode and the time. */
export async function* editCases(folder: string): AsyncIterable<CaseResult> {
  for (const name of await caseNames(folder)) {
    const caseFile = path.join(folder, name, 'case.json');
    if (!existsSync(caseFile)) continue;
    const wanted = editCase.parse(JSON.parse(await readFile(caseFile, 'utf8')));
    const difference = await withFarmCopy(null, (dir) => runCase(folder, name, wanted, dir));
    yield {
      name,
      tags: ['edits'],
      passed: difference === null,
      ...(difference === null ? {} : { difference }),
    };
  }
}

async function runCase(folder: string, name: string, wanted: EditCase, dir: string): Promise<string | null> {
  const target = path.join(dir, wanted.file);
  const before = await readFile(path.join(folder, name, 'before.py'));
  const context = path.join(folder, 'context-farmconfig.py');
  if (wanted.file !== 'farmconfig.py' && wanted.file !== 'wikiconfig.py' && existsSync(context))
    await copyFile(context, path.join(dir, 'farmconfig.py'));
  await writeFile(target, before, { mode: 0o640 });
  await utimes(target, 1_700_000_000.5, 1_700_000_000.5);
  const operation = operationOf(wanted, dir);
  if (operation === null) return 'the value can not be given';
  const classesBefore = await readClasses(dir);
  const { mode, mtimeMs } = await stat(target);
  const edit = { file: wanted.file, className: wanted.class, option: wanted.option, operation };
  const plan = await planEdits(dir, [edit]);
  const [refused] = plan.refused.values();
  const files = Array.from(plan.files, ([file, bytes]) => ({
    file: path.join(dir, file),
    shown: file,
    ...bytes,
  }));
  const done = await writeConfigFiles(refused ? [] : files, {
    backupDirectory: path.join(dir, 'backups'),
    nowMs: () => 1_700_000_000_600,
  });
  const after = await readFile(target);
  if (wanted.refuse !== undefined) {
    if (!refused) return `expected refusal ${wanted.refuse}, was done`;
    if (refused.reason !== wanted.refuse)
      return `expected refusal ${wanted.refuse}, found ${refused.reason}: ${english(refused.message)}`;
    return Buffer.compare(before, after) === 0 ? null : 'refused, but the file has changed';
  }
  if (refused) return `refused: ${refused.reason ?? refused.code} ${english(refused.message)}`;
  if (!done.ok) return `not written: ${english(done.error.message)}`;
  const facts = await stat(target);
  if (facts.mode !== mode) return 'the mode has changed';
  if (Math.abs(facts.mtimeMs - mtimeMs) < 1000) return 'the modification time is too close to the old one';
  const bytes = await bytesDifference(path.join(folder, name, 'after.py'), before, after, wanted);
  return bytes ?? readingDifference(wanted, classesBefore, await readClasses(dir), dir);
}

function operationOf(wanted: EditCase, dir: string): EditOperation | null {
  const replaceComputed = wanted.replaceComputed ?? false;
  if (wanted.op === 'remove') return { op: 'remove', replaceComputed };
  const value = wanted.value === undefined ? null : toPy(wanted.value, dir);
  return value === null ? null : { op: 'set', value, replaceComputed };
}

async function bytesDifference(
  afterFile: string,
  before: Buffer,
  after: Buffer,
  wanted: EditCase,
): Promise<string | null> {
  if (existsSync(afterFile) && Buffer.compare(await readFile(afterFile), after) === 0) return null;
  const [old, fresh] = [lines(before), lines(after)];
  const [first, last] = wanted.mayChangeLines ?? [
    (wanted.insertAfterLine ?? 0) + 1,
    wanted.insertAfterLine ?? 0,
  ];
  const headKept = old.slice(0, first - 1).every((line, index) => fresh[index] === line);
  const tail = old.slice(last);
  const tailKept = tail.every((line, index) => fresh[fresh.length - tail.length + index] === line);
  return headKept && tailKept ? null : 'bytes outside the allowed lines have changed';
}

function lines(bytes: Buffer): string[] {
  return bytes.toString('latin1').split(/(?<=\n|\r(?!\n))/);
}

function readingDifference(
  wanted: EditCase,
  before: ReadonlyMap<string, ClassValues>,
  after: ReadonlyMap<string, ClassValues>,
  dir: string,
): string | null {
  const edited = `${wanted.file}:${wanted.class}`;
  const found = lookUp(after, wanted, edited);
  const resolved = wanted.resolved === undefined ? null : toPy(wanted.resolved, dir);
  if (resolved !== null && canonical(found) !== canonical(resolved))
    return `reads as ${canonical(found)}, expected ${canonical(resolved)}`;
  for (const [key, values] of before) {
    for (const [name, { value }] of values) {
      if (key === edited && name === wanted.option) continue;
      if (canonical(after.get(key)?.get(name)?.value) !== canonical(value))
        return `${key}.${name} has changed`;
    }
  }
  return null;
}

/** The option in its class, else in the farm's class, else MoinMoin's default. */
function lookUp(classes: ReadonlyMap<string, ClassValues>, wanted: EditCase, edited: string) {
  const own = classes.get(edited)?.get(wanted.option);
  if (own !== undefined) return own.value;
  const farm = classes.get('farmconfig.py:FarmConfig')?.get(wanted.option);
  return farm === undefined ? (optionInfo(wanted.option)?.default ?? null) : farm.value;
}
