import { readFile } from '../base/file-system.ts';
import path from 'node:path';
import english from 'zod/v4/locales/en.js';
import { $ZodError } from 'zod/v4/core';
import * as z from 'zod/mini';
import { fail, ok, type Result } from '../../shared/result.ts';
import { writeFileAtomic } from '../base/atomic-write.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const wikiSettings = z.strictObject({
  /** Mount prefix as a web server would give it: `` or `/x`, no slash at its end. */
  mount: z.optional(z.string().check(z.regex(/^(\/[^/]+)*$/))),
  /** The address this wiki is reached at, when the patterns don't tell. */
  url: z.optional(z.url()),
  /** Values supplied for computed options, as Python literals (DECISIONS 5). */
  supplied: z.optional(z.record(z.string(), z.string())),
});

/**
 * Croft's own settings of a farm: `croft.json` beside the configuration (DECISIONS 3).
 *
 * Written only when a person sets something, so that it travels with the farm.
 */
export const croftSettings = z.strictObject({
  version: z._default(z.literal(1), 1),
  compatibility: z.optional(z.enum(['default', 'strict'])),
  /** Config folders of a collection, relative to this file. */
  members: z.optional(z.array(z.strictObject({ directory: z.string() }))),
  /** By wiki id. */
  wikis: z.optional(z.record(z.string(), wikiSettings)),
  sessionStore: z.optional(
    z.union([
      z.strictObject({ kind: z.enum(['file', 'memory']) }),
      z.strictObject({ kind: z.literal('redis'), url: z.string() }),
    ]),
  ),
  /** Configuration files whose code changes no option, as a person said of these bytes: SHA-256 → file (DECISIONS 5). */
  harmless: z.optional(z.record(z.string(), z.string())),
  allowHosts: z.optional(z.array(z.string())),
  /** Python modules of the farm's own that are installed for MoinMoin; other unknown imports count as missing. */
  installedModules: z.optional(z.array(z.string())),
});

/** `zod/mini` says no more than “invalid” by itself; a person who wrote the file needs to know what was expected. */
const inWords = { error: english().localeError };

export type CroftSettings = z.infer<typeof croftSettings>;

export const croftSettingsFile = (directory: string): string => path.join(directory, 'croft.json');

/** A missing file means defaults; a file that can't be understood is an error, never replaced. */
export async function readCroftSettings(directory: string): Promise<Result<CroftSettings>> {
  const file = croftSettingsFile(directory);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ok({ version: 1 });
    return fail({
      code: 'unreadable',
      message: sentence('farm.settingsUnreadable', { file }),
      hint: sentence('config.permission.hint'),
      detail: String(error),
      file,
    });
  }
  try {
    return ok(croftSettings.parse(JSON.parse(text), inWords));
  } catch (error) {
    const detail = error instanceof $ZodError ? z.prettifyError(error) : String(error);
    return fail({
      code: 'config-invalid',
      message: sentence('farm.settingsStrange', { file }),
      hint: sentence('farm.settingsStrange.hint'),
      detail,
      file,
    });
  }
}

/** What a person set for single wikis; where both have something, the second counts. */
function withOwn(settings: CroftSettings, own: CroftSettings): CroftSettings {
  const wikis = { ...settings.wikis };
  for (const [id, wiki] of Object.entries(own.wikis ?? {})) {
    const farms = wikis[id];
    wikis[id] = { ...farms, ...wiki, supplied: { ...farms?.supplied, ...wiki.supplied } };
  }
  return { ...settings, wikis, harmless: { ...settings.harmless, ...own.harmless } };
}

/**
 * The farm's settings as they are in force: `croft.json`, and over it what the person set for a farm that is open
 * read-only and so keeps that in `ownDirectory` (DECISIONS 3).
 */
export async function readSettingsInForce(
  directory: string,
  ownDirectory: string | null,
): Promise<Result<CroftSettings>> {
  const settings = await readCroftSettings(directory);
  if (!settings.ok || ownDirectory === null) return settings;
  const own = await readCroftSettings(ownDirectory);
  return own.ok ? ok(withOwn(settings.value, own.value)) : own;
}

/** Reads, changes and writes `croft.json`; made when a person sets something for the first time. */
export async function changeCroftSettings(
  directory: string,
  change: (settings: CroftSettings) => CroftSettings,
): Promise<Result<null>> {
  const before = await readCroftSettings(directory);
  if (!before.ok) return before;
  const file = croftSettingsFile(directory);
  try {
    const after = croftSettings.parse(change(before.value), inWords);
    await writeFileAtomic(file, `${JSON.stringify(after, null, 2)}\n`);
    return ok(null);
  } catch (error) {
    if (error instanceof $ZodError)
      return fail({
        code: 'bad-argument',
        message: sentence('farm.settingRefused'),
        detail: z.prettifyError(error),
      });
    return fail({
      code: 'read-only',
      message: sentence('farm.settingsReadOnly', { file }),
      hint: sentence('farm.settingsReadOnly.hint'),
      detail: String(error),
    });
  }
}

export type WikiCroftSettings = NonNullable<CroftSettings['wikis']>[string];

/** Changes what Croft keeps of one wiki; the folder must be there. */
export function changeWikiSettings(
  directory: string,
  wikiId: string,
  change: (wiki: WikiCroftSettings) => WikiCroftSettings,
): Promise<Result<null>> {
  return changeCroftSettings(directory, (settings) => ({
    ...settings,
    wikis: { ...settings.wikis, [wikiId]: change(settings.wikis?.[wikiId] ?? {}) },
  }));
}
