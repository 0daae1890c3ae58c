import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { readFarm } from '../../../../electron/config/farm-reading.ts';
import {
  addressText,
  compileEntries,
  findWiki,
  type CompiledEntry,
} from '../../../../electron/config/url-pattern.ts';
import type { CaseResult } from '../../kind.ts';
import { withFarmCopy } from './farm-copy.ts';

const urlMap = z.object({
  cases: z.array(
    z.object({
      farm: z.string(),
      scheme: z.string(),
      host: z.string(),
      script: z.string().optional(),
      path: z.string(),
      query: z.string().optional(),
      url: z.string(),
      wiki: z.string().nullable(),
    }),
  ),
});

/** One case per row, named by its position. */
export async function* urlCases(directory: string): AsyncIterable<CaseResult> {
  const { cases } = urlMap.parse(JSON.parse(await readFile(path.join(directory, 'urlmap.json'), 'utf8')));
  const farms = new Map<string, readonly CompiledEntry[]>();
  for (const [index, row] of cases.entries()) {
    const files = path.join(directory, 'farms', row.farm, 'files');
    if (!existsSync(files)) continue;
    let entries = farms.get(row.farm);
    if (entries === undefined) {
      const reading = await withFarmCopy(files, (dir) => readFarm(dir));
      entries = compileEntries(reading.entries).compiled;
      farms.set(row.farm, entries);
    }
    const { scheme, host, script = '', query = '' } = row;
    const url = addressText({ scheme, host, script, path: row.path, query });
    const wiki = findWiki(entries, url);
    const passed = url === row.url && wiki === row.wiki;
    const difference = `expected ${row.url} → ${row.wiki}, found ${url} → ${wiki}`;
    yield { name: `${row.farm}:${index}`, tags: ['urlmap'], passed, ...(passed ? {} : { difference }) };
  }
}
