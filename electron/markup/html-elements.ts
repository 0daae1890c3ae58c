import type { MarkupSettings } from './environment.ts';
import { attributesHtml, escapeText } from './html-text.ts';
import { schemeOf } from './link-target.ts';
import { smileyImage } from './smileys.ts';
import type {
  Attributes,
  BlockLanguage,
  FormatName,
  List,
  ListItem,
  PageEmbed,
  RawInline,
  Rule,
  UrlImage,
} from './tree.ts';

/** Elements whose HTML is the same for everybody, and the attributes of those with content. */

export const formatTags: Readonly<Record<FormatName, readonly [open: string, close: string]>> = {
  em: ['<em>', '</em>'],
  strong: ['<strong>', '</strong>'],
  small: ['<small>', '</small>'],
  big: ['<big>', '</big>'],
  underline: ['<span class="u">', '</span>'],
  strike: ['<span class="strike">', '</span>'],
  // Open: the style depends on the visitor.
  comment: ['<span class="comment"', '</span>'],
};

const rawTags: Readonly<Record<RawInline['tag'], readonly [open: string, close: string]>> = {
  tt: ['<tt>', '</tt>'],
  backtick: ['<tt class="backtick">', '</tt>'],
  sup: ['<sup>', '</sup>'],
  sub: ['<sub>', '</sub>'],
};

export function rawHtml(node: RawInline): string {
  const [open, close] = rawTags[node.tag];
  const text = escapeText(node.text);
  return open + (node.keepBlanks ? text.replaceAll(' ', '&nbsp;') : text) + close;
}

export function languageAttributes(language: BlockLanguage | undefined): Attributes {
  if (language === undefined) return [];
  return [
    ['dir', language.dir],
    ['lang', language.lang],
  ];
}

export function ruleHtml(rule: Rule): string {
  const weight: Attributes = rule.weight > 0 ? [['class', `hr${rule.weight}`]] : [];
  return `<hr${attributesHtml([...weight, ...languageAttributes(rule.language)])} />`;
}

export function listAttributes(list: List): Attributes {
  return [
    ...(list.numbering === null ? [] : [['type', list.numbering] as const]),
    ...(list.start === null ? [] : [['start', String(list.start)] as const]),
    ...languageAttributes(list.language),
  ];
}

export function itemAttributes(item: ListItem): Attributes {
  return [
    ...(item.gap ? [['class', 'gap'] as const] : []),
    ...(item.bulletless ? [['style', 'list-style-type:none'] as const] : []),
    ...languageAttributes(item.language),
  ];
}

export function smileyHtml(code: string, { staticPrefix, theme }: MarkupSettings): string {
  const { file, width, height } = smileyImage(code);
  const attributes = attributesHtml([
    ['alt', code],
    ['height', String(height)],
    ['src', `${staticPrefix}/${theme}/img/${file}`],
    ['title', code],
    ['width', String(width)],
  ]);
  return `<img${attributes} />`;
}

/** A class that is given takes the place of the one by scheme. */
export function urlLinkAttributes(href: string, attributes: Attributes): Attributes {
  const classes: Attributes = hasClass(attributes) ? [] : [['class', schemeOf(href) ?? '']];
  return [...classes, ['href', href], ...attributes];
}

export function urlImageHtml({ src, attributes, plain }: UrlImage): string {
  const classes: Attributes = plain === true || hasClass(attributes) ? [] : [['class', 'external_image']];
  return `<img${attributesHtml([...classes, ['src', src], ...attributes])} />`;
}

function hasClass(attributes: Attributes): boolean {
  return attributes.some(([name]) => name === 'class');
}

export function pageEmbedHtml({ href, attributes, text }: PageEmbed): string {
  const all = new Map<string, string>([
    ['type', 'text/html'],
    ['width', '100%'],
    ...attributes,
    ['data', href],
  ]);
  return `<object${attributesHtml([...all])}>${escapeText(text)}</object>`;
}
