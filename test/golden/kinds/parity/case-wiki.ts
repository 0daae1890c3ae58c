import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { formatEditLogLine } from '../../../../electron/page/edit-log.ts';
import { folderOfPage } from '../../../../electron/page/page-name.ts';
import { passwordHasher } from '../../../../electron/user/password.ts';
import { GoldenWiki, writeDataFolder, type GoldenClock } from '../wiki/golden-wiki.ts';
import type { BaseWiki, Case, Page, Revision } from './case.ts';

/** The wiki of one case, made fresh in a folder of its own and opened from its configuration. */
export class CaseWiki {
  readonly clock: GoldenClock;
  readonly wiki: GoldenWiki;
  readonly #directory: string;

  private constructor(directory: string, clock: GoldenClock) {
    this.#directory = directory;
    this.clock = clock;
    this.wiki = new GoldenWiki(clock);
  }

  static async create(base: BaseWiki, one: Case): Promise<CaseWiki> {
    const directory = await mkdtemp(path.join(tmpdir(), 'croft-parity-'));
    const made = new CaseWiki(directory, { seconds: base.clock });
    const dataDir = path.join(directory, 'data');
    await writeDataFolder(dataDir);
    await writeFile(path.join(directory, 'wikiconfig.py'), configText(base, one));
    await made.#writeAccounts(base);
    await made.#writePages({ ...base.pages, ...one.pages }, base);
    for (const [file, text] of Object.entries(one.files)) await writeFile(path.join(directory, file), text);
    await made.wiki.open(directory, 'wikiconfig');
    return made;
  }

  async #writeAccounts({ accounts, profile }: BaseWiki): Promise<void> {
    const settings = { passwordScheme: '{SSHA}', passlibSupport: true, passlibRounds: 5000 } as const;
    const hasher = passwordHasher({ ...settings, otherOptions: new Map() });
    for (const { id, name, password, email } of accounts) {
      const fields = { ...profile, name, email, enc_password: await hasher.hash(password) };
      const lines = Object.entries(fields).map(([key, value]) => `${key}=${value}\n`);
      await writeFile(path.join(this.#directory, 'data/user', id), lines.join(''));
    }
  }

  /** Each revision with a line in the page's and in the wiki's log; the wiki's in order of time. */
  async #writePages(pages: Readonly<Record<string, Page>>, base: BaseWiki): Promise<void> {
    const lines: { readonly time: number; readonly line: string }[] = [];
    for (const [name, page] of Object.entries(pages)) {
      const folder = path.join(this.#directory, 'data/pages', folderOfPage(name));
      await mkdir(path.join(folder, 'revisions'), { recursive: true });
      const own: string[] = [];
      const given = typeof page === 'string' ? [page] : page;
      for (const [index, entry] of given.entries()) {
        const revision: Revision = typeof entry === 'string' ? { text: entry } : entry;
        const number = index + 1;
        const minutesAgo = revision.minutes_ago ?? 120 + 5 * (given.length - number);
        const time = base.clock - 60 * minutesAgo;
        const host = revision.host ?? '192.0.2.7';
        const line = formatEditLogLine({
          timeMicroseconds: time * 1e6,
          revision: number,
          action: revision.action ?? (index === 0 ? 'SAVENEW' : 'SAVE'),
          page: name,
          address: host,
          host,
          userId: base.accounts.find((account) => account.name === revision.by)?.id ?? '',
          extra: revision.extra ?? '',
          comment: revision.comment ?? '',
        });
        own.push(line);
        lines.push({ time, line });
        const digits = String(number).padStart(8, '0');
        await writeFile(path.join(folder, 'current'), `${digits}\n`);
        if (revision.text === null) continue;
        const file = path.join(folder, 'revisions', digits);
        await writeFile(file, revision.text);
        await utimes(file, time, time);
      }
      await writeFile(path.join(folder, 'edit-log'), own.join(''));
    }
    lines.sort((left, right) => left.time - right.time);
    await writeFile(path.join(this.#directory, 'data/edit-log'), lines.map(({ line }) => line).join(''));
  }

  /** A file below the wiki's folder; null when there is none. */
  async file(name: string): Promise<string | null> {
    try {
      return await readFile(path.join(this.#directory, name), 'utf8');
    } catch {
      return null;
    }
  }

  /** Newest text of a page on disk; null when there is none. */
  async page(name: string): Promise<string | null> {
    const folder = `data/pages/${folderOfPage(name)}`;
    const current = await this.file(`${folder}/current`);
    return current === null ? null : this.file(`${folder}/revisions/${current.trim()}`);
  }

  async accountCount(): Promise<number> {
    const names = await readdir(path.join(this.#directory, 'data/user'));
    return names.filter((name) => /^\d+\.\d+\.\d+$/.test(name)).length;
  }

  async close(): Promise<void> {
    await this.wiki.close();
    // The event log of the last request may still be written.
    await rm(this.#directory, { recursive: true, force: true, maxRetries: 5 });
  }
}

function configText(base: BaseWiki, one: Case): string {
  return [
    '# -*- coding: utf-8 -*-',
    'import os',
    'here = os.path.abspath(os.path.dirname(__file__))',
    'from MoinMoin.config import multiconfig',
    ...one.prelude,
    '',
    'class Config(multiconfig.DefaultConfig):',
    ...[
      "data_dir = os.path.join(here, 'data')",
      'data_underlay_dir = None',
      ...base.config,
      ...one.config,
    ].map((line) => `    ${line.replaceAll('\n', '\n    ')}`),
    '',
  ].join('\n');
}
