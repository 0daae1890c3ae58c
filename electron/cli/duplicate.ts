import { makeCopy, planCopy } from '../api/farm/duplicate.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, failed, outcomeOf, usage, type Outcome } from './output.ts';
import { ProgressLine, untilInterrupted } from './progress.ts';

const options = {
  wiki: { value: 'W', about: 'which wiki is copied' },
  name: { value: 'NAME', about: 'the name of the new one: its file is NAME.py' },
  sitename: { value: 'TITLE', about: 'its title; as its name when left out' },
  'dry-run': { about: 'print what would be written instead' },
} as const;

export const duplicateCommand = defineCommand({
  name: 'duplicate',
  forms: ['FARM --wiki W --name NAME [--sitename TITLE] [--dry-run]'],
  options,
  run: duplicate,
});

async function duplicate(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [directory, ...rest] = words;
  if (directory === undefined || rest.length > 0) return usage('name one farm');
  const { name } = values;
  if (values.wiki === undefined || name === undefined) return usage('name the wiki and the new one');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const farm = opened.value;
  try {
    const unit = chooseWiki(farm, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const wish = { name, sitename: values.sitename ?? name };
    const plan = await planCopy(farm.context, unit.value.id, wish);
    if (!plan.ok) return failed(plan.error);
    const { url, data, wikiFile } = plan.value;
    const facts = { wiki: name, url, file: wikiFile.file, data: data.to };
    if (values['dry-run']) {
      const text = Buffer.from(wikiFile.bytes).toString('utf8');
      return done(`${name}: ${url}\n${data.from} → ${data.to}\n\n== ${wikiFile.file}\n${text}`, facts);
    }
    const line = new ProgressLine();
    const interrupted = untilInterrupted();
    const made = await makeCopy(farm.context, plan.value, {
      progress: (files) => line.show(`${files} files`),
      signal: interrupted.signal,
    });
    interrupted.release();
    line.end();
    return outcomeOf(made, ({ files }) => done(`${name}: ${url}, ${files} files\n`, { ...facts, files }));
  } finally {
    await farm.close();
  }
}
