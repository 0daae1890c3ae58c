import { lstat } from '../../base/file-system.ts';
import { systemErrorCode } from '../../base/system-error.ts';

/** Whether something has that name: a file, a folder, also a link that leads nowhere. */
export async function pathIsThere(place: string): Promise<boolean> {
  try {
    await lstat(place);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false;
    if (systemErrorCode(error) === 'ENOTDIR') return false; // opening it will say so
    throw error;
  }
}
