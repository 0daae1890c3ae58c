import { fail, ok, type Result } from '../../shared/result.ts';
import type { FarmHost } from '../farm/farm-host.ts';
import type { RunningWiki } from '../farm/run-wiki.ts';
import type { WikiUnit } from '../farm/wiki-unit.ts';
import type { DecidingRule, PageRights } from '../page/page-rights.ts';
import type { PageStore } from '../page/page-store.ts';
import { pageUrl } from '../wiki/links.ts';
import { createWiki } from '../wiki/wiki.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export type { PageStore } from '../page/page-store.ts';
export type { PageProblem } from '../page/page-types.ts';

/** Pages of one wiki for the command line, whose user owns the files: access rules are not asked. */
export async function openWiki(host: FarmHost, unit: WikiUnit): Promise<Result<RunningWiki>> {
  if (!unit.parts) await host.startWikis([unit.id]);
  if (unit.parts) return ok(unit.parts);
  const state = unit.state;
  if (state.kind === 'failed') return fail(state.error);
  const needs = state.kind === 'needs-value' ? state.needs : [];
  const message = needs.reduce(
    (said, need) => sentence('common.withHint', { said, hint: need.message }),
    sentence('create.cantOpen', { wiki: unit.id }),
  );
  return fail({ code: 'config-computed', message });
}

/**
 * HTML of a page's content element. With `text` as if the page held that text; nothing is saved.
 *
 * Goes the way of every request, as a visitor with all rights.
 */
export async function renderPageBody(
  unit: WikiUnit,
  running: RunningWiki,
  page: string,
  text: string | null,
): Promise<Result<string>> {
  const { state } = running;
  const pages = text === null ? state.pages : withText(state.pages, page, text);
  if (!pages.exists(page))
    return fail({ code: 'not-found', message: sentence('pages.noneIn', { page, wiki: unit.id }) });
  const wiki = createWiki({
    state: () => ({ ...state, pages, rights: allRights(running.settings.aclRightsValid) }),
    nowSeconds: () => Date.now() / 1000,
    address: () => null, // nothing is mailed
    log: () => undefined, // a command says what went wrong by its answer
  });
  const mount = unit.model.address?.mount ?? '';
  const response = await wiki.handle({
    method: 'GET',
    scheme: unit.model.address?.scheme ?? 'http',
    host: unit.model.address?.host ?? 'localhost',
    serverPort: unit.model.address?.port ?? 80,
    scriptRoot: mount,
    path: pageUrl('', page),
    query: 'action=content',
    headers: {},
    remoteAddress: '127.0.0.1',
    environ: {},
    body: noBody(),
  });
  if (response.status !== 200 || typeof response.body !== 'string')
    return fail({
      code: 'internal',
      message: sentence('pages.notRendered', { page, status: response.status }),
    });
  return ok(response.body);
}

async function* noBody(): AsyncGenerator<Uint8Array> {
  // a GET has none
}

const noRule: DecidingRule = { list: 'none', page: null, entry: null };

const allRights = (valid: readonly string[]): PageRights => ({
  may: () => ({ allowed: true, rule: noRule }),
  rightsOf: () => valid,
});

function withText(pages: PageStore, name: string, text: string): PageStore {
  const unified = text.replaceAll('\r\n', '\n');
  return Object.assign(Object.create(pages) as PageStore, {
    exists: (page: string) => page === name || pages.exists(page),
    page: (page: string) =>
      page === name ? { name, exists: true, layer: 'data', current: 1, locked: false } : pages.page(page),
    read: (page: string, revision?: number) =>
      page === name
        ? {
            name,
            revision: 1,
            text: unified,
            layer: 'data',
            clean: true,
            sizeBytes: unified.length,
            modifiedMicroseconds: 0,
          }
        : pages.read(page, revision),
  });
}
