import { attachIconLink } from './attachment-html.ts';
import { drawingAreas } from './drawing-map.ts';
import type { DrawingArea } from './drawing-map.ts';
import type { MarkupSettings, PageState, RenderEnvironment } from './environment.ts';
import { attributesHtml } from './html-text.ts';
import { pageUrl } from '../../shared/names/page-name.ts';
import type { Drawing } from './tree.ts';

/** A drawing as a link to its editor (spec/markup.md §6.4). */
export async function drawingHtml(
  drawing: Drawing,
  settings: MarkupSettings,
  environment: RenderEnvironment,
  page: PageState,
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
  const bytes = await environment.readAttachment(drawing.page, drawing.name);
  const areas = bytes === null ? [] : drawingAreas(bytes);
  const name = areas.length === 0 ? null : mapName(drawing, page);
  if (name !== null) image.set('usemap', `#${name}`);
  const map = name === null ? '' : mapHtml(name, areas, drawing, edit);
  return `<a${attributesHtml([['href', edit]])}>${map}<img${attributesHtml([...image])} /></a>`;
}

/** Image maps of a page have names of their own. */
function mapName(drawing: Drawing, page: PageState): string {
  const count = page.shared('drawing maps', () => ({ used: 0 }));
  count.used += 1;
  return `ImageMapOf${drawing.page}-${count.used}${drawing.name}`;
}

function mapHtml(name: string, areas: readonly DrawingArea[], drawing: Drawing, edit: string): string {
  const shown = areas.map(({ shape, coordinates, href }) => {
    const title = href ?? `Edit drawing ${drawing.name} (opens in new window)`;
    const attributes = attributesHtml([
      ...(shape === '' ? [] : [['shape', shape] as const]),
      ...(coordinates === '' ? [] : [['coords', coordinates] as const]),
      ['href', href ?? edit],
      ['alt', title],
      ['title', title],
    ]);
    return `<area${attributes}>`;
  });
  return `<map${attributesHtml([['name', name]])}>${shown.join('')}</map>`;
}
