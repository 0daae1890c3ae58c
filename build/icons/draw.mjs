// Draws the program's icons from croft.svg with the Chromium of this machine: node build/icons/draw.mjs
// The results are committed; this runs only when the drawing changes.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { chromium } from 'playwright-core';

import { findChromium } from '../system.mjs';

const here = import.meta.dirname;
const drawing = readFileSync(path.join(here, 'croft.svg'), 'utf8');
const inProgram = path.resolve(here, '../../electron/desktop/icon.png');

const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const style = `<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>`;
  await page.setContent(style + drawing);
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(path.join(here, `${size}x${size}.png`), png);
  if (size === 256) {
    mkdirSync(path.dirname(inProgram), { recursive: true });
    writeFileSync(inProgram, png);
  }
  await page.close();
}
await browser.close();
