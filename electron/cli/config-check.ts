import { fixLabel } from '../../shared/config/fix-label.ts';
import type { ConfigProblem } from '../../shared/contract/option.ts';
import { english } from '../../shared/texts/english.ts';
import { writing } from '../api/farm/config-backup.ts';
import type { FarmApi } from '../api/farm-api.ts';
import { applyEdits } from '../api/farm/config-edits.ts';
import { planMend, type MendPlan } from '../api/farm/mend.ts';
import { accountNames, configProblems } from '../api/farm/problems.ts';
import { unifiedDiff } from '../api/farm/unified-diff.ts';
import type { FarmModel } from '../farm/farm-model.ts';
import { failed, type Outcome } from './output.ts';

/** `croft config check`: every finding on a line, the exit code 1 where one is an error. */
export async function checkConfig(farm: FarmApi): Promise<Outcome> {
  const problems = await configProblems(farm.context);
  return {
    kind: 'done',
    text: problems.map((problem) => problemLine(farm, problem)).join('') || 'Nothing found.\n',
    json: problems,
    exitCode: exitCodeFor(problems),
  };
}

/** `croft config check --fix`: what one click each does in the window, together; then what is left for a person. */
export async function fixConfig(farm: FarmApi, model: FarmModel, dryRun: boolean): Promise<Outcome> {
  const planned = await planMend(model, accountNames(farm.context));
  if (!planned.ok) return failed(planned.error);
  const plan = planned.value;
  const left = await configProblems(farm.context, plan.preview.after);
  const written = dryRun ? diffsOf(plan) : await write(farm, model, plan);
  if ('error' in written) return failed(written.error);
  const text = [
    ...plan.mended.map((problem) => `${dryRun ? 'would do' : 'done'}: ${mendedLine(problem)}`),
    written.text,
    ...plan.refused.map(
      ({ problem, error }) => `not done: ${mendedLine(problem).trimEnd()}: ${english(error.message)}\n`,
    ),
    ...left.map((problem) => problemLine(farm, problem)),
  ];
  return {
    kind: 'done',
    text: text.join('') || 'Nothing found.\n',
    json: {
      mended: plan.mended,
      refused: plan.refused.map(({ problem, error }) => ({ id: problem.id, error })),
      files: written.files,
      left,
    },
    exitCode: exitCodeFor(left),
  };
}

function diffsOf({ preview }: MendPlan) {
  const files = preview.diffs.map((diff) => ({ file: diff.file, diff: unifiedDiff(diff) }));
  return { text: files.map(({ diff }) => diff).join(''), files };
}

async function write(farm: FarmApi, model: FarmModel, { edits }: MendPlan) {
  const applied = await applyEdits(model, edits, writing(farm.context));
  if (!applied.ok) return { error: applied.error };
  const files = applied.value.map(({ shown, backup }) => ({ file: shown, backup }));
  const lines = files.map(({ file, backup }) => `Wrote ${file}; the old file is ${backup}.\n`);
  return { text: lines.join(''), files };
}

const exitCodeFor = (problems: readonly ConfigProblem[]): number =>
  problems.some(({ severity }) => severity === 'error') ? 1 : 0;

function mendedLine(problem: ConfigProblem): string {
  const label = fixLabel(problem);
  return `${placeOf(problem)}${label === null ? '' : english(label)}\n`;
}

function problemLine(farm: FarmApi, problem: ConfigProblem): string {
  const wikis = problem.wikis.length > 0 ? ` (${problem.wikis.join(', ')})` : '';
  const words = [problem.message, problem.consequence, problem.remedy]
    .filter((said) => said !== null)
    .map(english)
    .map(withStop)
    .filter(Boolean);
  return `${placeOf(problem)}${problem.severity}${wikis}: ${words.join(' ')}${creating(farm, problem)}\n`;
}

/** The command that makes the account of a superuser who has none. */
function creating(farm: FarmApi, { missingAccount, wikis }: ConfigProblem): string {
  if (missingAccount === null) return '';
  const [wiki] = wikis;
  const whose = wiki !== undefined && farm.host.wikis.length > 1 ? ` --wiki ${shellWord(wiki)}` : '';
  const directory = shellWord(farm.host.options.directory);
  return ` croft users create ${directory} ${shellWord(missingAccount)}${whose} --email ADDRESS`;
}

const shellWord = (text: string): string =>
  /^[\w./:@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;

const placeOf = ({ source }: ConfigProblem): string => (source ? `${source.file}:${source.line}: ` : '');

const withStop = (text: string): string => (text === '' || /[.!?:)\]]$/.test(text) ? text : `${text}.`);
