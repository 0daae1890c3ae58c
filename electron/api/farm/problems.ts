import { createHash } from 'node:crypto';
import type { ConfigProblem } from '../../../shared/contract/option.ts';
import type { ConfigProblem as FoundProblem } from '../../config/reading.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import type { FarmContext } from './context.ts';
import { placeOf } from './source-place.ts';

/** What is wrong with the configuration on disk, for the overview and `croft config check`. */
export async function configProblems(context: FarmContext): Promise<readonly ConfigProblem[]> {
  return context.host.model ? problemsOf(context.host.model) : [];
}

export function problemsOf(model: FarmModel): ConfigProblem[] {
  const found = new Map<string, ConfigProblem>();
  const add = (problem: FoundProblem, configDir: string, wikiId: string | null): void => {
    const id = createHash('sha256')
      .update(JSON.stringify([problem.code, problem.file, problem.line, problem.option, problem.message]))
      .digest('hex')
      .slice(0, 12);
    const known = found.get(id);
    const wikis = [...(known?.wikis ?? []), ...(wikiId === null ? [] : [wikiId])];
    found.set(id, {
      id,
      code: problem.code,
      severity: problem.severity,
      wikis: [...new Set(wikis)],
      option: problem.option ?? null,
      source: placeOf(model, configDir, problem.file, problem.line),
      message: problem.message,
      consequence: problem.severity === 'error' ? 'The wiki does not start with this.' : '',
      remedy: problem.hint ?? '',
      fix: null,
    });
  };
  for (const member of model.members)
    for (const problem of member.reading.problems) add(problem, member.reading.dir, null);
  for (const wiki of model.wikis) {
    for (const problem of wiki.reading.problems) add(problem, wiki.reading.configDir, wiki.id);
    if (!wiki.settings.ok)
      for (const problem of wiki.settings.error) add(problem, wiki.reading.configDir, wiki.id);
  }
  return [...found.values()];
}
