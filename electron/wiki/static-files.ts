import { readFile } from '../base/file-system.ts';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemErrorCode } from '../base/system-error.ts';
import { contentTag, isKnown } from './conditional.ts';
import type { WikiRequest, WikiResponse } from './request.ts';

/** Style sheets, scripts and icons of the theme: beside the bundle when packaged, in `theme/static` from a checkout. */
const here = path.dirname(fileURLToPath(import.meta.url));
const roots = [path.join(here, 'static'), path.join(here, 'theme', 'static')];

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.txt': 'text/plain; charset=utf-8',
};

interface StaticBytes {
  readonly bytes: Uint8Array;
  readonly tag: string;
}

const cache = new Map<string, StaticBytes>();

/**
 * Answers what lies below the static prefix; null: not ours.
 *
 * MoinMoin's themes name icons `PREFIX/THEME/img/NAME.png`; whatever the theme, our drawing of that name is sent
 * (DECISIONS 24), as SVG.
 */
export async function staticFile(request: WikiRequest, prefix: string): Promise<WikiResponse | null> {
  const url = `${request.scriptRoot}${request.path}`;
  if (prefix === '' || !url.startsWith(`${prefix}/`)) return null;
  if (request.method !== 'GET' && request.method !== 'HEAD') return notFound;
  const found = await findFile(url.slice(prefix.length + 1));
  if (found === null) return notFound;
  const known = isKnown(request, found);
  return {
    status: known ? 304 : 200,
    headers: [
      ['Content-Type', found.type],
      ['Cache-Control', 'public, max-age=3600'],
      ['ETag', found.tag],
      ['X-Content-Type-Options', 'nosniff'],
      ['Content-Security-Policy', "default-src 'none'; style-src 'unsafe-inline'"],
    ],
    body: known || request.method === 'HEAD' ? '' : found.bytes,
  };
}

const notFound: WikiResponse = {
  status: 404,
  headers: [
    ['Content-Type', 'text/plain; charset=utf-8'],
    ['X-Content-Type-Options', 'nosniff'],
  ],
  body: 'Not found.\n',
};

/** Names that may be asked for: letters, digits and dashes, one optional folder; no dots but that of the ending. */
const safeName = /^(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+\.[a-z0-9]+$/;

async function findFile(name: string): Promise<(StaticBytes & { readonly type: string }) | null> {
  if (!safeName.test(name)) return null;
  const icon = /\/img\/([A-Za-z0-9_-]+)\.(?:png|gif|svg)$/.exec(`/${name}`)?.[1];
  const file = icon === undefined ? path.basename(name) : `img/${icon}.svg`;
  if (icon === undefined && !name.startsWith('croft/')) return null;
  const found = await readStatic(file);
  return found === null ? null : { ...found, type: types[path.extname(file)] ?? 'application/octet-stream' };
}

async function readStatic(file: string): Promise<StaticBytes | null> {
  const known = cache.get(file);
  if (known !== undefined) return known;
  for (const root of roots) {
    try {
      const bytes = await readFile(path.join(root, file));
      const read = { bytes, tag: contentTag(bytes) };
      cache.set(file, read);
      return read;
    } catch (error) {
      const code = systemErrorCode(error);
      if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
    }
  }
  return null;
}
