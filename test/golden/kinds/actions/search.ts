import { rm, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseFragment, type DefaultTreeAdapterTypes } from 'parse5';
import { contextOf } from '../../../../electron/page/search/context.ts';
import { pageSearch } from '../../../../electron/page/search/page-search.ts';
import type { SearchHit } from '../../../../electron/page/search/search.ts';
import type { CaseResult } from '../../kind.ts';
import { fillPages } from '../acl/world.ts';
import { openLabWiki, type LabWiki } from '../storage/lab-wiki.ts';
import {
  compare,
  compareAll,
  isRecord,
  judge,
  number,
  readJson,
  rows,
  sorted,
  temporaryFolder,
  text,
} from '../storage/support.ts';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import { revisionFile } from '../../../../electron/page/page-folder.ts';

type Row = Record<string, unknown>;

/** golden/actions/search.json: a corpus and what queries find in it. */
export async function* run(directory: string): AsyncIterable<CaseResult> {
  const content = await readJson(directory, 'search.json');
  if (content === null) return;
  const root = await temporaryFolder();
  try {
    const wiki = await openCorpus(root, content);
    for (const [index, query] of rows(content, 'queries').entries())
      if (query['optional'] !== true)
        yield await judge(text(query, 'id') || String(index), 'search', () =>
          checkQuery(wiki, content, query),
        );
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function openCorpus(root: string, content: Row): Promise<LabWiki> {
  const config = isRecord(content['config']) ? content['config'] : {};
  const pages = rows(content, 'pages');
  const texts = pages.map((page): [string, unknown] => [
    text(page, 'name'),
    page['deleted'] === true ? [text(page, 'text'), null] : text(page, 'text'),
  ]);
  await fillPages(path.join(root, 'data'), Object.fromEntries(texts));
  for (const page of pages) {
    const folder = path.join(root, 'data', 'pages', folderOfPage(text(page, 'name')));
    const saved = number(page, 'saved_at');
    await utimes(revisionFile(folder, 1), saved, saved);
  }
  await writeFile(path.join(root, 'data', 'edit-log'), '');
  return openLabWiki(root, {
    settings: {
      aclRightsBefore: text(config, 'acl_rights_before'),
      aclRightsDefault: text(config, 'acl_rights_default'),
    },
    knownUsers: new Set(rows(content, 'users').map((user) => text(user, 'name'))),
    nowMicroseconds: number(content, 'now') * 1e6,
  });
}

async function checkQuery(wiki: LabWiki, content: Row, row: Row): Promise<string | null> {
  const { store, kinds, rights } = wiki;
  const links = isRecord(content['pagelinks']) ? content['pagelinks'] : {};
  const search = pageSearch({
    store,
    kinds,
    linksOf: (page) => (Array.isArray(links[page]) ? links[page].map(String) : []),
  });
  const titleSearch = number(row, 'titlesearch') === 1;
  const query = search.parse(text(row, 'query'), { titleSearch, caseSensitive: row['case'] === 1 });
  if (row['error'] !== undefined || query === null)
    return compare('invalid', row['error'] !== undefined, query === null);
  const name = text(row, 'user');
  const visitor = { name, authMethod: name === '' ? null : 'moin' };
  const { hits } = await search.search(query, {
    order: titleSearch ? 'name' : 'weight',
    ...(row['mtime'] === undefined ? {} : { modifiedSinceSeconds: number(row, 'mtime') }),
    mayRead: (page) => rights.may(visitor, 'read', page).allowed,
  });
  const expected = rows(row, 'hits');
  return compareAll(
    compare(
      'hits',
      expected.map(summary),
      hits.map((hit) => [hit.page, hit.weight, hit.matches.length]),
    ),
    ...hits.map((hit, index) =>
      compare(
        `matches in ${hit.page}`,
        sorted((expected[index]?.['matches'] as unknown[]).map((match) => JSON.stringify(match))),
        sorted(hit.matches.slice(0, 25).map((match) => JSON.stringify(inCodePoints(wiki, hit, match)))),
      ),
    ),
    checkContexts(wiki, row, hits),
  );
}

const summary = (hit: Row): unknown => [hit['page'], hit['weight'], hit['count']];

/** Python counts code points. */
function inCodePoints(
  { store }: LabWiki,
  hit: SearchHit,
  { where, start, end }: SearchHit['matches'][number],
): unknown {
  const source = where === 'title' ? hit.page : where === 'text' ? (store.read(hit.page)?.text ?? '') : '';
  const count = (units: number): number => Array.from(source.slice(0, units)).length;
  return [where, where === 'other' ? 0 : count(start), where === 'other' ? 0 : count(end)];
}

/** The list with contexts: same pages, same marked texts, same words. */
function checkContexts({ store }: LabWiki, row: Row, hits: readonly SearchHit[]): string | null {
  const html = text(row, 'results_html');
  const size = number(row, 'context');
  if (html === '' || size === 0) return null;
  const wanted = descriptionsIn(html);
  return compareAll(
    compare('contexts', wanted.length, hits.length),
    ...hits.map((hit, index) => {
      const context = contextOf(store.read(hit.page)?.text ?? '', hit.matches, size);
      const plain = context.pieces.map((piece) => piece.text).join('');
      const found = context.isExcerpt ? `...${plain}...` : plain;
      return compareAll(
        compare(`context of ${hit.page}`, collapse(wanted[index]?.text ?? ''), collapse(found)),
        compare(
          `marks of ${hit.page}`,
          wanted[index]?.marked.map(collapse),
          context.pieces.filter((piece) => piece.marked).map((piece) => collapse(piece.text)),
        ),
      );
    }),
  );
}

const collapse = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/ \.\.\.$/, '...');

interface Description {
  readonly text: string;
  readonly marked: string[];
}

/** The `dd` elements of a list of results. */
function descriptionsIn(html: string): Description[] {
  const found: Description[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node): void => {
    if (node.nodeName === 'dd' && 'childNodes' in node) {
      const marked: string[] = [];
      found.push({ text: textOf(node, marked), marked });
      return;
    }
    if ('childNodes' in node) for (const child of node.childNodes) visit(child);
  };
  visit(parseFragment(html));
  return found;
}

function textOf(node: DefaultTreeAdapterTypes.Node, marked: string[]): string {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (!('childNodes' in node) || ('attrs' in node && node.nodeName === 'p')) return '';
  const inside = node.childNodes.map((child) => textOf(child, marked)).join('');
  if (node.nodeName === 'strong') marked.push(inside);
  return inside;
}
