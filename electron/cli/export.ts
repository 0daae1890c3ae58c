import path from 'node:path';
import { exportWiki } from '../api/export-wiki.ts';
import { openWiki } from '../api/wiki-pages.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { done, exitCodes, failed, outcomeOf, usage, type Outcome } from './output.ts';
import { ProgressLine, untilInterrupted } from './progress.ts';

const options = { wiki: { value: 'W', about: 'which wiki; not needed when there is one' } } as const;

export const exportCommand = defineCommand({
  name: 'export',
  forms: ['FARM --wiki W DIR'],
  options,
  run: exportPages,
});

async function exportPages(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [directory, target, ...rest] = words;
  if (directory === undefined || target === undefined || rest.length > 0)
    return usage('name the farm and a new folder');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const line = new ProgressLine();
  const interrupted = untilInterrupted();
  try {
    const unit = chooseWiki(opened.value, values.wiki);
    if (!unit.ok) return failed(unit.error);
    const running = await openWiki(opened.value.host, unit.value);
    if (!running.ok) return failed(running.error);
    const result = await exportWiki(unit.value, running.value, path.resolve(target), {
      progress: ({ pages, total }) => line.show(`${pages} of ${total} pages`),
      signal: interrupted.signal,
    });
    line.end();
    return outcomeOf(result, (report) => {
      const lines = [
        `${report.directory}: ${report.pages} pages, ${report.attachments} attachments.`,
        ...(report.unreadable > 0
          ? [`${report.unreadable} pages are not for visitors without login and were left out.`]
          : []),
        ...report.failed.map((name) => `${name} could not be rendered.`),
      ];
      const outcome = done(`${lines.join('\n')}\n`, report);
      return report.failed.length === 0 ? outcome : { ...outcome, exitCode: exitCodes.failed };
    });
  } finally {
    interrupted.release();
    await opened.value.close();
  }
}
