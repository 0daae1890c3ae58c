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
  const shown = model ? shownFile(model, configDir, file) : file.split(path.sep).join('/');
  return { fileId: fileIdOf(path.resolve(configDir, file)), file: shown, line };
}

/** A file of a config folder, relative to the farm's folder. */
export const shownFile = (model: FarmModel, configDir: string, file: string): string =>
  path.relative(model.target.directory, path.resolve(configDir, file)).split(path.sep).join('/');
