import { createHash } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { openFarmApi, type FarmApi } from '../api/farm-api.ts';
import type { FarmHostOptions } from '../farm/farm-connection.ts';
import { findOpenTarget } from '../farm/open-target.ts';
import type { WikiUnit } from '../farm/wiki-unit.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** Croft's own data folder: the one the desktop program uses, so that ports and history are the same. */
export function croftDataDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const chosen = environment['CROFT_DATA_DIR'];
  if (chosen) return path.resolve(chosen);
  if (process.platform === 'darwin') return path.join(os.homedir(), 'Library/Application Support/Croft');
  if (process.platform === 'win32')
    return path.join(environment['APPDATA'] ?? path.join(os.homedir(), 'AppData/Roaming'), 'Croft');
  return path.join(environment['XDG_CONFIG_HOME'] || path.join(os.homedir(), '.config'), 'Croft');
}

export function farmOptions(directory: string, changes: Partial<FarmHostOptions>): FarmHostOptions {
  const full = path.resolve(directory);
  const farmId = createHash('sha256').update(full).digest('hex').slice(0, 12);
  return {
    farmId,
    directory: full,
    readOnly: false,
    trusted: false,
    stateDirectory: path.join(croftDataDirectory(), 'farms', farmId),
    port: null,
    allowedHosts: [],
    ...changes,
  };
}

/** Opens a farm to look at it or change it once: nothing listens, no wiki runs unless asked to. */
export async function openFarm(
  directory: string,
  changes: Partial<FarmHostOptions> = {},
): Promise<Result<FarmApi>> {
  const target = await findOpenTarget(path.resolve(directory));
  if (!target.ok) return target;
  const opened = await openFarmApi(farmOptions(directory, { serve: false, ...changes }));
  if (!opened.ok) return opened;
  const error = opened.value.host.model ? null : opened.value.host.configurationError;
  if (!error) return opened;
  await opened.value.close();
  return fail(error);
}

/** The wiki that `--wiki` names; without it the only one. */
export function chooseWiki(farm: FarmApi, id: string | undefined): Result<WikiUnit> {
  const { wikis } = farm.host;
  const [only] = wikis;
  if (id === undefined && only && wikis.length === 1) return ok(only);
  const known = wikis.map((wiki) => wiki.id).join(', ');
  if (id === undefined)
    return fail({
      code: 'bad-argument',
      message: sentence('command.severalWikis'),
      hint: sentence('command.severalWikis.hint', { wikis: known }),
    });
  const found = wikis.find((wiki) => wiki.id === id) ?? wikis.find((wiki) => wiki.model.siteid === id);
  return found
    ? ok(found)
    : fail({
        code: 'not-found',
        message: sentence('command.noWiki', { wiki: id }),
        hint: sentence('command.noWiki.hint', { wikis: known }),
      });
}
