import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { DefaultTreeAdapterTypes } from 'parse5';
import { z } from 'zod';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import type { CaseResult } from '../../kind.ts';
import { compare } from '../sessions/runner.ts';
import { GoldenServer } from '../wiki/http-client.ts';
import {
  attribute,
  byTag,
  elementsOf,
  oneLine,
  parsePage,
  textOf,
  type Element,
} from '../wiki/page-facts.ts';
import { ScenarioPlay } from './http.ts';
import { requestSchema } from './http-scenario.ts';
import { normalUrl } from './normal-url.ts';
import { fillSchema, WikiCopy, type Fill } from './wiki-copy.ts';

const rowSchema = z.object({
  id: z.string(),
  status: z.number(),
  html: z.string(),
  request: requestSchema,
  before: z.array(requestSchema).default([]),
  optional: z.boolean().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** golden/actions/recentchanges.jsonl: the page of that name over real HTTP, each time on a fresh copy of the wiki. */
export async function* run(directory: string): AsyncIterable<CaseResult> {
  const lines = await readIfThere(path.join(directory, 'recentchanges.jsonl'));
  const fillText = await readIfThere(path.join(directory, 'fill.json'));
  if (lines === null || fillText === null) return;
  const fill = fillSchema.parse(JSON.parse(fillText));
  const server = await GoldenServer.start();
  try {
    for (const line of lines.split('\n')) {
      if (line === '') continue;
      const parsed = rowSchema.safeParse(JSON.parse(line));
      if (parsed.success && parsed.data.optional === true) continue;
      const name = parsed.success ? parsed.data.id : line.slice(0, 40);
      const difference = parsed.success
        ? await guarded(() => check(server, directory, fill, parsed.data))
        : z.prettifyError(parsed.error);
      const passed = difference === null;
      yield { name, tags: ['recentchanges'], passed, ...(passed ? {} : { difference }) };
    }
  } finally {
    await server.close();
  }
}

async function guarded(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? `crashed: ${error.message}` : String(error);
  }
}

async function check(server: GoldenServer, directory: string, fill: Fill, row: Row): Promise<string | null> {
  const copy = await WikiCopy.create(directory, fill);
  try {
    const play = new ScenarioPlay(server, copy, fill);
    for (const request of row.before) await play.answer({ request });
    const { answer } = await play.answer({ request: row.request });
    return (
      compare('status', row.status, answer.status) ?? compareChanges(row.html, answer.text, fill.base_url)
    );
  } finally {
    await copy.close();
  }
}

function compareChanges(expected: string, found: string, base: string): string | null {
  const [wanted, ours] = [changesIn(expected, base), changesIn(found, base)];
  const header = compare('header', wanted.header, ours.header);
  if (header !== null) return header;
  for (const [index, row] of wanted.rows.entries()) {
    const difference = compare(`row ${String(index)}`, row, ours.rows[index]);
    if (difference !== null) return difference;
  }
  return (
    compare('rows', wanted.rows.length, ours.rows.length) ??
    compare('end', wanted.bookmarkReached, ours.bookmarkReached)
  );
}

interface Changes {
  /** Links of choices and bookmark. */
  readonly header: readonly string[];
  readonly rows: readonly unknown[];
  readonly bookmarkReached: boolean;
}

function changesIn(html: string, base: string): Changes {
  const [list] = withClass(parsePage(html), 'recentchanges');
  if (list === undefined) return { header: [], rows: [], bookmarkReached: false };
  const [header] = elementsOf(list);
  const [table] = byTag(list, 'table');
  return {
    header: header === undefined ? [] : byTag(header, 'a').map((link) => href(link, base)),
    rows: table === undefined ? [] : byTag(table, 'tr').map((row) => rowFacts(row, base)),
    // Nothing else stands behind the table.
    bookmarkReached: oneLine(textAfter(list, table)) !== '',
  };
}

function rowFacts(row: Element, base: string): unknown {
  const cell = (name: string): Element | undefined => withClass(row, name)[0];
  const links = (name: string): readonly string[] => {
    const here = cell(name);
    return here === undefined ? [] : byTag(here, 'a').map((link) => href(link, base));
  };
  if (attribute(row, 'class') === 'rcdaybreak')
    return {
      day: /\d{4}-\d\d-\d\d/.exec(textOf(row))?.[0] ?? '',
      links: byTag(row, 'a').map((link) => href(link, base)),
    };
  const pageCell = cell('rcpagelink');
  const icon = cell('rcicon1');
  const image = icon === undefined ? undefined : byTag(icon, 'img')[0];
  const [pageLink] = pageCell === undefined ? [] : byTag(pageCell, 'a');
  return {
    icon: [links('rcicon1'), image === undefined ? '' : iconKind(image)],
    page: [
      links('rcpagelink'),
      textOfCell(pageCell),
      pageLink === undefined ? null : (attribute(pageLink, 'class') ?? ''),
    ],
    time: timeFacts(textOfCell(cell('rctime'))),
    info: links('rcicon2'),
    editors: [links('rceditor'), textOfCell(cell('rceditor')), hostsOf(cell('rceditor'))],
    comment: commentFacts(textOfCell(cell('rccomment'))),
  };
}

const kinds = /^(?:DIFF|NEW|UPDATED|RENAMED|DELETED|CONFLICT)$/;

/** The word of the alternative text; in other languages the picture's name says the same. */
function iconKind(image: Element): string {
  const word = (attribute(image, 'alt') ?? '').replace(/[[\]]/g, '');
  if (kinds.test(word)) return word;
  return /moin-([a-z]+)\.\w+$/.exec(attribute(image, 'src') ?? '')?.[1]?.toUpperCase() ?? word;
}

const textOfCell = (cell: Element | undefined): string => (cell === undefined ? '' : oneLine(textOf(cell)));

const timeFacts = (text: string): string =>
  /^\d\d:\d\d$/.test(text) ? text : `${/\d+/.exec(text)?.[0] ?? ''} minutes`;

const hostsOf = (cell: Element | undefined): readonly string[] =>
  cell === undefined
    ? []
    : byTag(cell, 'span').map((span) => /@ (.*)$/.exec(attribute(span, 'title') ?? '')?.[1] ?? '');

/** Of the sentences that the wiki itself writes only the page, file or revision they name decides. */
function commentFacts(text: string): string {
  return text
    .replace(
      /(?:Upload of attachment|Attachment|Dateianhang|Renamed from|Umbenannt von) '([^']*)'[^.#]*\./g,
      '<$1>',
    )
    .replace(/(?:Revert to revision|Revision) (\d+)[^.#]*\./g, '<$1>');
}

const href = (link: Element, base: string): string => normalUrl(attribute(link, 'href') ?? '', base);

const withClass = (root: DefaultTreeAdapterTypes.ParentNode, name: string): readonly Element[] =>
  [...elementsOf(root)].filter((element) => (attribute(element, 'class') ?? '').split(' ').includes(name));

const textAfter = (parent: Element, child: Element | undefined): string =>
  child === undefined
    ? ''
    : parent.childNodes
        .slice(parent.childNodes.indexOf(child) + 1)
        .map((node) => textOf(node))
        .join('');

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
