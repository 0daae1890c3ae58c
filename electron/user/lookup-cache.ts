import { rm } from '../base/file-system.ts';
import path from 'node:path';

/**
 * Removes the reference's index of names (spec/users.md §6).
 *
 * A pickle that we never write: the reference rebuilds it when it is gone, and would go on answering under old names
 * if it stayed after a profile was changed.
 */
export const dropLookupCache = (userDirectory: string): Promise<void> =>
  rm(path.join(userDirectory, 'cache', 'users', 'lookup'), { force: true });
