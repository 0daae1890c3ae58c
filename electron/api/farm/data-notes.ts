import path from 'node:path';
import type { ConfigProblem } from '../../../shared/contract/option.ts';
import { sentence, type Sentence } from '../../../shared/texts/sentence.ts';
import { readFile } from '../../base/disk-reading.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { parseMeta } from '../../page/meta.ts';

/** `data/meta` has a few short lines. */
const mostBytes = 65_536;
/** MoinMoin 1.9.0: its version with two digits for each part. */
const firstOfOurs = 1_090_000;

/** What `data/meta` says of the data of a wiki: written for an older MoinMoin, or not to be understood. */
export async function dataNotes(model: FarmModel): Promise<ConfigProblem[]> {
  const byFile = new Map<string, string[]>();
  for (const wiki of model.wikis) {
    if (!wiki.settings.ok) continue;
    const file = path.join(wiki.settings.value.dataDir, 'meta');
    byFile.set(file, [...(byFile.get(file) ?? []), wiki.id]);
  }
  const notes: ConfigProblem[] = [];
  for (const [file, wikis] of byFile) {
    const found = await noteOf(file);
    if (found === null) continue;
    notes.push({
      id: `data-${file}`,
      severity: 'warning',
      wikis,
      option: null,
      source: null,
      remedy: null,
      fix: null,
      openFolder: false,
      missingAccount: null,
      ...found,
    });
  }
  return notes;
}

type Note = Pick<ConfigProblem, 'code'> & { readonly message: Sentence; readonly consequence: Sentence };

async function noteOf(file: string): Promise<Note | null> {
  const reading = await readFile(file, mostBytes);
  if (reading.kind === 'absent') return null;
  const meta = reading.kind === 'present' ? parseMeta(reading.value) : null;
  if (meta === null)
    return {
      code: 'data-meta-damaged',
      message: sentence('data.metaDamaged', { file }),
      consequence: sentence('data.metaDamaged.consequence'),
    };
  const format = meta.get('data_format_revision');
  if (typeof format !== 'number' || format >= firstOfOurs) return null;
  return {
    code: 'data-old-format',
    message: sentence('data.oldFormat', { file, format: String(format) }),
    consequence: sentence('data.oldFormat.consequence'),
  };
}
