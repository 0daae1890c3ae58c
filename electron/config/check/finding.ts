import type { SharingWiki } from '../../../shared/session/sharing.ts';
import type { Sentence } from '../../../shared/texts/sentence.ts';
import type { ConfigProblem, OptionReading, OptionSource, WikiReading } from '../reading.ts';
import type { WikiSettings } from '../wiki-settings.ts';

/** An ordinary edit that mends a finding; `text` is Python text, null takes the option out. */
export interface ConfigFix {
  readonly level: 'farm' | 'wiki';
  readonly wikiId: string;
  readonly option: string;
  readonly text: string | null;
}

/** A finding of `croft config check`. */
export interface ConfigFinding extends ConfigProblem {
  /** What follows for people who use the wiki: one sentence. */
  readonly consequence: Sentence;
  /** Null when no edit mends it. */
  readonly fix: readonly ConfigFix[] | null;
  /** A folder whose rights for everybody else are what is wrong. */
  readonly openFolder?: string;
  /** The superuser who has no account. */
  readonly missingAccount?: string;
  readonly wikiId: string;
}

/** One wiki with what is known about its surroundings. */
export interface CheckedWiki {
  /** Unique in what is checked: the members of a collection all have the siteid `wikiconfig`. */
  readonly id: string;
  readonly reading: WikiReading;
  /** Null when it can't start. */
  readonly settings: WikiSettings | null;
  /** Options whose default stands in for what code computes. */
  readonly standIns: readonly OptionReading[];
  /** The address people use; null when none is known. */
  readonly url: string | null;
  /** Null when it can't start or has no address. */
  readonly sharing: SharingWiki | null;
  /** Names of all accounts; null when they are not known. */
  readonly accountNames: ReadonlySet<string> | null;
}

export interface CheckContext {
  /** A fresh random text for `secrets`. */
  readonly newSecret: () => string;
}

export type Words = Pick<ConfigFinding, 'severity' | 'code' | 'message' | 'consequence'> & {
  readonly hint: Sentence;
};

/** A finding about an option, at the line that sets it. */
export function finding(
  wiki: CheckedWiki,
  option: string,
  words: Words,
  fix: ConfigFinding['fix'] = null,
): ConfigFinding {
  const source =
    wiki.reading.options.get(option)?.source ??
    wiki.reading.otherNames.find(({ name }) => name === option)?.source;
  return { ...words, option, ...placeOf(wiki, source, fix?.[0]?.level ?? 'wiki'), fix, wikiId: wiki.id };
}

/** The line that sets the option; without one the class where it would be set. */
function placeOf(
  { reading }: CheckedWiki,
  source: OptionSource | undefined,
  level: ConfigFix['level'],
): Pick<ConfigFinding, 'file' | 'line'> {
  if (source?.file) return { file: source.file, line: source.line };
  const cls = reading.classes.find((candidate) => candidate.level === level) ?? reading.classes[0];
  return { file: cls?.file ?? reading.file, line: cls?.line ?? null };
}

/** Sets an option where it stands now, or in the wiki's own class when nothing sets it. */
export function change(wiki: CheckedWiki, option: string, text: string | null): readonly ConfigFix[] {
  const level = wiki.reading.options.get(option)?.source.level === 'farm' ? 'farm' : 'wiki';
  return [{ level, wikiId: wiki.id, option, text }];
}

/** The same, but for all wikis of the farm when nothing sets it yet. */
export function changeForAll(wiki: CheckedWiki, option: string, text: string): readonly ConfigFix[] {
  const { level } = wiki.reading.options.get(option)?.source ?? { level: 'default' };
  const hasFarm = wiki.reading.classes.some((cls) => cls.level === 'farm');
  if (level !== 'default' || !hasFarm) return change(wiki, option, text);
  return [{ level: 'farm', wikiId: wiki.id, option, text }];
}
