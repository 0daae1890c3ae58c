import { oneLine, parsePage, textOf } from '../wiki/page-facts.ts';
import type { GoldenAnswer } from '../wiki/http-client.ts';
import { compare } from '../sessions/runner.ts';
import type { Form, Link, PageFacts, Table } from './http-facts.ts';
import { formSchema, type ExpectedFacts, type ScenarioStep } from './http-scenario.ts';
import { normalUrl } from './normal-url.ts';
import type { Fill } from './wiki-copy.ts';

/** Null = equal in everything that decides (golden/actions/COMPARE.md, "http.jsonl"). */
export function compareAnswer(
  step: ScenarioStep,
  answer: GoldenAnswer,
  facts: PageFacts | null,
  fill: Fill,
  dataWords: RegExp,
): string | null {
  return (
    compare('status', step.status, answer.status) ??
    compareHeaders(step, answer, fill.base_url) ??
    compareCookies(step.set_cookie ?? [], answer.setCookie) ??
    compareBody(step, answer) ??
    (step.facts === undefined
      ? null
      : facts === null
        ? 'no HTML page'
        : compareFacts(step, step.facts, facts, fill, dataWords))
  );
}

const decidingHeaders = [
  ...['Location', 'Content-Type', 'Cache-Control', 'Pragma', 'Vary', 'Content-Disposition', 'Last-Modified'],
  ...['Expires', 'Etag'],
];

function compareHeaders(step: ScenarioStep, answer: GoldenAnswer, base: string): string | null {
  for (const name of decidingHeaders) {
    const expected = step.headers[name];
    if (expected === undefined) continue;
    const found = String(answer.headers[name.toLowerCase()] ?? '');
    if (expected === 'VOLATILE') {
      if (found === '') return `${name}: missing`;
      continue;
    }
    const difference = compareHeader(name, expected, found, base);
    if (difference !== null) return difference;
  }
  return null;
}

function compareHeader(name: string, expected: string, found: string, base: string): string | null {
  if (name === 'Location') return compare(name, normalUrl(expected, base), normalUrl(found, base));
  if (name === 'Content-Type') {
    const normal = (text: string): string => text.toLowerCase().replaceAll('"', '').replace(/\s/g, '');
    return compare(name, normal(expected), normal(found));
  }
  if (name === 'Vary') {
    const members = new Set(found.split(',').map((part) => part.trim()));
    return expected.split(',').every((part) => members.has(part.trim())) ? null : `Vary: ${found}`;
  }
  if (name === 'Content-Disposition')
    return compare(name, expected, Buffer.from(found, 'latin1').toString('utf8'));
  return compare(name, expected, found);
}

function compareCookies(expected: readonly string[], found: readonly string[]): string | null {
  const normal = (line: string): string =>
    line
      .replace(/^MOIN_SESSION_(?:\d+|N)_/, 'MOIN_SESSION_N_')
      .replace(/=(?:[0-9a-f]{40}|\(session id\));/, '=SID;')
      .replace('=(cleared);', '=;')
      .replace(/Expires=[^;]*; /, '');
  return compare('set_cookie', expected.map(normal), found.map(normal));
}

function compareBody(step: ScenarioStep, answer: GoldenAnswer): string | null {
  if (step.body_base64 !== undefined)
    return compare('body_base64', step.body_base64, answer.bytes.toString('base64'));
  if (step.body === undefined || step.status >= 300) return null;
  const action = /(?:^|&)action=([^&]*)/.exec(step.request.query ?? '')?.[1] ?? '';
  if (action === 'showtags' || action === 'pollsistersites') return null;
  const type = answer.headers['content-type'] ?? '';
  if (action === 'format') return compare('words', words(step.body), words(answer.text));
  if (action === 'content') return compare('content', visible(step.body), visible(answer.text));
  if (/xml/.test(type)) return compareXml(step.body, answer.text);
  if (type.startsWith('text/html')) return null;
  const withoutLineEnd = (text: string): string => text.replace(/\r?\n$/, '');
  return compare('body', withoutLineEnd(step.body), withoutLineEnd(answer.text));
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== '');
const visible = (html: string): string => oneLine(textOf(parsePage(html)));

/** Elements in order with their text; wording of descriptions and titles is not compared. */
function compareXml(expected: string, found: string): string | null {
  const pieces = (text: string): readonly string[] =>
    [...text.replace(/<!--.*?-->/gs, '').matchAll(/<([\w:]+)([^>]*)>([^<]*)/g)].map(
      ([, name = '', attributes = '', content = '']) => {
        const wording = /^(?:description|title|Title)$/.test(name) && /<rdf:RDF/.test(text);
        const sorted = [...attributes.matchAll(/[\w:]+="[^"]*"/g)]
          .map(([one]) => one)
          .toSorted()
          .join(' ');
        return `${name} ${sorted} ${wording ? '' : oneLine(decodeEntities(content))}`.trim();
      },
    );
  const [left, right] = [pieces(expected), pieces(found)];
  const index = left.findIndex((piece, position) => piece !== right[position] && !piece.includes('VOLATILE'));
  if (index < 0 && left.length === right.length) return null;
  const at = index < 0 ? left.length : index;
  return `xml at ${String(at)}: expected ${left[at] ?? 'end'}, found ${right[at] ?? 'end'}`;
}

const decodeEntities = (text: string): string =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

function compareFacts(
  step: ScenarioStep,
  expected: ExpectedFacts,
  found: PageFacts,
  fill: Fill,
  dataWords: RegExp,
): string | null {
  const checks: readonly (() => string | null)[] = [
    () => compareTitle(step, expected, found),
    () => compareMeta(expected, found),
    () => compareRelations(expected, found, fill.base_url),
    () => compareLanguages(expected, found),
    () => compareLinks('location_links', expected.location_links, found.locationLinks, fill.base_url, 'text'),
    () => compareUserName(expected, found, fill.base_url),
    () => compareNavibar(expected, found, fill.base_url),
    () => compareLinks('trail', expected.trail, found.trail, fill.base_url, 'text'),
    () => compareBar(expected, found, fill.base_url),
    () => compareMenu(expected, found),
    () => compareMessages(expected, found),
    () => compareForms('message_forms', expected.message_forms, found.messageForms, fill.base_url),
    () => compareForms('content_forms', expected.content_forms, found.contentForms, fill.base_url),
    () =>
      expected.content_text === undefined ? null : compareWords(expected.content_text, found.contentText),
    () => compareContentLinks(expected, found, fill.base_url),
    () => compareTables(expected, found, dataWords),
    () => comparePageInfo(expected, found),
    () => compareIds(expected, found),
  ];
  for (const check of checks) {
    const difference = check();
    if (difference !== null) return difference;
  }
  return null;
}

function compareTitle(step: ScenarioStep, expected: ExpectedFacts, found: PageFacts): string | null {
  if (expected.title === undefined) return null;
  const query = step.request.query ?? '';
  const isPlainView = query === '' && step.request.form === undefined && expected.message === undefined;
  if (isPlainView) return compare('title', expected.title, found.title);
  const page = step.request.path.slice(1);
  return !expected.title.includes(page) || found.title.includes(page) ? null : `title: ${found.title}`;
}

function compareMeta({ meta }: ExpectedFacts, found: PageFacts): string | null {
  if (meta === undefined) return null;
  for (const name of ['robots', 'keywords', 'description'])
    if (meta[name] !== undefined || name !== 'robots') {
      const difference = compare(`meta ${name}`, meta[name] ?? null, found.meta[name] ?? null);
      if (difference !== null) return difference;
    }
  return compare('edit_on_doubleclick', 'edit_on_doubleclick' in meta, 'edit_on_doubleclick' in found.meta);
}

function compareRelations({ link_rel }: ExpectedFacts, found: PageFacts, base: string): string | null {
  if (link_rel === undefined) return null;
  const decides = (rel: string, href: string): boolean =>
    ['Start', 'Alternate', 'Appendix', 'Up'].includes(rel) ||
    (rel === 'alternate' && href.includes('rss_rc'));
  const set = (pairs: readonly (readonly [string, string])[]): readonly string[] =>
    pairs
      .filter(([rel, href]) => decides(rel, href))
      .map((one) => one.join(' '))
      .toSorted();
  const wanted = link_rel.map(([rel, , href]) => [rel ?? '', normalUrl(href ?? '', base)] as const);
  return compare('link_rel', set(wanted), set(found.linkRel));
}

function compareLanguages(expected: ExpectedFacts, found: PageFacts): string | null {
  const wrong = Object.entries(expected.body ?? {}).find(([name, value]) => found.body[name] !== value);
  if (wrong !== undefined) return compare(`body ${wrong[0]}`, wrong[1], found.body[wrong[0]]);
  const other = Object.entries(expected.content_attrs ?? {}).find(
    ([name, value]) => found.contentAttrs?.[name] !== value,
  );
  return other === undefined
    ? null
    : compare(`content ${other[0]}`, other[1], found.contentAttrs?.[other[0]]);
}

function compareLinks(
  what: string,
  expected: readonly (readonly (string | null)[])[] | undefined,
  found: readonly Link[],
  base: string,
  withText: 'text' | 'no-text',
): string | null {
  if (expected === undefined) return null;
  const shape = (text: string, href: string, className: string): string =>
    [...(withText === 'text' ? [oneLine(text)] : []), href, className].join(' ').trim();
  return compare(
    what,
    expected.map(([text, href, className]) =>
      shape(text ?? '', normalUrl(href ?? '', base), sorted(className ?? '')),
    ),
    found.map((link) => shape(link.text, link.href, link.class)),
  );
}

const sorted = (classes: string): string => classes.split(/\s+/).filter(Boolean).toSorted().join(' ');

function compareUserName({ username }: ExpectedFacts, found: PageFacts, base: string): string | null {
  if (username === undefined) return null;
  const shape = (id: string, text: string, href: string): string =>
    id === 'userhome' ? `${id} ${text} ${href}` : `${id} ${href}`;
  return compare(
    'username',
    username.map(([id, text, href]) => shape(id ?? '', text ?? '', normalUrl(href ?? '', base))),
    found.userName.map(([id, text, href]) => shape(id, text, href)),
  );
}

function compareNavibar({ navibar }: ExpectedFacts, found: PageFacts, base: string): string | null {
  if (navibar === undefined) return null;
  return compare(
    'navibar',
    navibar.map(
      ([className, text, href]) => `${className ?? ''} ${text ?? ''} ${normalUrl(href ?? '', base)}`,
    ),
    found.navibar.map((link) => `${link.class} ${link.text} ${link.href}`),
  );
}

function compareBar({ editbar }: ExpectedFacts, found: PageFacts, base: string): string | null {
  if (editbar === undefined) return null;
  const wanted = editbar.flatMap(([, href, className]) =>
    href === null || href === undefined ? [] : [`${normalUrl(href, base)} ${className ?? ''}`.trim()],
  );
  return compare('editbar', [...new Set(wanted)].toSorted(), [...found.editBar].toSorted());
}

/** Left out by products: spec/actions.md §13. */
const optionalActions = new Set([
  'RenderAsDocbook',
  'SlideShow',
  'PackagePages',
  'SpellCheck',
  'Despam',
  'SyncPages',
]);

function compareMenu({ actions_menu }: ExpectedFacts, found: PageFacts): string | null {
  if (actions_menu === undefined) return null;
  const wanted = actions_menu
    .filter(([, , state]) => state !== 'disabled')
    .flatMap(([action]) =>
      action === null || action === undefined || optionalActions.has(action) ? [] : [action],
    );
  const ours = [...found.menu].filter((action) => !optionalActions.has(action));
  return compare('actions_menu', [...new Set(wanted)].toSorted(), ours.toSorted());
}

function compareMessages({ message }: ExpectedFacts, found: PageFacts): string | null {
  const wanted = new Set((message ?? []).map(([className]) => className ?? ''));
  return compare('message', [...wanted].toSorted(), [...new Set(found.messages)].toSorted());
}

function compareForms(
  what: string,
  expected: readonly unknown[] | undefined,
  found: readonly Form[],
  base: string,
): string | null {
  if (expected === undefined) return null;
  for (const one of expected) {
    const parsed = formSchema.safeParse(one);
    if (!parsed.success) return `${what}: not understood`;
    const differences = found.map((form) => compareForm(parsed.data, form, base));
    if (differences.includes(null)) continue;
    return `${what}: ${differences[0] ?? 'no form'}`;
  }
  return null;
}

function compareForm(
  expected: ReturnType<typeof formSchema.parse>,
  found: Form,
  base: string,
): string | null {
  const target = normalUrl(expected.action ?? '', base);
  const difference =
    compare('method', (expected.method ?? 'GET').toUpperCase(), found.method) ??
    (target === '' ? null : compare('action', target, found.action)) ??
    compare('enctype', expected.enctype ?? '', found.enctype);
  if (difference !== null) return difference;
  for (const field of expected.fields) {
    if (field.type === 'submit' || field.name === undefined) continue;
    const type = field.tag === 'input' ? (field.type ?? 'text') : '';
    const values = found.fields.get(`${field.tag} ${type} ${field.name}`);
    if (values === undefined) return `field ${field.tag} ${type} ${field.name} is missing`;
    const wrong = compareField(field, values);
    if (wrong !== null) return wrong;
  }
  return null;
}

function compareField(
  field: ReturnType<typeof formSchema.parse>['fields'][number],
  values: readonly string[],
): string | null {
  if (field.name === 'ticket' || field.value === 'VOLATILE') return null;
  if (field.options !== undefined)
    return compareOptions(
      field.name ?? '',
      field.options.map(([value]) => value ?? ''),
      values,
    );
  if (field.value === undefined || field.type === 'file') return null;
  const wanted = `${field.value}${field.checked === true ? ' checked' : ''}`;
  const normal =
    field.tag === 'textarea' ? (text: string) => text.trimEnd().replace(/^\n/, '') : (text: string) => text;
  return values.some((value) => normal(value) === normal(wanted))
    ? null
    : `field ${field.name ?? ''}: expected ${wanted}, found ${values.join(' | ')}`;
}

function compareOptions(name: string, expected: readonly string[], found: readonly string[]): string | null {
  const ours = expected.length >= recordedAtMost ? found.slice(0, expected.length) : found;
  return compare(`options of ${name}`, expected.toSorted(), ours.toSorted());
}

function compareWords(expected: string, found: string): string | null {
  const [left, right] = [words(expected), words(found)];
  const same = left.join('') === right.join('');
  return same ? null : compare('content_text', left.join(' '), right.join(' '));
}

/** Longer lists were cut when they were recorded. */
const recordedAtMost = 60;

const isHelpPage = (href: string): boolean => /^\/Help(?:On\w+|Contents)/.test(href);

function compareContentLinks(
  { content_links }: ExpectedFacts,
  found: PageFacts,
  base: string,
): string | null {
  if (content_links === undefined) return null;
  const shape = (href: string, className: string): string => `${href} ${className}`.trim();
  const wanted = content_links
    .filter(([, href]) => href !== null && href !== undefined && !isHelpPage(normalUrl(href, base)))
    .map(([, href, className]) => shape(normalUrl(href ?? '', base), sorted(className ?? '')));
  const ours = found.contentLinks
    .filter(({ href }) => !isHelpPage(href))
    .map((link) => shape(link.href, link.class));
  const index = wanted.findIndex((one, position) => one !== ours[position]);
  // The data stops after sixty links.
  if (index < 0 && (wanted.length === ours.length || content_links.length >= recordedAtMost)) return null;
  const at = index < 0 ? wanted.length : index;
  return `content_links[${String(at)}]: expected ${wanted[at] ?? 'end'}, found ${ours[at] ?? 'end'}`;
}

type Rows = readonly (readonly string[])[];

/** `dataWords` finds what decides in a cell; the rest are words of the interface. */
function compareTables(
  { content_tables }: ExpectedFacts,
  found: PageFacts,
  dataWords: RegExp,
): string | null {
  const data = (rows: Rows): readonly string[] =>
    rows.map((row) => row.flatMap((cell) => cell.match(dataWords) ?? []).join(','));
  for (const table of content_tables ?? []) {
    const wanted = data(table.rows);
    // Tables without data lay out a form.
    if (table.id === null && table.cls === null && wanted.every((row) => row === '')) continue;
    const candidates = found.tables.filter((one) => isCalledAlike(table, one));
    const differences = candidates.map((one) => compareRows(wanted, data(one.rows)));
    if (!differences.includes(null))
      return `content_tables ${table.id ?? table.cls ?? ''}: ${differences.at(-1) ?? 'no such table'}`;
  }
  return null;
}

/** Longer tables were cut when they were recorded. */
const recordedRows = 45;

function compareRows(expected: readonly string[], found: readonly string[]): string | null {
  if (expected.every((row) => row === '')) return null;
  const ours = expected.length === recordedRows ? found.slice(0, recordedRows) : found;
  const at = expected.findIndex((row, index) => row !== ours[index]);
  if (at >= 0) return compare(`row ${String(at)}`, expected[at], ours[at] ?? 'no row');
  return compare('number of rows', expected.length, ours.length);
}

function isCalledAlike(
  expected: { readonly id: string | null; readonly cls: string | null },
  found: Table,
): boolean {
  const classes = found.class.split(' ');
  return (
    ((expected.id ?? '') === '' || expected.id === found.id) &&
    (expected.cls ?? '').split(/\s+/).every((name) => name === '' || classes.includes(name))
  );
}

function comparePageInfo({ pageinfo }: ExpectedFacts, found: PageFacts): string | null {
  if (pageinfo === undefined) return null;
  const date = /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.exec(pageinfo)?.[0] ?? '';
  const page = /^(.*?) \(/.exec(pageinfo)?.[1] ?? '';
  const editor = /(\S+)\)$/.exec(pageinfo)?.[1] ?? '';
  return [date, page, editor].every((part) => found.pageInfo.includes(part))
    ? null
    : `pageinfo: ${found.pageInfo}`;
}

const frameIds = new Set(
  (
    'header searchform searchinput titlesearch fullsearch logo username login userhome userprefs logout locationline ' +
    'pagelocation pagetrail navibar message pageline page content pageinfo pagebottom footer credits top bottom'
  ).split(' '),
);

function compareIds({ ids }: ExpectedFacts, found: PageFacts): string | null {
  const missing = (ids ?? []).filter((id) => frameIds.has(id) && !found.ids.has(id));
  return missing.length === 0 ? null : `ids: missing ${missing.join(', ')}`;
}
