import type { MarkupSettings } from './environment.ts';
import { absolutePageName, joinInterwiki, pageUrl } from '../../shared/names/page-name.ts';
import { urlSchemes } from '../../shared/names/link-address.ts';
import { percentDecode } from '../../shared/names/percent.ts';
import { safeId } from './ids.ts';
import { splitArguments } from './quoted-arguments.ts';
import type { Attributes, TreeNode } from './tree.ts';

export interface LinkContext {
  readonly settings: MarkupSettings;
  readonly pageName: string;
}

/** Third part of `[[target|text|parameters]]` and `{{…}}`. */
export interface LinkParameters {
  readonly attributes: Attributes;
  readonly query: readonly (readonly [string, string])[];
}

export const noParameters: LinkParameters = { attributes: [], query: [] };

const linkAttributes: ReadonlySet<string> = new Set(['class', 'title', 'target', 'accesskey', 'rel']);
const imageAttributes: ReadonlySet<string> = new Set([
  'class',
  'title',
  'longdesc',
  'width',
  'height',
  'align',
]);
const objectAttributes: ReadonlySet<string> = new Set([
  'class',
  'title',
  'width',
  'height',
  'type',
  'standby',
]);

/**
 * Reads `key=value,key="value with blanks"`. Values without key are left out.
 *
 * The comma is optional after a quoted value: MoinMoin fails there (`link-080`).
 */
export function parseParameters(source: string): LinkParameters {
  const attributes: [string, string][] = [];
  const query: [string, string][] = [];
  for (const { name, text } of splitArguments(source)) {
    if (name === null) continue;
    if (name.startsWith('&')) query.push([name.slice(1), text ?? '']);
    else put(attributes, name, text ?? '');
  }
  return { attributes, query };
}

function put(attributes: [string, string][], key: string, value: string): void {
  const known = attributes.find(([name]) => name === key);
  if (known === undefined) attributes.push([key, value]);
  else known[1] = value;
}

function only(attributes: Attributes, names: ReadonlySet<string>): Attributes {
  return attributes.filter(([name]) => names.has(name));
}

/** Scheme of a URL target, or null if it is none. */
export function schemeOf(target: string): string | null {
  const colon = target.indexOf(':');
  if (colon <= 0) return null;
  const scheme = target.slice(0, colon);
  return urlSchemes.has(scheme) ? scheme : null;
}

/** What the second part of a link shows. */
export interface LinkText {
  /** As typed, trimmed. */
  readonly typed: string;
  readonly nodes: TreeNode[];
}

/** The node of a bracket link (spec/markup.md §5.2); `text` null: none given. */
export function linkNode(
  context: LinkContext,
  target: string,
  text: LinkText | null,
  parameters: LinkParameters = noParameters,
): TreeNode {
  const attributes = only(parameters.attributes, linkAttributes);
  const { query } = parameters;
  const label = (fallback: string): TreeNode[] => text?.nodes ?? [{ kind: 'text', text: fallback }];
  if (schemeOf(target) !== null) return { kind: 'url-link', href: target, attributes, label: label(target) };
  if (target.startsWith('attachment:')) {
    const typed = target.slice('attachment:'.length);
    const title: Attributes = attributes.some(([name]) => name === 'title')
      ? attributes
      : [...attributes, ['title', text?.typed ?? '']];
    return {
      kind: 'attachment-link',
      ...attachmentOf(context, typed),
      query,
      attributes: title,
      label: text?.nodes ?? null,
      typed,
    };
  }
  if (target.startsWith('drawing:'))
    return drawingNode(context, target.slice('drawing:'.length), text?.typed ?? '', []);
  const colon = target.indexOf(':');
  if (colon > 0) {
    const node = interwikiNode(context, target.slice(0, colon), target.slice(colon + 1), text, parameters);
    if (node !== null) return node;
  }
  return pageLinkNode(context, target, label(target), true, parameters);
}

export function pageLinkNode(
  context: LinkContext,
  target: string,
  label: TreeNode[],
  indexed: boolean,
  parameters: LinkParameters = noParameters,
): TreeNode {
  const hash = target.lastIndexOf('#');
  const name = hash < 0 ? target : target.slice(0, hash);
  return {
    kind: 'page-link',
    page: name === '' ? context.pageName : absolutePageName(context.pageName, name),
    anchor: hash < 0 ? null : target.slice(hash + 1),
    query: parameters.query,
    attributes: only(parameters.attributes, linkAttributes),
    label,
    indexed,
  };
}

/** A link to another wiki, or to this one by `Self:`; null if the wiki is not known. Without its link if none may lead there. */
export function interwikiNode(
  context: LinkContext,
  wiki: string,
  page: string,
  text: LinkText | null,
  parameters: LinkParameters = noParameters,
): TreeNode | null {
  const hash = page.lastIndexOf('#');
  const label: TreeNode[] = text?.nodes ?? [{ kind: 'text', text: hash < 0 ? page : page.slice(0, hash) }];
  if (wiki === 'Self') return pageLinkNode(context, page, label, false, parameters);
  const prefix = interwikiPrefix(context.settings, wiki);
  if (prefix === null) return null;
  const href = interwikiUrl(prefix, page, parameters.query);
  const title = parameters.attributes.find(([name]) => name === 'title')?.[1] ?? wiki;
  return { kind: 'interwiki-link', wiki, href, attributes: [['title', title]], label };
}

/** What the interwiki map says of a wiki; null: it is not known. */
function interwikiPrefix(settings: MarkupSettings, wiki: string): string | null {
  const isHere = wiki === 'Self' || wiki === settings.interwikiName;
  return isHere ? `${settings.scriptRoot}/` : settings.interwiki(wiki);
}

function interwikiUrl(prefix: string, page: string, query: LinkParameters['query']): string | null {
  const hash = page.lastIndexOf('#');
  if (hash < 0) return joinInterwiki(prefix, page, { query });
  return joinInterwiki(prefix, page.slice(0, hash), { query, anchor: safeId(page.slice(hash + 1)) });
}

/** Page and file of `file`, `Page/file` or `/Sub/file`, percent-decoded. */
export function attachmentOf(
  context: LinkContext,
  typed: string,
): { readonly page: string; readonly file: string } {
  const address = percentDecode(typed);
  const absolute = address === '' ? '' : absolutePageName(context.pageName, address);
  const slash = absolute.lastIndexOf('/');
  return {
    page: slash <= 0 ? context.pageName : absolute.slice(0, slash),
    file: safeFileName(absolute.slice(slash + 1)),
  };
}

const forbiddenInFiles = new Set(Array.from(':/\\<>"*?%|'));

/** Characters that no attachment name has (spec/storage.md §11) are replaced as on upload. */
function safeFileName(name: string): string {
  return Array.from(name, (character) =>
    character < ' ' || forbiddenInFiles.has(character) ? '_' : character,
  ).join('');
}

function drawingNode(
  context: LinkContext,
  typed: string,
  description: string | null,
  attributes: Attributes,
): TreeNode {
  const name = /\.[a-z]*draw$/.test(typed) ? typed : `${typed}.tdraw`;
  const { page, file } = attachmentOf(context, name);
  return { kind: 'drawing', page, name: file, typed, description, attributes };
}

/**
 * The node of a transclusion (spec/markup.md §6).
 *
 * `fallback` is the description of an image in a link that has none of its own: the link's target.
 */
export function embedNode(
  context: LinkContext,
  typedTarget: string,
  description: string | null,
  parameters: LinkParameters = noParameters,
  fallback: string | null = null,
): TreeNode {
  const target = percentDecode(typedTarget);
  const images = only(parameters.attributes, imageAttributes);
  if (schemeOf(target) !== null)
    return {
      kind: 'url-image',
      src: target,
      attributes: withDescription(images, description ?? fallback ?? target),
    };
  if (target.startsWith('attachment:')) {
    const typed = target.slice('attachment:'.length);
    return {
      kind: 'attachment-embed',
      ...attachmentOf(context, typed),
      typed,
      description: description ?? fallback,
      query: parameters.query,
      attributes: parameters.attributes.filter(
        ([name]) => imageAttributes.has(name) || objectAttributes.has(name),
      ),
      whenMissing: 'icon',
    };
  }
  if (target.startsWith('drawing:'))
    return drawingNode(context, target.slice('drawing:'.length), description, images);
  const attributes = only(parameters.attributes, objectAttributes);
  const query = withContentAction(parameters.query);
  const colon = target.indexOf(':');
  const wiki = colon > 0 ? target.slice(0, colon) : '';
  const prefix = wiki !== '' && wiki !== 'Self' ? interwikiPrefix(context.settings, wiki) : null;
  if (prefix !== null) {
    const foreign = target.slice(colon + 1);
    const href = interwikiUrl(prefix, foreign, query);
    const text = description ?? fallback ?? foreign;
    return href === null ? { kind: 'text', text } : { kind: 'page-embed', href, text, attributes };
  }
  const page = wiki === 'Self' ? target.slice(colon + 1) : target;
  const href = pageUrl(context.settings.scriptRoot, absolutePageName(context.pageName, page), { query });
  return { kind: 'page-embed', href, text: description ?? fallback ?? page, attributes };
}

/** An embedded page shows its content, unless the parameters name another action. */
function withContentAction(query: LinkParameters['query']): LinkParameters['query'] {
  return query.some(([name]) => name === 'action') ? query : [['action', 'content'], ...query];
}

function withDescription(attributes: Attributes, description: string): Attributes {
  return attributes.some(([name]) => name === 'title')
    ? [['alt', description], ...attributes]
    : [['alt', description], ['title', description], ...attributes];
}

/** Attributes that images of attachments may carry; `html_class` is creole's own. */
export function imageOnly(attributes: Attributes): Attributes {
  return attributes.filter(([name]) => imageAttributes.has(name) || name === 'html_class');
}
/** Attributes that objects may carry. */
export function objectOnly(attributes: Attributes): Attributes {
  return only(attributes, objectAttributes);
}
