import { cp, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { temporaryFolder } from '../storage/support.ts';
import { GoldenWiki, type GoldenClock } from '../wiki/golden-wiki.ts';
import { configHead } from '../sessions/small-wiki.ts';
import { configText } from '../sessions/config-text.ts';

export const fillSchema = z
  .object({
    base_url: z.string(),
    sitename: z.string(),
    interwikiname: z.string(),
    now: z.number(),
    config: z.record(z.string(), z.unknown()),
    users: z.array(z.object({ id: z.string(), name: z.string(), password: z.string() }).loose()),
    edits: z.array(
      z
        .object({ page: z.string(), newpage: z.string(), name: z.string(), comment: z.string().nullable() })
        .partial()
        .loose(),
    ),
    file_times: z.record(z.string(), z.number()),
  })
  .loose();
export type Fill = z.infer<typeof fillSchema>;

/** A fresh copy of the golden wiki with its configuration and file times, opened (COMPARE.md, "Setting up"). */
export class WikiCopy {
  readonly clock: GoldenClock;
  readonly wiki: GoldenWiki;
  readonly directory: string;

  private constructor(directory: string, clock: GoldenClock) {
    this.directory = directory;
    this.clock = clock;
    this.wiki = new GoldenWiki(clock);
  }

  static async create(goldenDirectory: string, fill: Fill): Promise<WikiCopy> {
    const directory = await temporaryFolder();
    const copy = new WikiCopy(directory, { seconds: fill.now });
    await cp(path.join(goldenDirectory, 'wiki'), directory, { recursive: true });
    for (const folder of ['data/cache', 'data/plugin', 'user'])
      await mkdir(path.join(directory, folder), { recursive: true });
    await writeFile(path.join(directory, 'data/plugin/__init__.py'), '');
    const pages = path.join(directory, 'data/pages');
    for (const page of await readdir(pages))
      for (const folder of ['attachments', 'revisions', 'cache'])
        await mkdir(path.join(pages, page, folder), { recursive: true });
    for (const [file, seconds] of Object.entries(fill.file_times))
      await utimes(path.join(directory, file), seconds, seconds);
    const options: Record<string, string> = {
      data_dir: `os.path.join(here, 'data')`,
      user_dir: `os.path.join(here, 'user')`,
      data_underlay_dir: 'None',
      sitename: pythonLiteral(fill.sitename),
      interwikiname: pythonLiteral(fill.interwikiname),
      secrets: `'a secret for golden actions'`,
    };
    for (const [name, value] of Object.entries(fill.config)) options[name] = pythonLiteral(value);
    const text = configText({
      ...configHead,
      base: 'multiconfig.DefaultConfig',
      className: 'Config',
      options,
    });
    await writeFile(path.join(directory, 'wikiconfig.py'), text);
    await copy.wiki.open(directory, 'wikiconfig');
    return copy;
  }

  async close(): Promise<void> {
    await this.wiki.close();
    // The event log of the last request may still be written.
    await rm(this.directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** JSON as Python source: texts as `unicode`, except where MoinMoin wants a byte string. */
function pythonLiteral(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return `${value.startsWith('{') ? '' : 'u'}${JSON.stringify(value)}`;
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(', ')}]`;
  throw new Error('the golden configuration holds something that has no literal here');
}
