import { readFile } from '../base/file-system.ts';
import path from 'node:path';

/** One file of the window's pages, ready to be sent. */
export interface PageFile {
  readonly body: Uint8Array;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the pages are built with in place of a nonce (build/build.mjs says the same). */
const noncePlaceholder = 'CROFT-CSP-NONCE';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Where our pages may send a form: nowhere, or (headless, for the switch's single-use code) to the wikis' addresses. */
export type FormTargets = "'none'" | 'http: https:';

/**
 * The policy of our own pages: nothing from elsewhere, no evaluated code, no style that does not carry this answer's nonce.
 *
 * `'self'` in connect-src covers the WebSocket of the same origin (headless); the desktop's pages never connect.
 */
export function contentSecurityPolicy(nonce: string, formTargets: FormTargets): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    `form-action ${formTargets}`,
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * Reads the page file that a URL path names, or null when there is none.
 *
 * The path may not leave `folder`; `/` is `index.html`. Each HTML answer gets a nonce of its own from `makeNonce`.
 */
export async function readPageFile(
  folder: string,
  urlPath: string,
  makeNonce: () => string,
  formTargets: FormTargets = "'none'",
): Promise<PageFile | null> {
  const file = fileFor(folder, urlPath);
  const type = file === null ? undefined : contentTypes[path.extname(file)];
  if (file === null || type === undefined) return null;
  const content = await readIfThere(file);
  if (content === null) return null;
  const headers = {
    'content-type': type,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
  };
  if (path.extname(file) !== '.html') return { body: content, headers };
  const nonce = makeNonce();
  return {
    body: Buffer.from(content.toString('utf8').replaceAll(noncePlaceholder, nonce)),
    headers: {
      ...headers,
      'content-security-policy': contentSecurityPolicy(nonce, formTargets),
      'cross-origin-opener-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  };
}

/** The one place where a URL becomes a path here; null for whatever is not plainly inside the folder. */
function fileFor(folder: string, urlPath: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(urlPath);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
  if (/[\0\\]/.test(name)) return null;
  const base = path.resolve(folder);
  const file = path.resolve(base, `.${path.posix.normalize(`/${name}`)}`);
  if (file === base) return path.join(base, 'index.html');
  return file.startsWith(base + path.sep) ? file : null;
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR') return null;
    throw error;
  }
}
