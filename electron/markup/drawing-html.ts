import { attachIconLink } from './attachment-html.ts';
import type { MarkupSettings, RenderEnvironment } from './environment.ts';
import { attributesHtml } from './html-text.ts';
import { pageUrl } from './page-name.ts';
import type { Drawing } from './tree.ts';

/** A drawing as a link to its editor (spec/markup.md §6.4). */
export async function drawingHtml(
  drawing: Drawing,
  settings: MarkupSettings,
  environment: RenderEnvironment,
): Promise<string> {
  const editor = drawing.name.endsWith('.adraw')
    ? 'anywikidraw'
    : drawing.name.endsWith('.svgdraw')
      ? 'svgdraw'
      : 'twikidraw';
  const edit = pageUrl(settings.scriptRoot, drawing.page, {
    query: [
      ['action', editor],
      ['do', 'modify'],
      ['target', drawing.name],
    ],
  });
  if (!(await environment.attachmentExists(drawing.page, drawing.name)))
    return attachIconLink(settings, edit, `Create new drawing "${drawing.name} (opens in new window)"`);
  const description = drawing.description ?? drawing.name;
  const src = pageUrl(settings.scriptRoot, drawing.page, {
    query: [
      ['action', 'AttachFile'],
      ['do', 'box'],
      ['member', 'drawing.png'],
      ['target', drawing.name],
    ],
  });
  const image = new Map<string, string>([
    ['alt', description],
    ['title', description],
    ...drawing.attributes,
    ['class', 'drawing'],
    ['src', src],
  ]);
  return `<a${attributesHtml([['href', edit]])}><img${attributesHtml([...image])} /></a>`;
}
