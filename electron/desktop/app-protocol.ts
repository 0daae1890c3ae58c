import { protocol, type Session } from 'electron';
import { randomBytes } from 'node:crypto';
import { readPageFile } from '../transport/page-files.ts';

/** The origin of our own pages; nothing else is ever loaded in a window that has the bridge. */
export const appOrigin = 'app://croft';

/** Must run before Electron is ready: makes `app://` a proper, secure origin instead of `file://`. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built pages of `folder` at `app://croft/` in one session. */
export function serveAppPages(session: Session, folder: string): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url);
    if (url.host !== 'croft' || request.method !== 'GET') return new Response(null, { status: 404 });
    const page = await readPageFile(folder, url.pathname, () => randomBytes(16).toString('base64'));
    if (page === null) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(page.body), { headers: page.headers });
  });
}
