import {
  attribute,
  byId,
  byTag,
  elementsOf,
  oneLine,
  parsePage,
  textOf,
  type Element,
} from '../wiki/page-facts.ts';
import { normalUrl } from './normal-url.ts';

/** What `facts` of http.jsonl says of a page, taken from one of ours. */
export interface PageFacts {
  readonly title: string;
  readonly meta: Readonly<Record<string, string>>;
  readonly linkRel: readonly (readonly [rel: string, href: string])[];
  readonly body: Readonly<Record<string, string | null>>;
  readonly contentAttrs: Readonly<Record<string, string | null>> | null;
  readonly pageLocation: string;
  readonly locationLinks: readonly Link[];
  readonly userName: readonly (readonly [id: string, text: string, href: string])[];
  readonly navibar: readonly Link[];
  readonly trail: readonly Link[];
  readonly editBar: ReadonlySet<string>;
  readonly menu: ReadonlySet<string>;
  readonly messages: readonly string[];
  readonly messageForms: readonly Form[];
  readonly contentForms: readonly Form[];
  readonly contentText: string;
  readonly contentLinks: readonly Link[];
  readonly tables: readonly Table[];
  readonly pageInfo: string;
  readonly ids: ReadonlySet<string>;
  readonly ticket: string | null;
}

export interface Link {
  readonly text: string;
  readonly href: string;
  readonly class: string;
}

export interface Form {
  readonly method: string;
  readonly action: string;
  readonly enctype: string;
  /** `tag type name` → values (checked ones marked). */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export interface Table {
  readonly id: string;
  readonly class: string;
  readonly rows: readonly (readonly string[])[];
}

export function readPageFacts(html: string, base: string): PageFacts {
  const page = parsePage(html);
  const links = (root: Element | null): readonly Link[] =>
    root === null
      ? []
      : byTag(root, 'a')
          .filter((a) => attribute(a, 'href') !== null)
          .map((a) => linkOf(a, base));
  const content = byId(page, 'content');
  const message = byId(page, 'message');
  const bar = [...elementsOf(page)].find((element) => hasClass(element, 'editbar')) ?? null;
  const [body] = byTag(page, 'body');
  const userName = byId(page, 'username');
  const inputs = byTag(page, 'input').filter((input) => attribute(input, 'name') === 'ticket');
  return {
    title: oneLine(textOf(byTag(page, 'title')[0] ?? page)),
    meta: Object.fromEntries(
      byTag(page, 'meta').flatMap((meta) => {
        const name = attribute(meta, 'name');
        return name === null ? [] : [[name, attribute(meta, 'content') ?? '']];
      }),
    ),
    linkRel: byTag(page, 'link').map((link) => [
      attribute(link, 'rel') ?? '',
      normalUrl(attribute(link, 'href') ?? '', base),
    ]),
    body: {
      lang: body === undefined ? null : attribute(body, 'lang'),
      dir: body === undefined ? null : attribute(body, 'dir'),
    },
    contentAttrs:
      content === null ? null : { lang: attribute(content, 'lang'), dir: attribute(content, 'dir') },
    pageLocation: oneLine(textOf(byId(page, 'pagelocation') ?? emptyNode)),
    locationLinks: links(byId(page, 'pagelocation')),
    userName: (userName === null ? [] : byTag(userName, 'a')).map((a) => [
      attribute(a, 'id') ?? '',
      oneLine(textOf(a)),
      normalUrl(attribute(a, 'href') ?? '', base),
    ]),
    navibar: navibarOf(byId(page, 'navibar'), base),
    trail: links(byId(page, 'pagetrail')),
    editBar: new Set(barEntries(bar, base)),
    menu: new Set(
      bar === null
        ? []
        : byTag(bar, 'option')
            .filter((option) => attribute(option, 'disabled') === null)
            .map((option) => attribute(option, 'value') ?? ''),
    ),
    messages: message === null ? [] : messageClasses(message),
    messageForms: message === null ? [] : byTag(message, 'form').map((form) => formOf(form, base)),
    contentForms: content === null ? [] : byTag(content, 'form').map((form) => formOf(form, base)),
    contentText: content === null ? '' : oneLine(blockText(content)),
    contentLinks: links(content),
    tables: content === null ? [] : byTag(content, 'table').map(tableOf),
    pageInfo: oneLine(textOf(byId(page, 'pageinfo') ?? emptyNode)),
    ids: new Set([...elementsOf(page)].flatMap((element) => attribute(element, 'id') ?? [])),
    ticket: inputs.length === 0 ? null : attribute(inputs[inputs.length - 1] ?? emptyNode, 'value'),
  };
}

const emptyNode = { tagName: 'none', attrs: [], childNodes: [] } as unknown as Element;

const classesOf = (element: Element): readonly string[] =>
  (attribute(element, 'class') ?? '').split(/\s+/).filter((name) => name !== '');
const hasClass = (element: Element, name: string): boolean => classesOf(element).includes(name);

const linkOf = (a: Element, base: string): Link => ({
  text: oneLine(textOf(a)),
  href: normalUrl(attribute(a, 'href') ?? '', base),
  class: classesOf(a).toSorted().join(' '),
});

const navibarOf = (bar: Element | null, base: string): readonly Link[] =>
  bar === null
    ? []
    : byTag(bar, 'li').flatMap((item) => {
        const [a] = byTag(item, 'a');
        return a === undefined ? [] : [{ ...linkOf(a, base), class: classesOf(item).join(' ') }];
      });

function barEntries(bar: Element | null, base: string): readonly string[] {
  if (bar === null) return [];
  const links = byTag(bar, 'a').map((a) =>
    `${normalUrl(attribute(a, 'href') ?? '', base)} ${classesOf(a).join(' ')}`.trim(),
  );
  const forms = byTag(bar, 'form').map((form) => normalUrl(attribute(form, 'action') ?? '', base));
  return [...links, ...forms];
}

const messageKinds = new Set(['info', 'warning', 'error', 'dialog', 'status', 'hint']);

const messageClasses = (message: Element): readonly string[] =>
  [...elementsOf(message)].flatMap((element) =>
    attribute(element, 'data-message') === null
      ? []
      : classesOf(element).filter((name) => messageKinds.has(name)),
  );

function formOf(form: Element, base: string): Form {
  const fields = new Map<string, string[]>();
  for (const element of elementsOf(form)) {
    if (!['input', 'textarea', 'select'].includes(element.tagName)) continue;
    const key = `${element.tagName} ${attribute(element, 'type') ?? ''} ${attribute(element, 'name') ?? ''}`;
    const values = fields.get(key) ?? [];
    values.push(...fieldValues(element));
    fields.set(key, values);
  }
  return {
    method: (attribute(form, 'method') ?? 'GET').toUpperCase(),
    action: normalUrl(attribute(form, 'action') ?? '', base),
    enctype: attribute(form, 'enctype') ?? '',
    fields,
  };
}

function fieldValues(element: Element): readonly string[] {
  if (element.tagName === 'textarea') return [textOf(element)];
  if (element.tagName === 'select')
    return byTag(element, 'option').map((option) => attribute(option, 'value') ?? '');
  const checked = attribute(element, 'checked') === null ? '' : ' checked';
  return [`${attribute(element, 'value') ?? ''}${checked}`];
}

const blocks = new Set(
  'address article blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre table td th tr ul'.split(' '),
);

/** Visible text with a blank between blocks, so that words of neighbours don't run together. */
function blockText(node: Element): string {
  return node.childNodes
    .map((child) => {
      if ('value' in child) return child.value;
      if (!('tagName' in child)) return '';
      const inner = blockText(child);
      return blocks.has(child.tagName) ? ` ${inner} ` : inner;
    })
    .join('');
}

const tableOf = (table: Element): Table => ({
  id: attribute(table, 'id') ?? '',
  class: classesOf(table).join(' '),
  rows: byTag(table, 'tr').map((row) =>
    [...elementsOf(row)]
      .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
      .map((cell) => oneLine(blockText(cell))),
  ),
});
