import { readFileSync } from 'node:fs';
import { systemErrorCode } from '../config/disk.ts';
import type { MarkupSettings } from '../markup/environment.ts';
import { linkIndex } from '../markup/link-index.ts';
import type { PageStore } from '../page/page-store.ts';
import type { CompiledPages } from './compiled-pages.ts';

/** Link targets of a page for the link index, whoever may read it; none of a missing page. */
export function indexedLinks(
  pages: PageStore,
  compiledPages: CompiledPages,
  page: string,
  settings: MarkupSettings,
): readonly string[] {
  const text = pages.read(page)?.text;
  if (text === undefined) return [];
  return linkIndex(compiledPages.compile(page, text, settings), (holder, file) => {
    const attachment = pages.attachment(holder, file);
    return attachment === null ? null : bytesOf(attachment.path);
  });
}

/** null: somebody has just deleted it. */
function bytesOf(file: string): Uint8Array | null {
  try {
    return readFileSync(file);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
