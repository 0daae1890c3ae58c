import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { readFarm } from '../../../../electron/config/farm-reading.ts';
import { wikiSettings } from '../../../../electron/config/settings.ts';
import { homePageOf } from '../../../../electron/user/names.ts';
import { isSuperuser } from '../../../../electron/user/superuser.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import { difference, firstDifference } from './support.ts';
import { english } from '../../../../shared/texts/english.ts';

const schema = z.looseObject({
  checks: z
    .array(
      z.looseObject({
        superuser_option: z.string(),
        DesktopEdition: z.boolean(),
        name: z.string(),
        disabled: z.boolean(),
        remote_addr: z.string(),
        is_superuser: z.boolean(),
      }),
    )
    .default([]),
  invalid_settings: z
    .array(
      z.looseObject({
        superuser_option: z.string(),
        ours: z.looseObject({ is_superuser: z.boolean() }).optional(),
      }),
    )
    .default([]),
  home_pages: z
    .array(
      z.looseObject({
        user_homewiki: z.string(),
        interwikiname: z.string(),
        user: z.string(),
        home_page: z.tuple([z.string(), z.string()]),
      }),
    )
    .default([]),
});

/** The options as one wiki's configuration file, read by the product. */
async function settingsOf(options: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(path.join(tmpdir(), 'croft-golden-config-'));
  try {
    await mkdir(path.join(folder, 'data/pages'), { recursive: true });
    await mkdir(path.join(folder, 'underlay/pages'), { recursive: true });
    await mkdir(path.join(folder, 'data/plugin'), { recursive: true });
    await writeFile(path.join(folder, 'data/plugin/__init__.py'), '');
    const lines = Object.entries(options).map(([name, python]) => `    ${name} = ${python}\n`);
    await writeFile(
      path.join(folder, 'wikiconfig.py'),
      '# -*- coding: utf-8 -*-\nfrom MoinMoin.config import multiconfig\n\n' +
        `class Config(multiconfig.DefaultConfig):\n    sitename = u'Golden'\n${lines.join('')}`,
    );
    const [wiki] = (await readFarm(folder)).wikis;
    if (wiki === undefined) throw new Error('the configuration holds no wiki');
    return wikiSettings(wiki, { compatibility: 'strict', supplied: {} });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export const superuser = tableRunner('superuser.json', schema, function* (content) {
  for (const [position, row] of content.checks.entries()) {
    yield async (): Promise<Verdict> => {
      const settings = await settingsOf({
        superuser: row.superuser_option,
        DesktopEdition: row.DesktopEdition ? 'True' : 'False',
      });
      if (!settings.ok)
        throw new Error(english(settings.error[0]?.message ?? 'the configuration is refused'));
      return {
        name: `checks:${position}`,
        difference: difference(
          'is_superuser',
          row.is_superuser,
          isSuperuser(row, row.remote_addr, settings.value),
        ),
      };
    };
  }
  for (const [position, row] of content.invalid_settings.entries()) {
    yield async (): Promise<Verdict> => {
      const settings = await settingsOf({ superuser: row.superuser_option });
      // A wiki that does not start because of the problem has no superuser either.
      const found = settings.ok
        ? isSuperuser({ name: 'A', disabled: false }, '127.0.0.1', settings.value)
        : false;
      const reported = settings.ok || settings.error.some((problem) => problem.option === 'superuser');
      return {
        name: `invalid_settings:${position}`,
        difference: firstDifference([
          difference('is_superuser', row.ours?.is_superuser ?? false, found),
          reported ? null : 'the problem is not reported',
        ]),
      };
    };
  }
  for (const [position, row] of content.home_pages.entries()) {
    yield async (): Promise<Verdict> => {
      const { user_homewiki, interwikiname } = row;
      const settings = await settingsOf({ user_homewiki, interwikiname });
      if (!settings.ok)
        throw new Error(english(settings.error[0]?.message ?? 'the configuration is refused'));
      const { wiki, page } = homePageOf(row.user, settings.value);
      return {
        name: `home_pages:${position}`,
        difference: difference('home_page', row.home_page, [wiki, page]),
      };
    };
  }
});
