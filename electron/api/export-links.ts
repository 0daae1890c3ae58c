import { percentDecode } from '../../shared/names/percent.ts';

/** Where the links of a rendered page lead to in an export. Null: nowhere, the link is taken out. */
export interface ExportTargets {
  /** Address of a page's file, relative, without anchor. */
  page(name: string): string | null;
  attachment(page: string, file: string): string | null;
  /** A file of the theme, named by its path below the static prefix. */
  staticFile(path: string): string | null;
}

export interface ExportRoots {
  /** The script root that the page was rendered with: unguessable, so that it stands nowhere but in our own links. */
  readonly scriptRoot: string;
  readonly staticPrefix: string;
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A rendered body with links that work from a folder of files.
 *
 * Goes by the script root alone, so text that looks like a link stays text. Forms need a server and are taken out.
 */
export function relinkBody(body: string, roots: ExportRoots, targets: ExportTargets): string {
  const root = quoted(roots.scriptRoot);
  // The text of the page can't have a quote sign beside the root: it is escaped, and the root is not known to anybody.
  const forms = new RegExp(`<form\\b[^>]*\\baction="${root}[^"]*"[^>]*>[\\s\\S]*?</form>`, 'g');
  const links = new RegExp(`\\s(href|src|data|poster)="${root}([^"]*)"`, 'g');
  let html = body.replace(/<form\b(?![^>]*\baction=)[^>]*>[\s\S]*?<\/form>/g, '').replace(forms, '');
  html = html.replace(links, (_, attribute: string, address: string) =>
    written(attribute, localTarget(unescape(address), targets)),
  );
  if (roots.staticPrefix === '') return html;
  const files = new RegExp(`\\s(src|href|data)="${quoted(roots.staticPrefix)}/([^"]*)"`, 'g');
  return html.replace(files, (_, attribute: string, path: string) =>
    written(attribute, targets.staticFile(unescape(path))),
  );
}

const written = (attribute: string, target: string | null): string =>
  target === null ? '' : ` ${attribute}="${escapeAttribute(target)}"`;

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

const unescape = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => entities[name] ?? entity);

/** Plain views of a page, whatever is highlighted in them, and its files; edit forms and the like lead nowhere. */
function localTarget(address: string, targets: ExportTargets): string | null {
  const [beforeAnchor = '', anchor] = splitOnce(address, '#');
  const [path = '', query = ''] = splitOnce(beforeAnchor, '?');
  const name = percentDecode(path.replace(/^\//, ''));
  const asked = new Map(
    query.split('&').map((pair) => {
      const [key = '', value = ''] = splitOnce(pair, '=');
      return [percentDecode(key, true), percentDecode(value, true)];
    }),
  );
  const action = asked.get('action') ?? 'show';
  const file = asked.get('target');
  if (
    action === 'AttachFile' &&
    file !== undefined &&
    (asked.get('do') === 'get' || asked.get('do') === 'view')
  )
    return targets.attachment(name, file);
  if (action !== 'show' || asked.has('rev')) return null;
  const target = targets.page(name);
  return target === null || anchor === undefined ? target : `${target}#${anchor}`;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}
