import { chmod, stat } from '../../base/file-system.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { systemErrorCode } from '../../base/system-error.ts';
import type { WikiSettings } from '../wiki-settings.ts';
import { finding, type CheckedWiki, type ConfigFinding, type Words } from './finding.ts';

/** Reading or entering, for everybody who is neither owner nor in the group. */
const othersMayLook = 0o005;
const othersRights = 0o007;

/** Folders with sessions or accounts that every user of the computer can read. */
export class FolderChecks {
  /** Wikis of a farm share folders; each is looked at once. */
  private readonly modes = new Map<string, Promise<number>>();

  async findings(wiki: CheckedWiki, settings: WikiSettings): Promise<ConfigFinding[]> {
    const findings: ConfigFinding[] = [];
    for (const [option, folder] of [
      ['session_dir', settings.sessionDir],
      ['user_dir', settings.userDir],
    ] as const) {
      if (((await this.modeOf(folder)) & othersMayLook) === 0) continue;
      const words: Words = {
        severity: 'warning',
        code: 'folder-open-to-all',
        message: sentence('check.folderOpen', { folder }),
        hint: sentence('check.folderOpen.hint', { folder }),
        consequence:
          option === 'session_dir'
            ? sentence('check.sessionsOpen.consequence')
            : sentence('check.accountsOpen.consequence'),
      };
      findings.push({ ...finding(wiki, option, words), openFolder: folder });
    }
    return findings;
  }

  private modeOf(folder: string): Promise<number> {
    const known = this.modes.get(folder) ?? modeOf(folder);
    this.modes.set(folder, known);
    return known;
  }
}

async function modeOf(folder: string): Promise<number> {
  try {
    return (await stat(folder)).mode;
  } catch (error) {
    if (systemErrorCode(error) === null) throw error;
    return 0; // not there yet
  }
}

/** Takes the rights of everybody else away; answers the mode it had. */
export async function closeToOthers(folder: string): Promise<number> {
  const { mode } = await stat(folder);
  await chmod(folder, mode & 0o7777 & ~othersRights);
  return mode & 0o7777;
}
