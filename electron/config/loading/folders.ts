import { accessSync, constants, existsSync, statSync } from '../../base/file-system.ts';
import path from 'node:path';
import { textOf } from '../../../shared/python-value.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import { isTrue } from '../python-truth.ts';
import { normalPath } from '../python/os-path.ts';
import { withText, type LoadingState } from './loading-state.ts';

/** Steps 2 to 4. */
export function fillFolders(loading: LoadingState): void {
  const dataDir = loading.get('data_dir');
  if (dataDir !== undefined) loading.effective.set('data_dir', withText(dataDir, normalPath));
  fallbackFolder(loading, 'user_dir', 'data_dir', 'user');
  fallbackFolder(loading, 'cache_dir', 'data_dir', 'cache');
  fallbackFolder(loading, 'plugin_dir', 'data_dir', 'plugin');
  fallbackFolder(loading, 'session_dir', 'cache_dir', '__session__');
}

function fallbackFolder(loading: LoadingState, name: string, parent: string, child: string): void {
  const value = loading.get(name);
  const base = loading.get(parent);
  if (value === undefined || isTrue(value)) return;
  loading.effective.delete(name);
  if (base === undefined || textOf(base) === null) return;
  loading.effective.set(
    name,
    withText(base, (text) => path.posix.resolve(loading.input.dir, text, child)),
  );
}

/** Step 7. */
export function checkPages(loading: LoadingState): void {
  for (const name of ['data_dir', 'data_underlay_dir']) {
    const value = loading.get(name);
    const text = value === undefined ? null : textOf(value);
    if (text === null || (text === '' && name === 'data_underlay_dir')) continue;
    const pages = path.resolve(loading.input.dir, text, 'pages');
    if (!isUsableFolder(pages))
      loading.stop(
        'directory-unusable',
        name,
        sentence('config.noPages', { option: name, folder: pages }),
        sentence('config.noPages.hint'),
        `${name} ${text}`,
      );
  }
}

/** Step 10. */
export function checkPlugins(loading: LoadingState): void {
  const first = loading.get('plugin_dir');
  const more = loading.get('plugin_dirs');
  const folders = [
    ...(first === undefined ? [] : [first]),
    ...(more?.type === 'list' || more?.type === 'tuple' ? more.items : []),
  ];
  for (const [index, folder] of folders.entries()) {
    const text = textOf(folder);
    if (text === null) continue;
    const full = path.resolve(loading.input.dir, text);
    if (isPackage(full)) continue;
    const option = index === 0 && first !== undefined ? 'plugin_dir' : 'plugin_dirs';
    loading.stop(
      'plugin-package',
      option,
      sentence('config.pluginFolder', { folder: full }),
      sentence('config.pluginFolder.hint'),
      full,
    );
  }
}

function isUsableFolder(folder: string): boolean {
  try {
    if (!statSync(folder).isDirectory()) return false;
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return false;
  }
}

/** Whether Python could import it: a folder with `__init__`, or a module file of that name. */
function isPackage(folder: string): boolean {
  return ['/__init__.py', '/__init__.pyc', '.py', '.pyc'].some((ending) => existsSync(folder + ending));
}
