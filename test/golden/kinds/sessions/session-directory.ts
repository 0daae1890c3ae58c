import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import { decodePickle } from '../../../../electron/session/pickle/decode.ts';
import { toTypedJson } from '../../../../shared/session/typed-json.ts';

export interface SessionFile {
  readonly file: string;
  /** Typed content, or null when the file is no plain dictionary. */
  readonly content: unknown;
  /** Differs whenever somebody wrote. */
  readonly stamp: string;
}

/** What lies in a session directory; null when there is none. */
export async function readSessionDirectory(directory: string): Promise<readonly SessionFile[] | null> {
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
  const files = await Promise.all(
    names.toSorted().map(async (file) => {
      const full = path.join(directory, file);
      const stats = await stat(full, { bigint: true });
      const decoded = decodePickle(await readFile(full));
      return {
        file,
        content: decoded.kind === 'ok' ? toTypedJson(decoded.value) : null,
        stamp: `${String(stats.ino)}/${String(stats.mtimeNs)}/${String(stats.ctimeNs)}`,
      };
    }),
  );
  return files;
}
