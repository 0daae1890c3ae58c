import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { profileDefaults, readProfile, type UserProfile } from '../../../../electron/user/profile.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import {
  attributeJson,
  comparableProfile,
  defaultClock,
  defaultProfileSettings,
  difference,
  firstDifference,
  openStore,
  textDifference,
  withUserFolder,
} from './support.ts';

const attributes = z.record(z.string(), z.unknown());

const schema = z.looseObject({
  files: z.array(
    z.looseObject({
      name: z.string(),
      file: z.string(),
      id: z.string(),
      load: z.string(),
      usable_account: z.boolean().nullish(),
      disabled: z.boolean().nullish(),
      attributes_from_file: attributes.optional(),
      attributes_by_default: attributes.optional(),
      rewritten_on_load: z.boolean().optional(),
      saved_again_at_clock_1796000000: z.string().optional(),
      ours: z
        .looseObject({
          load: z.string().optional(),
          any_of: z.array(z.looseObject({ load: z.string().optional() })).optional(),
          attributes_from_file: attributes.optional(),
          if_ok_attributes_from_file: attributes.optional(),
          saved_again_lines: z.array(z.string()).optional(),
        })
        .optional(),
      deviation: z.string().optional(),
    }),
  ),
});

type Row = z.infer<typeof schema>['files'][number];

/** What the product makes of one file: loaded through the store, then saved unchanged. */
interface Observed {
  readonly load: 'ok' | 'damaged';
  readonly profile: UserProfile | null;
  readonly fromFile: Record<string, unknown>;
  readonly byDefault: Record<string, unknown>;
  readonly rewritten: boolean;
  readonly savedAgain: string;
  /** Another account in the same folder is still found by name. */
  readonly othersWork: boolean;
}

const otherId = '1600000000.1.1';

async function observe(row: Row, bytes: Uint8Array): Promise<Observed> {
  return withUserFolder({ [row.id]: bytes, [otherId]: 'name=SomebodyElse\n' }, async (folder) => {
    const store = openStore(folder);
    const file = path.join(folder, row.id);
    const othersWork = (await store.findByName('SomebodyElse'))?.id === otherId;
    const loaded = await store.load(row.id);
    const after = await readFile(file);
    const base = { rewritten: !after.equals(bytes), othersWork };
    const reading = readProfile(row.id, after, profileDefaults(defaultProfileSettings), defaultClock);
    if (loaded.kind !== 'found' || !reading.ok)
      return { ...base, load: 'damaged', profile: null, fromFile: {}, byDefault: {}, savedAgain: '' };
    const entries = [...loaded.profile.attributes].map(
      ([key, value]) => [key, attributeJson(value)] as const,
    );
    const { fromFile } = reading.value;
    await store.update(row.id, {});
    return {
      ...base,
      load: 'ok',
      profile: loaded.profile,
      fromFile: Object.fromEntries(entries.filter(([key]) => fromFile.has(key))),
      byDefault: Object.fromEntries(entries.filter(([key]) => !fromFile.has(key))),
      savedAgain: await readFile(file, 'utf8'),
    };
  });
}

function compareReference(row: Row, found: Observed): string | null {
  const expectedLoad = row.load === 'ok' ? 'ok' : 'damaged';
  if (expectedLoad === 'damaged' || found.profile === null)
    return difference('load', expectedLoad, found.load);
  return firstDifference([
    difference('usable_account', row.usable_account, !found.profile.disabled),
    difference('disabled', row.disabled, found.profile.disabled),
    difference('attributes_from_file', row.attributes_from_file ?? {}, found.fromFile),
    difference('attributes_by_default', row.attributes_by_default ?? {}, found.byDefault),
    difference('rewritten_on_load', row.rewritten_on_load ?? false, found.rewritten),
    textDifference(
      'saved again',
      comparableProfile(row.saved_again_at_clock_1796000000 ?? ''),
      comparableProfile(found.savedAgain),
    ),
  ]);
}

function compareOurs(ours: NonNullable<Row['ours']>, found: Observed): string | null {
  const loads = [ours.load, ...(ours.any_of ?? []).map((one) => one.load)].filter(
    (load) => load !== undefined,
  );
  const attributesWanted =
    ours.attributes_from_file ?? (found.load === 'ok' ? ours.if_ok_attributes_from_file : undefined);
  const lines = new Set(found.savedAgain.split('\n'));
  const missing = (ours.saved_again_lines ?? []).find((line) => !lines.has(line));
  return firstDifference([
    loads.length > 0 && !loads.includes(found.load) ? `load: found ${found.load}` : null,
    attributesWanted === undefined ? null : difference('attributes', attributesWanted, found.fromFile),
    missing === undefined ? null : `saved again: no line ${JSON.stringify(missing)}`,
  ]);
}

export const userFiles = tableRunner('user-files.json', schema, function* (content, directory) {
  for (const row of content.files) {
    yield async (): Promise<Verdict> => {
      const found = await observe(row, await readFile(path.join(directory, row.file)));
      const others = found.othersWork ? null : 'another account is not found any more';
      const own =
        row.deviation === undefined ? compareReference(row, found) : compareOurs(row.ours ?? {}, found);
      return { name: row.name, difference: firstDifference([others, own]) };
    };
  }
});
