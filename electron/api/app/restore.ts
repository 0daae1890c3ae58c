import path from 'node:path';
import type { TaskEnd } from '../../../shared/contract/task.ts';
import { fail, ok } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { previewRestore, restoreFarm } from '../../farm/backup/restore-farm.ts';
import { failedEnd, type TaskControl, type Tasks } from '../tasks.ts';
import { wholePath } from '../whole-path.ts';
import type { AppContext, AppHandlers } from './context.ts';

/** Backups become farms again; the farm need not be known to Croft, so this is the program's own matter. */
export function restoreHandlers(
  { desktop, confirmations }: AppContext,
  tasks: Tasks,
): AppHandlers<'transfer:choose' | 'farm:previewRestore' | 'farm:restore'> {
  return {
    'transfer:choose': async (purpose, suggestion) => {
      if (!desktop)
        return fail({
          code: 'unsupported',
          message: sentence('program.needsDesktop'),
          hint: sentence('program.needsDesktop.hint'),
        });
      const chosen = await desktop.chooseFile(purpose, suggestion);
      if (chosen !== null) confirmations.chose(chosen);
      return ok(chosen === null ? null : { path: chosen });
    },
    'farm:previewRestore': async (typedFile, typedFolder) => {
      const [file, folder] = [wholePath(typedFile), wholePath(typedFolder)];
      if (!file.ok) return file;
      if (!folder.ok) return folder;
      const preview = await previewRestore(file.value, folder.value);
      if (!preview.ok) return preview;
      const { files, bytes, configFiles, newestSeconds, problem } = preview.value;
      return ok({
        ...{ path: folder.value, files, bytes, problem },
        configFiles: [...configFiles],
        newestAt: newestSeconds,
      });
    },
    'farm:restore': async (typedFile, typedFolder) => {
      const [file, folder] = [wholePath(typedFile), wholePath(typedFolder)];
      if (!file.ok) return file;
      if (!folder.ok) return folder;
      const confirmed = await confirmations.ask({ kind: 'restore', paths: [file.value, folder.value] });
      if (!confirmed.ok) return confirmed;
      return ok({
        taskId: tasks.start({
          kind: 'farm:restore',
          about: path.basename(folder.value),
          phase: 'files',
          work: (control) => restore(file.value, folder.value, control),
        }),
      });
    },
  };
}

async function restore(file: string, folder: string, { progress, signal }: TaskControl): Promise<TaskEnd> {
  const restored = await restoreFarm(file, folder, {
    progress: ({ files, total }) => progress('files', files, total),
    signal,
  });
  if (!restored.ok) return failedEnd(restored.error);
  const { files, bytes, problem } = restored.value;
  return { kind: 'farm-restored', path: folder, files, bytes, problem };
}
