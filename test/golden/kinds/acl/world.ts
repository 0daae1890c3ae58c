import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import { encodePageText } from '../../../../electron/page/text.ts';
import { isRecord } from '../storage/support.ts';

/** Writes pages as they would lie on disk: a text, or a list of revisions where null is a deletion. */
export async function fillPages(layer: string, pages: unknown): Promise<void> {
  await mkdir(path.join(layer, 'pages'), { recursive: true });
  for (const [name, content] of Object.entries(isRecord(pages) ? pages : {})) {
    const revisions: unknown[] = Array.isArray(content) ? content : [content];
    const folder = path.join(layer, 'pages', folderOfPage(name));
    await mkdir(path.join(folder, 'revisions'), { recursive: true });
    for (const [index, revision] of revisions.entries())
      if (typeof revision === 'string')
        await writeFile(path.join(folder, 'revisions', digits(index + 1)), encodePageText(revision));
    await writeFile(path.join(folder, 'current'), `${digits(revisions.length)}\n`);
  }
}

const digits = (revision: number): string => String(revision).padStart(8, '0');

/** Changes when any file below a folder does. */
export async function treeDigest(root: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.map((entry) => path.join(entry.parentPath, entry.name)).sort();
  const folders = new Set(
    entries.filter((entry) => entry.isDirectory()).map((entry) => path.join(entry.parentPath, entry.name)),
  );
  for (const file of files) {
    hash.update(path.relative(root, file));
    if (!folders.has(file)) hash.update(await readFile(file));
  }
  return hash.digest('hex');
}
