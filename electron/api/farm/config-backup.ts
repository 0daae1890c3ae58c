import path from 'node:path';
import type { WriteContext } from '../../config/edit/apply.ts';
import type { FarmContext } from './context.ts';

/** How a farm's configuration is written: old files are kept in Croft's own folder. */
export const writing = ({ host, nowMs }: Pick<FarmContext, 'host' | 'nowMs'>): WriteContext => ({
  backupDirectory: path.join(host.options.stateDirectory, 'config-backups'),
  nowMs,
});
