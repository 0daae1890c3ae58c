import { readFile } from '../base/file-system.ts';
import { openWiki, renderPageBody } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, failed, outcomeOf, usage, type Outcome } from './output.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki; not needed when there is one' },
  page: { value: 'P', about: 'the page' },
} as const;

export const renderCommand = defineCommand({
  name: 'render',
  forms: ['FARM --wiki W --page P [FILE]'],
  options,
  run: render,
});

async function render(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [directory, file, ...rest] = words;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  if (values.page === undefined) return usage('name the page with --page');
  const text = await textOf(file);
  if (text instanceof Error)
    return failed({
      code: 'not-found',
      message: sentence('command.fileUnreadable', { file: file ?? '' }),
      detail: text.message,
    });
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  try {
    const unit = chooseWiki(opened.value, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const running = await openWiki(opened.value.host, unit.value);
    if (!running.ok) return failed(running.error);
    const page = values.page;
    const html = await renderPageBody(unit.value, running.value, page, text);
    return outcomeOf(html, (value) => done(`${value}\n`, { page, html: value }));
  } finally {
    await opened.value.close();
  }
}

async function textOf(file: string | undefined): Promise<string | null | Error> {
  if (file === undefined) return null;
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
}
