import { createHash } from 'node:crypto';
import path from 'node:path';
import type { SourcePlace } from '../../../shared/contract/common.ts';
import { configFiles, type FarmModel } from '../../farm/farm-model.ts';

/** Names one configuration file for the window, which never sees or sends a path. */
export const fileIdOf = (file: string): string =>
  createHash('sha256').update(file).digest('hex').slice(0, 16);

/** The absolute path behind a file id; only files that belong to the farm's configuration have one. */
export function fileOfId(model: FarmModel, fileId: string): string | null {
  return configFiles(model).find((file) => fileIdOf(file) === fileId) ?? null;
}

/** `file` relative to the farm's folder, as shown to a person. */
export function placeOf(
  model: FarmModel | null,
  configDir: string,
  file: string | null,
  line: number | null,
): SourcePlace | null {
  if (file === null || line === null) return null;
  const full = path.resolve(configDir, file);
  const shown = model ? path.relative(model.target.directory, full) : file;
  return { fileId: fileIdOf(full), file: shown.split(path.sep).join('/'), line };
}
