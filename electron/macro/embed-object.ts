import { attachmentUrl } from '../markup/attachment-html.ts';
import { attributesHtml, escapeText } from '../markup/html-text.ts';
import { attachmentOf, schemeOf } from '../markup/link-target.ts';
import { mimeTypeOf } from '../markup/mime-types.ts';
import { parseArguments } from './arguments.ts';
import type { Values } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';

const units = ['px', 'em', 'pt', 'in', 'mm', '%'];
const parameters = {
  target: { kind: 'required-text' },
  pagename: { kind: 'text', default: null },
  width: { kind: 'unit', units, default: null },
  height: { kind: 'unit', units, default: null },
  alt: { kind: 'text', default: '' },
  play: { kind: 'boolean', default: false },
  stop: { kind: 'boolean', default: true },
  loop: { kind: 'boolean', default: false },
  quality: { kind: 'choice', choices: ['high', 'low', 'medium'], default: 'high' },
  op: { kind: 'boolean', default: true },
  repeat: { kind: 'boolean', default: false },
  autostart: { kind: 'boolean', default: false },
  align: { kind: 'choice', choices: ['middle', 'top', 'bottom'], default: 'middle' },
  hidden: { kind: 'boolean', default: false },
  menu: { kind: 'boolean', default: true },
  wmode: { kind: 'text', default: 'transparent' },
  url_mimetype: { kind: 'text', default: null },
} as const;
type Settings = Values<typeof parameters>;

/** `<<EmbedObject(target, …)>>` (spec/macros.md §3.7). */
export const embedObject: Macro = {
  name: 'EmbedObject',
  needs: ['time', 'user'],
  run(args, context) {
    const { values } = parseArguments(args, parameters);
    return {
      html: schemeOf(values.target) === null ? attachmentHtml(values, context) : urlHtml(values, context),
    };
  },
};

function urlHtml(settings: Settings, context: MacroContext): string {
  const type = settings.url_mimetype;
  if (type === null) return 'EmbedObject macro: Required argument url_mimetype missing.';
  if (!/^[\w.+-]+\/[\w.+-]+$/.test(type))
    return `EmbedObject macro: Invalid url_mimetype=${escapeText(type)}!`;
  return objectHtml(settings, settings.target, type, context);
}

function attachmentHtml(settings: Settings, context: MacroContext): string {
  const pageName = settings.pagename ?? context.page.pageName;
  const place = attachmentOf({ settings: context.settings, pageName }, settings.target);
  if (!context.attachments(place.page).some(({ name }) => name === place.file))
    return uploadLink(place, context);
  const url = attachmentUrl(context.settings, place, 'get');
  return objectHtml(settings, url, mimeTypeOf(place.file), context);
}

function uploadLink(place: { readonly page: string; readonly file: string }, context: MacroContext): string {
  const href = context.pageUrl(place.page, {
    query: [
      ['action', 'AttachFile'],
      ['do', 'upload_form'],
      ['target', place.file],
      ['ticket', context.ticket(place.page, 'AttachFile')],
    ],
  });
  return `<a href="${context.escape(href)}">Upload new attachment "${escapeText(place.file)}"</a>`;
}

function objectHtml(settings: Settings, url: string, type: string, context: MacroContext): string {
  if (!context.mimetypesEmbed.includes(type)) {
    const name = escapeText(settings.target);
    return (
      `The configuration does not allow to embed ${name}, which is ${escapeText(type)}: ` +
      `<a href="${context.escape(url)}">${name}</a>`
    );
  }
  const alt = settings.alt === null || settings.alt === '' ? `Embedded ${type}` : settings.alt;
  const [major] = type.split('/');
  const shown = { width: settings.width, height: settings.height };
  const isOwnSize = shown.width !== null || shown.height !== null;
  const size = (width: string, height: string): readonly (readonly [string, string | null])[] =>
    isOwnSize
      ? [
          ['width', withUnit(shown.width)],
          ['height', withUnit(shown.height)],
        ]
      : [
          ['width', width],
          ['height', height],
        ];
  if (major === 'video') return videoHtml(settings, url, type, alt, size('400px', '400px'));
  if (major === 'audio') return audioHtml(settings, url, type, alt, size('400px', '100px'));
  return elementHtml(settings, url, type, alt, size('100%', '800px'), [], []);
}

function withUnit(value: string | null): string | null {
  return value !== null && /^[\d.]+$/.test(value) ? `${value}px` : value;
}

type Pairs = readonly (readonly [string, string])[];
type Sizes = readonly (readonly [string, string | null])[];

const word = (value: boolean): string => (value ? 'True' : 'False');

function videoHtml(settings: Settings, url: string, type: string, alt: string, size: Sizes): string {
  const extra: Pairs = [
    ['standby', alt],
    ['stop', word(settings.stop)],
  ];
  return elementHtml(settings, url, type, alt, size, extra, [
    ['wmode', settings.wmode ?? ''],
    ['movie', url],
    ['play', word(settings.play)],
    ['stop', word(settings.stop)],
    ['repeat', word(settings.repeat)],
    ['autostart', word(settings.autostart)],
    ['op', word(settings.op)],
    ['menu', word(settings.menu)],
  ]);
}

function audioHtml(settings: Settings, url: string, type: string, alt: string, size: Sizes): string {
  return elementHtml(
    settings,
    url,
    type,
    alt,
    size,
    [],
    [
      ['audio', url],
      ['repeat', word(settings.repeat)],
      ['autostart', word(settings.autostart)],
      ['op', word(settings.op)],
      ['play', word(settings.play)],
      ['stop', word(settings.stop)],
      ['hidden', word(settings.hidden)],
    ],
  );
}

function elementHtml(
  settings: Settings,
  url: string,
  type: string,
  alt: string,
  size: Sizes,
  extra: Pairs,
  settingsOfPlayer: Pairs,
): string {
  const attributes = attributesHtml([
    ['data', url],
    ['type', type],
    ...size.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])),
    ['align', settings.align ?? 'middle'],
    ...extra,
  ]);
  const inner = settingsOfPlayer
    .map(
      ([name, value]) =>
        `<param${attributesHtml([
          ['name', name],
          ['value', value],
          ['valuetype', 'data'],
        ])}>\n`,
    )
    .join('');
  return `\n<object${attributes}>\n${inner}<p>${escapeText(alt)}</p>\n</object>`;
}
