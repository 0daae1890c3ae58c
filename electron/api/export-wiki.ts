import { randomBytes } from 'node:crypto';
import { copyFile, chmod, mkdir, readdir, rename, rm, rmdir, writeFile } from '../base/file-system.ts';
import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { systemErrorCode } from '../base/system-error.ts';
import type { RunningWiki } from '../farm/run-wiki.ts';
import type { WikiUnit } from '../farm/wiki-unit.ts';
import { pageUrl } from '../wiki/links.ts';
import type { Attachment } from '../page/page-store.ts';
import { createWiki, type Wiki } from '../wiki/wiki.ts';
import { exportFrame, exportList } from './export-frame.ts';
import { relinkBody } from './export-links.ts';
import { attachmentNames, exportNames } from './export-names.ts';
import { sentence } from '../../shared/texts/sentence.ts';

export interface ExportOptions {
  readonly progress: (step: { readonly pages: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface ExportReport {
  readonly directory: string;
  readonly pages: number;
  readonly attachments: number;
  /** Pages that exist but that a visitor without login may not read. */
  readonly unreadable: number;
  /** Pages that could not be rendered; their files say so. Those that can't be read at all have none. */
  readonly failed: readonly string[];
}

/**
 * All pages that a visitor without login may read, as files that a browser opens without a server.
 *
 * Pages are rendered by the wiki itself. Croft's own help pages are about editing and stay out. All is built beside
 * `directory` and renamed at the end; an empty folder may be there, anything else is refused.
 */
export async function exportWiki(
  unit: WikiUnit,
  running: RunningWiki,
  directory: string,
  options: ExportOptions,
): Promise<Result<ExportReport>> {
  const temporary = path.join(
    path.dirname(directory),
    `.${path.basename(directory).slice(0, 200)}.${randomBytes(6).toString('hex')}.tmp`,
  );
  try {
    const before = await entriesOf(directory);
    if (before !== null && before > 0)
      return fail({
        code: 'already-exists',
        message: sentence('files.notEmpty', { folder: directory }),
        hint: sentence('files.notEmpty.hint'),
      });
    await mkdir(temporary);
    const report = await new Exporter(unit, running, temporary, options).run();
    if (before !== null) await rmdir(directory);
    await rename(temporary, directory);
    return ok({ directory, ...report });
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    if (options.signal?.aborted === true)
      return fail({ code: 'cancelled', message: sentence('files.exportCancelled') });
    return fail(problem(error, directory));
  }
}

/** Null: there is no such folder. */
async function entriesOf(directory: string): Promise<number | null> {
  try {
    return (await readdir(directory)).length;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function problem(error: unknown, directory: string) {
  const code = systemErrorCode(error);
  if (code === null) throw error;
  const detail = String(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return { code: 'disk-full' as const, message: sentence('files.noRoom', { file: directory }), detail };
  return {
    code: 'unreadable' as const,
    message: sentence('files.exportRefused', { folder: directory, code }),
    hint: sentence('files.exportRefused.hint'),
    detail,
  };
}

const staticFolder = '_static';
const attachmentFolder = '_attachments';
const listFile = 'all-pages';

/** One export: who may be read, under which names, and what has been copied already. */
class Exporter {
  private readonly wiki: Wiki;
  private readonly scriptRoot = `/croft-export-${randomBytes(12).toString('hex')}`;
  private readonly frontPage: string;
  private readonly names: readonly string[];
  private readonly unreadable: number;
  private readonly files: ReadonlyMap<string, string>;
  private readonly attachmentFiles = new Map<string, ReadonlyMap<string, string>>();
  /** Path below the static prefix → file in the export; null for what the theme does not have. */
  private readonly staticFiles = new Map<string, string | null>();
  private readonly staticWanted = new Set<string>();
  private attachments = 0;

  constructor(
    private readonly unit: WikiUnit,
    private readonly running: RunningWiki,
    private readonly root: string,
    private readonly options: ExportOptions,
  ) {
    const { state } = running;
    this.wiki = createWiki({
      state: () => state,
      nowSeconds: () => Date.now() / 1000,
      address: () => null, // nothing is mailed
      log: () => undefined, // a page that fails is in the report
    });
    this.frontPage = state.settings.pageFrontPage;
    const own = state.pages
      .names()
      .filter((name) => state.pages.besides(() => state.pages.layerOf(name), null) !== 'system');
    this.names = own.filter((name) => this.mayRead(name));
    this.unreadable = own.length - this.names.length;
    const others = this.names.filter((name) => name !== this.frontPage);
    const files = new Map(exportNames(others, ['index', listFile, staticFolder, attachmentFolder]));
    if (others.length < this.names.length) files.set(this.frontPage, 'index');
    this.files = files;
  }

  private mayRead(page: string): boolean {
    const { pages, rights } = this.running.state;
    return pages.besides(() => rights.may({ name: '', authMethod: null }, 'read', page).allowed, false);
  }

  async run(): Promise<Omit<ExportReport, 'directory'>> {
    // What can't be read now has no file.
    const failed = [...this.running.state.pages.unsureNames()];
    const styleSheets = await this.styleSheets();
    for (const [index, name] of this.names.entries()) {
      this.options.signal?.throwIfAborted();
      if (!(await this.writePage(name, styleSheets))) failed.push(name);
      await this.copyAttachments(name);
      this.options.progress({ pages: index + 1, total: this.names.length });
    }
    await this.writeLists(styleSheets);
    const { unreadable, attachments } = this;
    return { pages: this.names.length, attachments, unreadable, failed };
  }

  private async writePage(name: string, styleSheets: readonly string[]): Promise<boolean> {
    const { settings, pages } = this.running.state;
    const redirect = pages.besides(() => pages.instructions(name).redirect, null);
    const target = redirect === null ? null : this.fileOf(redirect.replace(/#.*$/, ''));
    const body = await this.render(name);
    const entry = pages.besides(() => pages.revisionInfo(name), null);
    const text = exportFrame({
      language: settings.languageDefault,
      sitename: settings.sitename,
      name,
      body: body ?? null,
      styleSheets,
      movedTo: redirect === null || target === null ? null : { name: redirect, href: target },
      changedSeconds: entry === null ? null : entry.timeMicroseconds / 1e6,
      front: this.fileOf(this.frontPage),
      list: `${listFile}.html`,
      parentHref: (parent) => this.fileOf(parent),
    });
    await this.write(`${this.files.get(name) ?? ''}.html`, text);
    return body !== null;
  }

  private fileOf(page: string): string | null {
    const file = this.files.get(page);
    return file === undefined ? null : `${file}.html`;
  }

  /** The body as a visitor sees it, with links into the export; null when the wiki could not render it. */
  private async render(name: string): Promise<string | null> {
    const response = await this.get(pageUrl('', name), 'action=content', this.scriptRoot);
    const { body } = response;
    if (response.status !== 200 || typeof body !== 'string') return null;
    const roots = { scriptRoot: this.scriptRoot, staticPrefix: this.running.settings.urlPrefixStatic };
    const find = () =>
      relinkBody(body, roots, {
        page: (page) => this.fileOf(page === '' ? this.frontPage : page),
        attachment: (page, file) => this.attachmentHref(page, file),
        staticFile: (place) => this.staticHref(place),
      });
    const linked = find();
    if (this.staticWanted.size === 0) return linked;
    await this.fetchStatic();
    return find();
  }

  private attachmentHref(page: string, file: string): string | null {
    const folder = this.files.get(page);
    const stored = folder === undefined ? undefined : this.attachmentsOf(page).get(file);
    return stored === undefined ? null : `${attachmentFolder}/${String(folder)}/${stored}`;
  }

  private attachmentsOf(page: string): ReadonlyMap<string, string> {
    const known = this.attachmentFiles.get(page);
    if (known !== undefined) return known;
    const names = attachmentNames(this.filesOf(page).map(({ fileName }) => fileName));
    this.attachmentFiles.set(page, names);
    return names;
  }

  private filesOf(page: string): readonly Attachment[] {
    const { pages } = this.running.state;
    return pages.besides(() => pages.attachments(page), []);
  }

  private async copyAttachments(page: string): Promise<void> {
    const files = this.filesOf(page);
    if (files.length === 0) return;
    const folder = path.join(this.root, attachmentFolder, this.files.get(page) ?? '');
    await mkdir(folder, { recursive: true });
    for (const { fileName, path: source } of files) {
      const target = path.join(folder, this.attachmentsOf(page).get(fileName) ?? '');
      await copyFile(source, target);
      await chmod(target, 0o644);
      this.attachments += 1;
    }
  }

  /** What has been fetched already; what is new is noted for `fetchStatic` and answered after it. */
  private staticHref(place: string): string | null {
    const known = this.staticFiles.get(place);
    if (known === undefined) this.staticWanted.add(place);
    return known ?? null;
  }

  private async fetchStatic(): Promise<void> {
    for (const place of this.staticWanted) {
      const response = await this.getStatic(place);
      const bytes = response.status === 200 && response.body instanceof Uint8Array ? response.body : null;
      const type = response.headers.find(([name]) => name === 'Content-Type')?.[1] ?? '';
      this.staticFiles.set(place, bytes === null ? null : await this.storeStatic(place, type, bytes));
    }
    this.staticWanted.clear();
  }

  private getStatic(place: string) {
    const mount = this.running.settings.urlPrefixStatic;
    return this.get(`${mount}/${place}`, '', '');
  }

  /** Icons are named `x.png` in pages whatever they are; from a disk only the right ending tells a browser. */
  private async storeStatic(place: string, type: string, bytes: Uint8Array): Promise<string> {
    const base = path.posix.basename(place);
    const file = type.startsWith('image/svg') ? base.replace(/\.[a-z]+$/, '.svg') : base;
    await mkdir(path.join(this.root, staticFolder), { recursive: true });
    await this.write(path.join(staticFolder, file), bytes);
    return `${staticFolder}/${file}`;
  }

  private async styleSheets(): Promise<readonly string[]> {
    const places = ['croft/wiki.css', 'croft/print.css'];
    for (const place of places) this.staticHref(place);
    await this.fetchStatic();
    return places.map((place) => this.staticFiles.get(place) ?? null).filter((href) => href !== null);
  }

  private async writeLists(styleSheets: readonly string[]): Promise<void> {
    const { settings } = this.running.state;
    const entries = this.names.map((name) => ({ name, href: this.fileOf(name) ?? '' }));
    const text = exportList({
      language: settings.languageDefault,
      sitename: settings.sitename,
      styleSheets,
      front: this.fileOf(this.frontPage),
      entries,
    });
    await this.write(`${listFile}.html`, text);
    if (!this.files.has(this.frontPage)) await this.write('index.html', text);
  }

  private async write(file: string, content: string | Uint8Array): Promise<void> {
    await writeFile(path.join(this.root, file), content, { flag: 'wx' });
  }

  private get(requested: string, query: string, scriptRoot: string) {
    const { address } = this.unit.model;
    return this.wiki.handle({
      method: 'GET',
      scheme: address?.scheme ?? 'http',
      host: address?.host ?? 'localhost',
      serverPort: address?.port ?? 80,
      scriptRoot,
      path: requested,
      query,
      headers: {},
      remoteAddress: '127.0.0.1',
      environ: {},
      body: nothing(),
    });
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // a GET has no body
}
