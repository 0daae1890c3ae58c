import { turn } from '../base/slices.ts';
import path from 'node:path';
import { optionCatalogue } from '../../shared/config/option-catalogue.ts';
import { loadProblem } from './load-problem.ts';
import { openModuleFiles, type DiskModules } from './module-files.ts';
import { Interpreter } from './python/interpreter.ts';
import { PythonRunError } from './python/run-error.ts';
import type { ModuleValue } from './python/values.ts';
import type { ConfigProblem, FarmReading, WikiEntry, WikiReading } from './reading.ts';
import { compileEntries } from './url-pattern.ts';
import { readWikiList } from './wiki-list.ts';
import { loadWiki, type LoadedWiki } from './loaded-wiki.ts';
import { wikiReading } from './wiki-reading.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export type * from './reading.ts';

export interface ReadOptions {
  /** Modules outside the config folder that the person says are installed for MoinMoin. */
  readonly installedModules?: readonly string[];
  /** Read these bytes instead of what lies on disk, by file name: the farm as an edit would make it. */
  readonly replace?: ReadonlyMap<string, Uint8Array>;
}

/** Every name that Croft's own default table knows, with its value. */
const defaults = new Map(optionCatalogue.map((option) => [option.name, option.default]));

/** Opens the interpreter of a config folder; a fresh one for every reading. */
export async function openInterpreter(
  dir: string,
  options: ReadOptions = {},
): Promise<{ readonly interpreter: Interpreter; readonly files: DiskModules }> {
  const files = await openModuleFiles(path.resolve(dir), options.replace);
  const installedModules = new Set(options.installedModules ?? []);
  return { files, interpreter: new Interpreter({ files, defaults, installedModules }) };
}

/**
 * Reads a config folder without running any Python (spec/config.md). A folder without `farmconfig.py` is one wiki
 * named `wikiconfig`. Never throws for what the files hold: problems are part of the answer; throws only when the
 * folder itself can't be read.
 */
export async function readFarm(dir: string, options: ReadOptions = {}): Promise<FarmReading> {
  const { interpreter, files } = await openInterpreter(dir, options);
  const problems: ConfigProblem[] = [];
  const farm = openFarmconfig(interpreter, files, problems);
  if ('error' in farm)
    return finish(files, interpreter, { hasFarmconfig: true, error: farm.error, problems });
  if (farm.module === null) {
    const entries: WikiEntry[] = [{ name: 'wikiconfig', pattern: { text: '.', kind: 'str' } }];
    return finish(files, interpreter, {
      hasFarmconfig: false,
      entries,
      problems,
      wikis: await readWikis(entries, interpreter, files),
    });
  }
  const list = readWikiList(farm.module);
  if ('error' in list)
    return finish(files, interpreter, { hasFarmconfig: true, error: list.error, problems });
  if ('computed' in list) {
    problems.push(list.computed);
    const entries = guessedEntries(files);
    return finish(files, interpreter, {
      hasFarmconfig: true,
      wikiList: 'computed',
      entries,
      problems,
      wikis: await readWikis(entries, interpreter, files),
    });
  }
  const { entries, line } = list;
  for (const { index, problem } of compileEntries(entries).problems) {
    const found: ConfigProblem = {
      severity: problem.kind === 'invalid' ? 'error' : 'warning',
      code: problem.kind === 'invalid' ? 'uncaught-error' : 'pattern-unsupported',
      message: sentence('config.wikiPattern', {
        wiki: entries[index]?.name ?? '',
        reason: problem.message,
        position: problem.position + 1,
      }),
      hint:
        problem.kind === 'invalid'
          ? sentence('config.wikiPatternInvalid.hint')
          : sentence('config.wikiPatternUnsupported.hint'),
      file: farm.module.file,
      line,
      option: 'wikis',
    };
    if (problem.kind === 'invalid')
      return finish(files, interpreter, { hasFarmconfig: true, error: found, problems });
    problems.push(found);
  }
  return finish(files, interpreter, {
    hasFarmconfig: true,
    entries,
    problems,
    wikis: await readWikis(entries, interpreter, files),
  });
}

function finish(
  files: DiskModules,
  interpreter: Interpreter,
  parts: Partial<FarmReading> & { readonly hasFarmconfig: boolean },
): FarmReading {
  const read = new Set([...interpreter.modules.values()].map((module) => module.file));
  const encodings = new Map(
    [...interpreter.modules.values()].map((module) => [module.file, module.encoding]),
  );
  const hashes = files.hashes();
  return {
    dir: files.dir,
    error: null,
    wikiList: 'value',
    entries: [],
    wikis: [],
    problems: [],
    files: [...hashes]
      .filter(([file]) => read.has(file) || file === 'farmconfig.py' || file === 'wikiconfig.py')
      .map(([file, hash]) => ({ file, hash, encoding: encodings.get(file) ?? 'utf-8' })),
    ...parts,
  };
}

/** MoinMoin takes any failing import whose message mentions `farmconfig` for "there is no farm" (spec/config.md §1). */
function openFarmconfig(
  interpreter: Interpreter,
  files: DiskModules,
  problems: ConfigProblem[],
): { readonly module: ModuleValue | null } | { readonly error: ConfigProblem } {
  const found = files.find('farmconfig');
  if (found === null) return { module: null };
  if (found.bytes === null && found.trouble === null)
    return {
      error: {
        severity: 'error',
        code: 'source-missing',
        message: sentence('config.sourceMissing'),
        hint: sentence('config.sourceMissing.hint'),
        file: found.file,
        line: null,
      },
    };
  try {
    return { module: interpreter.load('farmconfig') };
  } catch (error) {
    const problem = loadProblem(error, interpreter, 'farmconfig.py');
    if (!(error instanceof PythonRunError) || error.kind !== 'ImportError') return { error: problem };
    if (!error.message.includes('farmconfig')) return { error: { ...problem, code: 'uncaught-ImportError' } };
    problems.push({
      ...problem,
      severity: 'warning',
      code: 'farmconfig-ignored',
      message: sentence('config.farmconfigIgnored', { reason: error.message }),
    });
    return { module: null };
  }
}

/** Without a readable list: the modules that define a class `Config` (spec/config.md §7.4). */
function guessedEntries(files: DiskModules): WikiEntry[] {
  const entries: WikiEntry[] = [];
  for (const name of files.moduleNames()) {
    if (name === 'farmconfig') continue;
    const bytes = files.find(name)?.bytes ?? null;
    if (bytes !== null && definesConfig(bytes)) entries.push({ name, pattern: null });
  }
  return entries;
}

function definesConfig(bytes: Uint8Array): boolean {
  return /^(?:class[ \t]+Config\b|Config[ \t]*=)/m.test(
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'),
  );
}

/**
 * All wikis in the order of the list, which is also the order in which shared lists are changed (spec/config.md §4). A
 * module that a later wiki redefines changes what a constructor means, so all are loaded before any is explained.
 */
async function readWikis(
  entries: readonly WikiEntry[],
  interpreter: Interpreter,
  files: DiskModules,
): Promise<WikiReading[]> {
  const loaded: LoadedWiki[] = [];
  for (const name of new Set(entries.map((entry) => entry.name))) {
    loaded.push(loadWiki(name, interpreter));
    if (loaded.length % 20 === 0) await turn();
  }
  const readings: WikiReading[] = [];
  const place = { dir: files.dir, hashes: files.hashes() };
  for (const wiki of loaded) {
    readings.push(wikiReading(wiki, interpreter, place));
    if (readings.length % 20 === 0) await turn();
  }
  return readings;
}
