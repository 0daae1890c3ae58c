import { randomBytes } from 'node:crypto';
import { chmod } from '../../base/file-system.ts';
import { fail, ok, type AppError, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { closeToOthers } from '../../config/check/folders.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { FarmContext, Handlers } from './context.ts';
import { openFolderOf } from './problems.ts';

interface Closed {
  readonly folder: string;
  /** The rights it had. */
  readonly mode: number;
}

/** The remedy of a folder that everybody on the computer can read: no edit of the configuration mends that. */
export function closeFolderHandlers(
  context: FarmContext,
): Handlers<'config:closeFolder' | 'config:undoCloseFolder'> {
  const closed = new Map<string, Closed>();
  return {
    'config:closeFolder': async (_farmId, problemId) => {
      if (context.host.options.readOnly) return fail(readOnly);
      const folder = await openFolderOf(context, problemId);
      if (folder === null) return fail({ code: 'not-found', message: sentence('check.findingGone') });
      return attempt(folder, async () => {
        const undo = randomBytes(12).toString('hex');
        closed.set(undo, { folder, mode: await closeToOthers(folder) });
        return { undo };
      });
    },
    'config:undoCloseFolder': async (_farmId, undo) => {
      const before = closed.get(undo);
      if (!before) return fail({ code: 'not-found', message: sentence('check.findingGone') });
      closed.delete(undo);
      return attempt(before.folder, async () => {
        await chmod(before.folder, before.mode);
        return null;
      });
    },
  };
}

const readOnly: AppError = { code: 'read-only', message: sentence('check.folderReadOnly') };

async function attempt<T>(folder: string, work: () => Promise<T>): Promise<Result<T>> {
  try {
    return ok(await work());
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return fail({
      code: 'forbidden',
      message: sentence('check.folderRefused', { folder }),
      detail: String(error),
    });
  }
}
