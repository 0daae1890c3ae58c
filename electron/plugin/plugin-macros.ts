import { createHash } from 'node:crypto';
import { readFile } from '../base/file-system.ts';
import { pathToFileURL } from 'node:url';
import type { Macro } from '../macro/macro.ts';
import { listPlugins, type MacroFile } from './plugin-list.ts';
import { brokenMacro, described, pluginMacro, withTimeLimit } from './plugin-macro.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

export interface PluginMacrosOptions {
  /** One line for the log: a macro that can't be loaded, or that failed while it ran. */
  readonly report: (message: Sentence) => void;
  /** How long loading or running one macro may take. */
  readonly timeLimitMs?: number;
}

const defaultTimeLimitMs = 10_000;

export type FarmMacros = readonly Macro[];

interface Loaded {
  readonly digest: string;
  readonly macro: Macro;
}

/**
 * The macros that a farm brings itself. They are programs with all the rights of this process, so only a trusted farm's
 * may get here (DESIGN §7); that is the caller's to decide.
 *
 * A module is loaded again when its bytes differ: its address gets the digest of them, since Node keeps a module for
 * ever under its address. Modules that it imports by itself are not.
 */
export class PluginMacros {
  private loaded = new Map<string, Loaded>();

  constructor(private readonly options: PluginMacrosOptions) {}

  /** The macros that lie in these plugin folders now. Never fails: a broken one says so where a page uses it. */
  async load(directories: readonly string[]): Promise<FarmMacros> {
    const { macros } = await listPlugins(directories);
    const entries = await Promise.all(
      macros.map(async (file) => [file.file, await this.loadOne(file)] as const),
    );
    this.loaded = new Map(entries);
    return entries.map(([, { macro }]) => macro);
  }

  private async loadOne({ name, file }: MacroFile): Promise<Loaded> {
    const { report, timeLimitMs = defaultTimeLimitMs } = this.options;
    let digest = '';
    try {
      digest = createHash('sha256')
        .update(await readFile(file))
        .digest('hex')
        .slice(0, 16);
      const known = this.loaded.get(file);
      if (known?.digest === digest) return known;
      const url = `${pathToFileURL(file).href}?version=${digest}`;
      const module: unknown = await withTimeLimit(
        import(/* @vite-ignore */ url),
        timeLimitMs,
        `the module did not load within ${timeLimitMs / 1000} s`,
      );
      return { digest, macro: pluginMacro(name, module, { report, timeLimitMs }) };
    } catch (error) {
      report(sentence('log.macroNotLoaded', { name, file, reason: described(error) }));
      return { digest, macro: brokenMacro(name, error) };
    }
  }
}
