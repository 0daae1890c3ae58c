import { smileyTable } from '../markup/smileys.ts';
import { attributesHtml } from '../markup/html-text.ts';
import { ArgumentError, parseArguments } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';

interface ThemeIcon {
  readonly alt: string;
  readonly file: string;
  readonly width: number;
  readonly height: number;
}

const rows: readonly (readonly [name: string, alt: string, file: string, width: number, height: number])[] = [
  ['attach', '[ATTACH]', 'moin-attach.png', 16, 16],
  ['info', '[INFO]', 'moin-info.png', 16, 16],
  ['attachimg', '[ATTACH]', 'attach.png', 32, 32],
  ['rss', '[RSS]', 'moin-rss.png', 16, 16],
  ['deleted', '[DELETED]', 'moin-deleted.png', 16, 16],
  ['updated', '[UPDATED]', 'moin-updated.png', 16, 16],
  ['renamed', '[RENAMED]', 'moin-renamed.png', 16, 16],
  ['conflict', '[CONFLICT]', 'moin-conflict.png', 16, 16],
  ['new', '[NEW]', 'moin-new.png', 16, 16],
  ['diffrc', '[DIFF]', 'moin-diff.png', 16, 16],
  ['bottom', '[BOTTOM]', 'moin-bottom.png', 16, 16],
  ['top', '[TOP]', 'moin-top.png', 16, 16],
  ['www', '[WWW]', 'moin-www.png', 16, 16],
  ['mailto', '[MAILTO]', 'moin-email.png', 16, 16],
  ['news', '[NEWS]', 'moin-news.png', 16, 16],
  ['telnet', '[TELNET]', 'moin-telnet.png', 16, 16],
  ['ftp', '[FTP]', 'moin-ftp.png', 16, 16],
  ['file', '[FILE]', 'moin-ftp.png', 16, 16],
  ['interwiki', '[INTERWIKI]', 'moin-inter.png', 16, 16],
  ['searchbutton', '[?]', 'moin-search.png', 16, 16],
];

/** Pictures of the theme by symbolic name and smiley code. */
const icons: ReadonlyMap<string, ThemeIcon> = new Map([
  ...rows.map(([name, alt, file, width, height]) => [name, { alt, file, width, height }] as const),
  ...[...smileyTable].map(([code, image]) => [code.toLowerCase(), { alt: code, ...image }] as const),
]);
const byFile: ReadonlyMap<string, ThemeIcon> = new Map(
  [...icons.values()].toReversed().map((themeIcon) => [themeIcon.file, themeIcon]),
);

/** `<img>` of a theme icon; an unknown name is taken as a file, without text and size. */
export function iconHtml(context: Pick<MacroContext, 'settings'>, name: string): string {
  const icon = icons.get(name) ?? byFile.get(name);
  const { staticPrefix, theme } = context.settings;
  return `<img${attributesHtml([
    ['alt', icon?.alt ?? ''],
    ['height', icon === undefined ? '' : String(icon.height)],
    ['src', `${staticPrefix}/${theme}/img/${icon?.file ?? name}`],
    ['title', icon?.alt ?? ''],
    ['width', icon === undefined ? '' : String(icon.width)],
  ])} />`;
}

/** `<<Icon(name)>>`. */
export const icon: Macro = {
  name: 'Icon',
  needs: ['user'],
  run(args, context) {
    const { values } = parseArguments(args, { icon: { kind: 'text', default: '' } });
    const name = (values.icon ?? '').toLowerCase();
    if (name === '') throw new ArgumentError('You need to give a non-empty icon name');
    return { html: iconHtml(context, name) };
  },
};
