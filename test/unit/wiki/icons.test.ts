import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { smileyTable } from '../../../electron/markup/smileys.ts';
import { iconNames, iconOf } from '../../../electron/wiki/theme/icons.ts';

const folder = path.resolve(import.meta.dirname, '../../../electron/wiki/theme/static/img');

it('has a drawing for every icon it names and for every smiley of the markup', () => {
  const missing = [...iconNames].filter((name) => !existsSync(path.join(folder, `${name}.svg`)));
  expect(missing).toEqual([]);
  const smileys = [...smileyTable.values()].filter(
    ({ file }) => iconOf('/static', 'modernized', file) === null,
  );
  expect(smileys).toEqual([]);
});
