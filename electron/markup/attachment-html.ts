import type { MarkupSettings, PageState, RenderEnvironment } from './environment.ts';
import { attributesHtml, escapeText } from './html-text.ts';
import { imageOnly, objectOnly } from './link-target.ts';
import { isBrowserImage, mimeTypeOf, parserForFile } from './mime-types.ts';
import { pageUrl } from '../../shared/names/page-name.ts';
import type { AttachmentEmbed, AttachmentLink, Attributes } from './tree.ts';

type Place = { readonly page: string; readonly file: string };

/** URL of the attachment action for a file, not HTML-escaped. */
export function attachmentUrl(
  settings: MarkupSettings,
  place: Place,
  what: 'get' | 'view',
  query: readonly (readonly [string, string])[] = [],
): string {
  const asked = new Map<string, string>([
    ['action', 'AttachFile'],
    ['do', what],
    ...query,
    ['target', place.file],
  ]);
  return pageUrl(settings.scriptRoot, place.page, { query: sorted([...asked]) });
}

function sorted(query: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] {
  return query.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function uploadUrl(settings: MarkupSettings, environment: RenderEnvironment, place: Place): string {
  return pageUrl(settings.scriptRoot, place.page, {
    query: [
      ['action', 'AttachFile'],
      ['do', 'upload_form'],
      ['target', place.file],
      ['ticket', environment.ticket(place.page, 'AttachFile')],
    ],
  });
}

function uploadTitle(file: string): string {
  return `Upload new attachment "${file}"`;
}

/** `[[attachment:file]]`; `label` is HTML. */
export async function attachmentLinkHtml(
  link: AttachmentLink,
  label: string,
  settings: MarkupSettings,
  environment: RenderEnvironment,
): Promise<string> {
  const exists = link.file === '' || (await environment.attachmentExists(link.page, link.file));
  const given = link.attributes.find(([name]) => name === 'class')?.[1];
  const rest = link.attributes.filter(([name]) => name !== 'class');
  const classes = [
    'attachment',
    ...(exists ? [] : ['nonexistent']),
    ...(given === undefined ? [] : [given]),
  ].join(' ');
  const attributes: Attributes = exists
    ? [['class', classes], ['href', attachmentUrl(settings, link, 'view', link.query)], ...rest]
    : [
        ['class', classes],
        ['href', uploadUrl(settings, environment, link)],
        ['title', uploadTitle(link.file)],
        ...rest.filter(([name]) => name !== 'title'),
      ];
  return `<a${attributesHtml(attributes)}>${label}</a>`;
}

/** `{{attachment:file}}`: image, text or object by its type (spec/markup.md §6). */
export async function attachmentEmbedHtml(
  embed: AttachmentEmbed,
  settings: MarkupSettings,
  environment: RenderEnvironment,
  page: PageState,
): Promise<string> {
  const exists = await environment.attachmentExists(embed.page, embed.file);
  const type = mimeTypeOf(embed.file);
  if (isBrowserImage(type) && exists) return image(embed, settings);
  if (isBrowserImage(type) && embed.whenMissing === 'icon') return missingImage(embed, settings, environment);
  if (!exists) return plainLink(embed, embed.description ?? embed.typed, '', settings, environment);
  if (type.startsWith('text/')) return inlinedText(embed, settings, environment, page);
  return object(embed, type, settings);
}

function image(embed: AttachmentEmbed, settings: MarkupSettings): string {
  const description = embed.description ?? embed.typed;
  const given = new Map(imageOnly(embed.attributes));
  const className = given.get('class');
  const attributes = new Map<string, string>([
    ['alt', description],
    ['title', description],
    ...given,
    ['class', className === undefined ? 'attachment' : `${className} attachment`],
    ['src', attachmentUrl(settings, embed, 'get')],
  ]);
  return `<img${attributesHtml([...attributes])} />`;
}

function missingImage(
  embed: AttachmentEmbed,
  settings: MarkupSettings,
  environment: RenderEnvironment,
): string {
  return attachIconLink(settings, uploadUrl(settings, environment, embed), uploadTitle(embed.file));
}

/** The paper clip as a link to where something missing is made. */
export function attachIconLink(settings: MarkupSettings, href: string, title: string): string {
  const icon = attributesHtml([
    ['alt', '[ATTACH]'],
    ['height', '32'],
    ['src', `${settings.staticPrefix}/${settings.theme}/img/attach.png`],
    ['title', '[ATTACH]'],
    ['width', '32'],
  ]);
  return `<a${attributesHtml([
    ['class', 'nonexistent'],
    ['href', href],
    ['title', title],
  ])}><img${icon} /></a>`;
}

function plainLink(
  embed: AttachmentEmbed,
  text: string,
  title: string,
  settings: MarkupSettings,
  environment: RenderEnvironment,
): Promise<string> {
  const { page, file, typed } = embed;
  const link: AttachmentLink = {
    kind: 'attachment-link',
    page,
    file,
    query: [],
    attributes: [['title', title]],
    label: null,
    typed,
  };
  return attachmentLinkHtml(link, escapeText(text), settings, environment);
}

async function inlinedText(
  embed: AttachmentEmbed,
  settings: MarkupSettings,
  environment: RenderEnvironment,
  page: PageState,
): Promise<string> {
  const bytes = await environment.readAttachment(embed.page, embed.file);
  const link = await plainLink(
    embed,
    embed.description ?? embed.typed,
    `attachment:${embed.typed}`,
    settings,
    environment,
  );
  if (bytes === null) return link;
  const text = new TextDecoder().decode(bytes).replaceAll('\r\n', '\n');
  const parser = parserForFile(embed.file);
  return (
    (await page.render(text, { format: parser.name, formatArgs: parser.args, lineAnchors: false })) + link
  );
}

function object(embed: AttachmentEmbed, type: string, settings: MarkupSettings): string {
  const text = embed.description ?? embed.typed;
  const attributes = new Map<string, string>([
    ['title', embed.description ?? ''],
    ['type', type],
    ...objectOnly(embed.attributes),
    ['data', attachmentUrl(settings, embed, 'get')],
  ]);
  return `<object${attributesHtml([...attributes])}>${escapeText(text)}</object>`;
}
