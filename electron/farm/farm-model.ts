import path from 'node:path';
import type { ConfigProblem, FarmReading, OptionReading, WikiReading } from '../config/reading.ts';
import { readFarm } from '../config/farm-reading.ts';
import { whyNotKnown, wikiSettings, type SettingsContext } from '../config/settings.ts';
import { addressText, compileEntries, findWiki, type CompiledEntry } from '../config/url-pattern.ts';
import type { WikiSettings } from '../config/wiki-settings.ts';
import { textOf } from '../../shared/python-value.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import { proposeAddress, type AddressQuestion, type WikiAddress } from './address.ts';
import { readSettingsInForce, type CroftSettings } from './croft-settings.ts';
import { findOpenTarget, type OpenTarget, type TargetMember } from './open-target.ts';

/** A farm as its files describe it: nothing runs, nothing is listened on. */
export interface FarmModel {
  readonly target: OpenTarget;
  readonly settings: CroftSettings;
  /** Where settings of Croft's own are kept: the farm's folder, or the person's when the farm is open read-only. */
  readonly settingsDirectory: string;
  readonly members: readonly MemberModel[];
  /** All wikis of all members, in the order of the configuration. */
  readonly wikis: readonly WikiModel[];
  /** The loopback port that stands in proposed addresses. */
  readonly mainPort: number;
}

/** One config folder: one MoinMoin process. A collection has several (DECISIONS 1). */
export interface MemberModel {
  readonly member: TargetMember;
  readonly reading: FarmReading;
  readonly patterns: readonly CompiledEntry[];
}

export interface WikiModel {
  /** Unique in what is open (DECISIONS 2). */
  readonly id: string;
  readonly siteid: string;
  readonly member: MemberModel;
  readonly reading: WikiReading;
  /** Null when no address could be inferred from the patterns. */
  readonly address: WikiAddress | null;
  /** What a running wiki obeys, or what keeps it from running. */
  readonly settings: Result<WikiSettings, readonly ConfigProblem[]>;
  /** What a person said where the files do not tell. */
  readonly said: SettingsContext;
}

/** Files as edits would make them: by config folder, then by file name. */
export type Replacements = ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;

export interface FarmModelOptions {
  readonly replacements?: Replacements;
  /** Left out: the farm's folder. */
  readonly settingsDirectory?: string;
  readonly warn?: (text: string) => void;
}

/** Reads everything about a farm; fails only when there is nothing to show at all. */
export async function loadFarmModel(
  directory: string,
  mainPort: number,
  { replacements = new Map(), settingsDirectory = directory, warn = () => undefined }: FarmModelOptions = {},
): Promise<Result<FarmModel>> {
  const target = await findOpenTarget(directory);
  if (!target.ok) return target;
  const ownDirectory = settingsDirectory === directory ? null : settingsDirectory;
  const settings = await readSettingsInForce(directory, ownDirectory);
  if (!settings.ok) return settings;

  const members: MemberModel[] = [];
  for (const member of target.value.members) {
    const replace = replacements.get(member.configDir);
    const reading = await readFarm(member.configDir, {
      installedModules: settings.value.installedModules ?? [],
      ...(replace ? { replace } : {}),
    });
    const { compiled } = compileEntries(reading.entries, (wiki) =>
      warn(
        `The pattern of the wiki ${wiki} takes too long for an address; it counts as one that does not match.`,
      ),
    );
    members.push({ member, reading, patterns: compiled });
  }
  const [only] = members;
  if (members.length === 1 && only?.reading.error) return fail(farmError(only.reading, only.reading.error));

  const wikis = members.flatMap((member) =>
    member.reading.wikis.map((reading) => wikiModel(target.value, settings.value, member, reading, mainPort)),
  );
  return ok({ target: target.value, settings: settings.value, settingsDirectory, members, wikis, mainPort });
}

function farmError(reading: FarmReading, problem: ConfigProblem): AppError {
  return problemAsError(problem, reading.dir);
}

/** A configuration problem in the form that crosses to the window and the command line. */
export function problemAsError(problem: ConfigProblem, configDir: string): AppError {
  return {
    code: 'config-invalid',
    message: problem.message,
    ...(problem.hint === undefined ? {} : { hint: problem.hint }),
    ...(problem.detail === undefined ? {} : { detail: problem.detail }),
    ...(problem.file === null ? {} : { file: path.join(configDir, problem.file) }),
    ...(problem.line === null ? {} : { line: problem.line }),
  };
}

function wikiModel(
  target: OpenTarget,
  croft: CroftSettings,
  member: MemberModel,
  reading: WikiReading,
  mainPort: number,
): WikiModel {
  const id = wikiId(target, member, reading);
  const own = croft.wikis?.[id];
  const said = saidOf(croft, id);
  const address = proposeAddress(addressQuestion({ target, mainPort }, { id, member, reading }, own ?? {}));
  const settings = wikiSettings(reading, said);
  return { id, siteid: reading.siteid, member, reading, address, settings, said };
}

/** What a person said about a wiki where its files do not tell. */
const saidOf = (croft: CroftSettings, id: string): SettingsContext => ({
  compatibility: croft.compatibility ?? 'default',
  supplied: croft.wikis?.[id]?.supplied ?? {},
  harmless: croft.harmless ?? {},
});

/** The value that a person supplied for an option, as Python text, where it is in force. */
export function suppliedFor({ said }: Pick<WikiModel, 'said'>, option: OptionReading): string | null {
  const given = said.supplied[option.name];
  return given === undefined || whyNotKnown(option) === null ? null : given;
}

/** What is asked to find a wiki's address, with the mount and url that a person set or tries. */
export function addressQuestion(
  { target, mainPort }: Pick<FarmModel, 'target' | 'mainPort'>,
  { id, member, reading }: Pick<WikiModel, 'id' | 'member' | 'reading'>,
  { mount, url }: { readonly mount?: string | undefined; readonly url?: string | undefined },
): AddressQuestion {
  return {
    siteid: reading.siteid,
    patterns: member.reading.hasFarmconfig ? patternsOf(member, reading) : [],
    findWiki: (question) =>
      member.patterns.length === 0 ? reading.siteid : findWiki(member.patterns, addressText(question)),
    mainPort,
    mount: mount ?? (target.kind === 'collection' ? `/${id}` : undefined),
    url,
    urlPrefixStatic: textOf(reading.options.get('url_prefix_static')?.effective ?? undefined) ?? '',
  };
}

/** Each wiki asks for its own among those of all. */
const patternsByWiki = new WeakMap<FarmReading, ReadonlyMap<string, readonly string[]>>();

/** The patterns of one wiki, in their order. */
function patternsOf({ reading: farm }: MemberModel, { siteid }: WikiReading): readonly string[] {
  let known = patternsByWiki.get(farm);
  if (known === undefined) {
    const patterns = new Map<string, string[]>();
    for (const { name, pattern } of farm.entries) {
      const those = patterns.get(name) ?? [];
      patterns.set(name, those);
      if (pattern !== null) those.push(pattern.text);
    }
    known = patterns;
    patternsByWiki.set(farm, known);
  }
  return known.get(siteid) ?? [];
}

/** In a collection the folder names the wiki; a farm inside a collection adds its siteid. */
function wikiId(target: OpenTarget, member: MemberModel, reading: WikiReading): string {
  if (target.kind !== 'collection') return reading.siteid;
  return member.reading.wikis.length === 1 ? member.member.id : `${member.member.id}.${reading.siteid}`;
}

/** The configuration files of a farm, absolute, for watching and for showing. */
export function configFiles(model: FarmModel): string[] {
  return model.members.flatMap((member) =>
    member.reading.files.map((file) => path.join(member.reading.dir, file.file)),
  );
}
