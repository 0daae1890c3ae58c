import {
  cleanAttachmentName,
  loggedAttachmentName,
  storedAttachmentName,
} from '../../../../electron/page/attachment-name.ts';
import { parseDictionaryPage } from '../../../../electron/page/dictionary-page.ts';
import { splitByteLines } from '../../../../electron/base/disk-reading.ts';
import { cleanLogComment, formatEditLogLine, parseEditLogLine } from '../../../../electron/page/edit-log.ts';
import { parseEventLogLine } from '../../../../electron/page/event-log.ts';
import { parseGroupPage } from '../../../../electron/page/group-page.ts';
import { absolutePageName, joinInterwiki, splitInterwiki } from '../../../../shared/names/page-name.ts';
import { percentEncode } from '../../../../shared/names/percent.ts';
import { readInterwikiMap } from '../../../../electron/page/interwiki.ts';
import { conflictMarkers, mergeTexts } from '../../../../electron/page/merge.ts';
import { parseMeta } from '../../../../electron/page/meta.ts';
import { pageKinds } from '../../../../electron/page/page-kind.ts';
import {
  folderOfPage,
  indexGroupOf,
  isCanonicalFolder,
  normalisePageName,
  pageNameOfPath,
  pageOfFolderBytes,
} from '../../../../electron/page/page-name.ts';
import { parseProcessingInstructions } from '../../../../electron/page/processing-instructions.ts';
import { decodePageText, encodePageText, normaliseFormText } from '../../../../electron/page/text.ts';
import type { CaseResult } from '../../kind.ts';
import { instructionFields } from './instruction-fields.ts';
import {
  bytesOf,
  compare,
  compareAll,
  judge,
  labSettings,
  number,
  readJson,
  rows,
  sorted,
  text,
} from './support.ts';

type Row = Record<string, unknown>;
/** Lists of one file and how a row of each is checked; the index is the row's position. */
type Checks = Readonly<Record<string, (row: Row, index: number) => string | null>>;

const kinds = pageKinds(labSettings);
const withRefresh = { ...labSettings, refresh: [5, 'external'] as const };

const quoting: Checks = {
  nameToDir: (row) =>
    compareAll(
      compare('folder', row['dir'], folderOfPage(text(row, 'name'))),
      compare('address', row['url'], percentEncode(text(row, 'name'))),
    ),
  dirToName: (row) => {
    const folder =
      row['dirHex'] === undefined
        ? Buffer.from(text(row, 'dir'), 'utf8')
        : Buffer.from(text(row, 'dirHex'), 'hex');
    const name = pageOfFolderBytes(folder);
    if (row['error'] !== undefined) return compare('refused', null, name);
    if (name === null) return 'expected a name, found a refusal';
    return compareAll(
      compare('name', row['name'], name),
      compare('canonical folder', row['canonicalDir'], folderOfPage(name)),
      compare('canonical', row['canonical'], isCanonicalFolder(text(row, 'dir'), name)),
    );
  },
  pathToName: (row) => compare('name', row['name'], pageNameOfPath(text(row, 'path'), kinds.isGroup)),
  normalize: (row) => compare('name', row['name'], normalisePageName(text(row, 'input'), kinds.isGroup)),
  relative: (row) =>
    compare('name', row['absolute'], absolutePageName(text(row, 'context'), text(row, 'link'))),
  index: (row) => compare('letter', row['indexGroup'], indexGroupOf(text(row, 'name'))),
};

const logs: Checks = {
  editLogRead: (row) => {
    const parsed = splitByteLines(bytesOf(row)).map(parseEditLogLine);
    const entries = parsed.flatMap((line) => {
      if (!line.ok) return [];
      const { timeMicroseconds: time, revision: rev, address: addr, userId: userid, ...rest } = line.entry;
      return [{ time, rev, addr, userid, ...rest }];
    });
    return row['error'] === undefined ? compare('entries', row['entries'], entries) : null;
  },
  editLogWrite: (row) => {
    const hidden = row['log_remote_addr'] === false && row['force_ip'] !== true;
    const address = hidden ? '' : text(row, 'host') || text(row, 'ip');
    const line = formatEditLogLine({
      timeMicroseconds: number(row, 'time'),
      revision: number(row, 'rev'),
      action: text(row, 'action'),
      page: text(row, 'page'),
      address,
      host: address,
      userId: text(row, 'userid'),
      extra: text(row, 'extra'),
      comment: text(row, 'comment'),
    });
    return compare('line', row['line'], line);
  },
  eventLogRead: (row) => {
    const entries = splitByteLines(bytesOf(row)).flatMap((line) => {
      const parsed = parseEventLogLine(line);
      if (parsed?.ok !== true) return [];
      return [[parsed.entry.timeMicroseconds, parsed.entry.type, sortPairs(parsed.entry.values)]];
    });
    return row['error'] === undefined ? compare('entries', row['entries'], entries) : null;
  },
  comments: (row) => compare('comment', row['cleaned'], cleanLogComment(text(row, 'input'))),
};

export function sortPairs(pairs: Iterable<readonly [string, string]>): (readonly [string, string])[] {
  return Array.from(pairs).sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1));
}

const processing: Checks = {
  cases: (row, index) => {
    const parsed = parseProcessingInstructions(text(row, 'body').replaceAll('\r', ''), withRefresh);
    const found = instructionFields(parsed, `PiPage${index + 1}`);
    return compareAll(
      compare('lines', row['lines'], parsed.lines),
      compare('rest', row['rest'], parsed.body),
      compare('pi', row['pi'], { language: parsed.language, ...found }),
    );
  },
};

const texts: Checks = {
  form: (row) => {
    const normalised = normaliseFormText(text(row, 'entered'), {
      stripTrailingSpace: Boolean(row['strip']),
    });
    const bytes = encodePageText(normalised);
    return compareAll(
      compare('normalised', row['normalised'], normalised),
      compare('bytes', row['diskHex'], bytes.toString('hex')),
      compare('read back', row['readBack'], decodePageText(bytes).text),
    );
  },
  save: (row) => {
    const bytes = encodePageText(text(row, 'text'));
    return compareAll(
      compare('bytes', row['diskHex'], bytes.toString('hex')),
      compare('read back', row['readBack'], decodePageText(bytes).text),
    );
  },
  load: (row) => {
    const loaded = decodePageText(Buffer.from(text(row, 'diskHex'), 'hex'));
    return row['error'] === undefined
      ? compare('text', row['text'], loaded.text)
      : compare('flagged as not UTF-8', false, loaded.clean);
  },
};

const merge: Checks = {
  cases: (row) => {
    const [base, theirs, mine] = [text(row, 'base'), text(row, 'theirs'), text(row, 'mine')];
    const found = mergeTexts(base, theirs, mine);
    const expected = { text: row['merged'] ?? '', conflicts: row['conflicts'] };
    const difference = compare('merge', expected, found);
    // spec/storage.md §8: where MoinMoin reports a conflict, a better merge is allowed.
    return row['conflicts'] === 0 || difference === null ? difference : worse(base, theirs, mine, found);
  },
};

/** Null when every line that either side added is in the result and every conflict is marked as MoinMoin marks it. */
function worse(
  base: string,
  theirs: string,
  mine: string,
  found: { readonly text: string; readonly conflicts: number },
): string | null {
  const known = new Set(base.split('\n'));
  const result = new Set(found.text.split('\n'));
  const lost = [...theirs.split('\n'), ...mine.split('\n')].find(
    (line) => !known.has(line) && !result.has(line),
  );
  if (lost !== undefined) return `the added line ${JSON.stringify(lost)} is lost`;
  const marks = Object.values(conflictMarkers).map((marker) => found.text.split(marker).length - 1);
  return compare('marks', [found.conflicts, found.conflicts, found.conflicts], marks);
}

const interwiki: Checks = {
  maps: (row) => {
    const shared = Array.isArray(row['shared']) ? row['shared'].map(String) : [];
    const map = readInterwikiMap({
      texts: [...shared, text(row, 'own'), text(row, 'page')],
      interwikiname: 'Lab',
      selfAddress: '/',
    });
    return compare('map', sortPairs(rowsOfPairs(row['map'])), sortPairs(map));
  },
  join: (row) => compare('address', row['address'], joinInterwiki(text(row, 'url'), text(row, 'page'))),
  split: (row) => {
    const { wiki, page } = splitInterwiki(text(row, 'text'));
    return compareAll(compare('wiki', row['wiki'], wiki), compare('page', row['page'], page));
  },
};

const rowsOfPairs = (value: unknown): [string, string][] =>
  Array.isArray(value)
    ? value.filter(Array.isArray).map((pair: unknown[]) => [String(pair[0]), String(pair[1])])
    : [];

const meta: Checks = {
  cases: (row) => {
    const items = parseMeta(bytesOf(row));
    return row['error'] === undefined
      ? compare('items', row['items'], items === null ? null : Object.fromEntries(items))
      : compare('refused', null, items);
  },
};

const groupsAndDicts: Checks = {
  groups: (row) => {
    const page = text(row, 'page');
    const { members, subgroups } = parseGroupPage(
      parseProcessingInstructions(text(row, 'text'), labSettings),
      {
        page,
        isGroupName: kinds.isGroup,
        normalise: (name) => normalisePageName(name, kinds.isGroup),
        isWiki: () => false,
      },
    );
    return compareAll(
      compare('members', setOf(row['members']), sorted(members)),
      compare('sub groups', setOf(row['subgroups']), sorted(subgroups)),
    );
  },
  dicts: (row) =>
    compare('items', sortPairs(rowsOfPairs(row['items'])), sortPairs(parseDictionaryPage(text(row, 'text')))),
};

const setOf = (value: unknown): string[] => (Array.isArray(value) ? sorted(value.map(String)) : []);

const attachmentNames: Checks = {
  cases: (row) => {
    const cleaned = cleanAttachmentName(text(row, 'given'));
    const stored = storedAttachmentName(cleaned);
    return compareAll(
      compare('cleaned', row['cleaned'], cleaned),
      compare('stored', row['stored'], stored),
      compare('logged', row['logged'], loggedAttachmentName(stored)),
    );
  },
};

const tables: Readonly<Record<string, Checks>> = {
  quoting,
  logs,
  processing,
  text: texts,
  merge,
  interwiki,
  meta,
  groups_dicts: groupsAndDicts,
  attachment_names: attachmentNames,
};

export async function* runTables(directory: string): AsyncIterable<CaseResult> {
  for (const [tag, checks] of Object.entries(tables)) {
    const content = await readJson(directory, `${tag}.json`);
    if (content === null) continue;
    for (const [list, check] of Object.entries(checks))
      for (const [index, row] of rows(content, list).entries())
        yield await judge(`${list}:${index}`, tag, () => check(row, index));
  }
}
