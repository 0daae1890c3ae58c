import type { OptionEdit } from '../../../shared/contract/option.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { ClassReading, OptionReading, WikiReading } from '../../config/reading.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { sentence } from '../../../shared/texts/sentence.ts';

/** The class that an edit changes. */
export interface EditPlace {
  readonly configDir: string;
  /** Relative to the config folder. */
  readonly file: string;
  readonly className: string;
}

/** The class an edit belongs to: the one that all wikis of the farm share, or the wiki's own. */
export function placeOfEdit(
  model: FarmModel,
  { scope, option }: Pick<OptionEdit, 'scope' | 'option'>,
): Result<EditPlace> {
  if (scope.kind === 'wiki') {
    const reading = model.wikis.find((candidate) => candidate.id === scope.wikiId)?.reading;
    const own = reading && ownClass(reading);
    return reading && own
      ? ok(placeOfClass(reading, own))
      : fail({
          code: 'not-found',
          message: sentence('options.noClass', { wiki: scope.wikiId }),
          hint: sentence('options.noClass.hint'),
        });
  }
  const shared = sharedClass(model, option);
  const [reader] = readWikis(model);
  return shared && reader
    ? ok(placeOfClass(reader, shared))
    : fail({
        code: 'edit-refused',
        message: sentence('options.noSharedClass'),
        hint: sentence('options.noSharedClass.hint'),
      });
}

/** The class of a wiki's own that its file defines; a single wiki may be made of one that its file imports. */
export const ownClass = (reading: WikiReading): ClassReading | undefined =>
  reading.classes.find((cls) => cls.level === 'wiki') ?? reading.classes[0];

export const placeOfClass = (reading: WikiReading, cls: ClassReading): EditPlace => ({
  configDir: reading.configDir,
  file: cls.file,
  className: cls.name.split('.').at(-1) ?? cls.name,
});

/** Wikis whose class could be read; the broken ones say nothing about what is shared. */
const readWikis = (model: FarmModel): readonly WikiReading[] =>
  model.wikis.map((wiki) => wiki.reading).filter((reading) => reading.classes.length > 0);

/** Models are never changed; each finding and each option of each wiki asks. */
const sharedOf = new WeakMap<FarmModel, readonly ClassReading[]>();

/** Classes that every wiki of a farm is built on, nearest first. Members of a collection share none. */
function sharedClasses(model: FarmModel): readonly ClassReading[] {
  const known = sharedOf.get(model) ?? findSharedClasses(model);
  sharedOf.set(model, known);
  return known;
}

function findSharedClasses(model: FarmModel): readonly ClassReading[] {
  if (model.target.kind !== 'farm') return [];
  const [first, ...others] = readWikis(model);
  return (first?.classes ?? []).filter(
    (cls) =>
      cls.level === 'farm' &&
      others.every((reading) => reading.classes.some((known) => known.name === cls.name)),
  );
}

/**
 * Where "for the whole farm" is: the shared class that sets the option now, else the one in `farmconfig.py`.
 *
 * A class between the farm's and some of the wikis (a department's) is not the farm's.
 */
function sharedClass(model: FarmModel, option: string): ClassReading | undefined {
  const shared = sharedClasses(model);
  const setter = farmSetting(model, option)?.reading.source.className;
  return (
    shared.find((cls) => cls.name === setter) ??
    shared.find((cls) => cls.file === 'farmconfig.py') ??
    shared[0]
  );
}

/**
 * What a wiki gets for an option when neither it nor a class between sets it: the farm's value or MoinMoin's default;
 * null where nothing is shared.
 */
export function farmSetting(
  model: FarmModel,
  option: string,
): { readonly wiki: WikiReading; readonly reading: OptionReading } | null {
  const shared = sharedClasses(model);
  const [wiki] = readWikis(model);
  if (shared.length === 0 || !wiki) return null;
  const names = new Set<string | null>([...shared.map((cls) => cls.name), null]);
  const reading = settings(wiki, option).find(({ source }) => names.has(source.className));
  return reading ? { wiki, reading } : null;
}

/** The value in force and what stands behind it, nearest first. */
function settings(wiki: WikiReading, option: string): readonly OptionReading[] {
  const inForce = wiki.options.get(option);
  return inForce ? [inForce, ...(wiki.inherited.get(option) ?? [])] : [];
}

/** Where a wiki's value in force comes from, as an edit would have to name it. */
export function settingOf(
  model: FarmModel,
  wiki: WikiReading,
  option: string,
): 'wiki' | 'between' | 'farm' | 'default' {
  const source = wiki.options.get(option)?.source;
  if (!source || source.level === 'default') return 'default';
  if (source.className !== null && source.className === ownClass(wiki)?.name) return 'wiki';
  return sharedClasses(model).some((cls) => cls.name === source.className) ? 'farm' : 'between';
}
