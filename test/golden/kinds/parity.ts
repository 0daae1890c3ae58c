import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../../../electron/base/system-error.ts';
import type { GoldenKind } from '../kind.ts';
import { fileSchema, wikiSchema } from './parity/case.ts';
import { playCase } from './parity/play.ts';
import { judge } from './storage/support.ts';
import { GoldenServer } from './wiki/http-client.ts';

/** The files whose facts the runner knows; the others of golden/parity come with what they need (DECISIONS 34). */
const tags = ['antispam', 'config-groups'] as const;

/** One case is one wiki of its own behind a real HTTP server (golden/parity/COMPARE.md). */
export const kind: GoldenKind = {
  name: 'parity',
  async *run(directory) {
    const base = await jsonIfThere(path.join(directory, 'wiki.json'));
    if (base === null) return;
    const wiki = wikiSchema.parse(base);
    const server = await GoldenServer.start();
    try {
      for (const tag of tags) {
        const file = await jsonIfThere(path.join(directory, `${tag}.json`));
        if (file === null) continue;
        for (const one of fileSchema.parse(file).cases)
          yield await judge(one.name, tag, () => playCase(server, wiki, one));
      }
    } finally {
      await server.close();
    }
  },
};

async function jsonIfThere(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
