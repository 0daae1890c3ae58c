import { lstat } from 'node:fs/promises';
import { systemErrorCode } from '../../config/disk.ts';

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
