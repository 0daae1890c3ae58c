import path from 'node:path';
import { parseArgs } from 'node:util';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { FarmApi } from '../api/farm-api.ts';
import { applyEdits, previewEdits } from '../api/farm/config-edits.ts';
import { configLines, type ConfigLines } from '../api/farm/config-lines.ts';
import { configProblems } from '../api/farm/problems.ts';
import { unifiedDiff } from '../api/farm/unified-diff.ts';
import type { OptionEdit } from '../../shared/contract/option.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { done, failed, table, usage, type Outcome } from './output.ts';

const options = {
  json: { type: 'boolean', default: false },
  wiki: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const;

interface Choice {
  readonly wiki?: string | undefined;
  readonly 'dry-run': boolean;
}

/** `config show|set|unset|check FARM`: the options of a farm, read and edited without running Python. */
export async function configCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: withNegativeLiteral(words),
    allowPositionals: true,
    options,
  });
  const [what, directory, option, literal, ...rest] = positionals;
  if (what === undefined || directory === undefined || rest.length > 0)
    return usage('say what to do, and with which farm');
  if (what === 'set' && (option === undefined || literal === undefined))
    return usage('name the option and its new value');
  if (what === 'unset' && option === undefined) return usage('name the option');
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  try {
    switch (what) {
      case 'show':
        return show(opened.value, values.wiki, option);
      case 'check':
        return await check(opened.value);
      case 'set':
        return await edit(opened.value, option ?? '', { kind: 'set', text: literal ?? '' }, values);
      case 'unset':
        return await edit(opened.value, option ?? '', { kind: 'unset' }, values);
      default:
        return usage(`there is no “config ${what}”`);
    }
  } finally {
    await opened.value.close();
  }
}

/** `config set FARM cookie_lifetime -3`: a literal that begins with a minus is no switch. */
function withNegativeLiteral(words: readonly string[]): string[] {
  const at = words.findIndex((word) => /^-\d/.test(word));
  return at < 0 || words.includes('--') ? [...words] : [...words.slice(0, at), '--', ...words.slice(at)];
}

function show(farm: FarmApi, wiki: string | undefined, option: string | undefined): Outcome {
  const { model } = farm.host;
  if (!model)
    return failed(
      farm.host.configurationError ?? { code: 'config-invalid', message: 'The farm can’t be read.' },
    );
  const chosen = wiki === undefined ? ok(null) : chooseWiki(farm, wiki);
  if (!chosen.ok) return failed(chosen.error);
  const wikis = model.wikis.filter((candidate) => chosen.value === null || candidate.id === chosen.value.id);
  const found = wikis.map((candidate) => configLines(model, candidate, option));
  const json = found.length === 1 ? found[0] : found;
  return done(found.map(configText).join('\n'), json);
}

function configText(lines: ConfigLines): string {
  const rows = Object.entries(lines.options).map(([name, { python, source }]) => [
    name,
    python,
    source.kind === 'default' ? 'default' : `${source.kind}  ${source.file ?? ''}:${source.line ?? ''}`,
  ]);
  return `${lines.id}\n${table(rows)}`;
}

async function check(farm: FarmApi): Promise<Outcome> {
  const problems = await configProblems(farm.context);
  const lines = problems.map((problem) => {
    const place = problem.source ? `${problem.source.file}:${problem.source.line}: ` : '';
    return `${place}${problem.severity}: ${[problem.message, problem.consequence, problem.remedy].filter(Boolean).join(' ')}\n`;
  });
  const failing = problems.some((problem) => problem.severity === 'error');
  return {
    kind: 'done',
    text: lines.join('') || 'Nothing found.\n',
    json: problems,
    exitCode: failing ? 1 : 0,
  };
}

async function edit(
  farm: FarmApi,
  option: string,
  change: OptionEdit['change'],
  choice: Choice,
): Promise<Outcome> {
  const scope = scopeOf(farm, choice.wiki);
  if (!scope.ok) return failed(scope.error);
  const { model } = farm.host;
  if (!model) return failed({ code: 'config-invalid', message: 'The farm can’t be read.' });
  const edits: OptionEdit[] = [{ scope: scope.value, option, change }];
  if (choice['dry-run']) {
    const preview = await previewEdits(model, edits);
    if (!preview.ok) return failed(preview.error);
    const [refused] = preview.value.refused;
    if (refused) return failed(refused.error);
    const [file] = preview.value.diffs;
    const diff = file ? unifiedDiff(file) : '';
    return done(diff || 'Nothing would change.\n', { file: file?.file ?? null, diff });
  }
  const backups = path.join(farm.host.options.stateDirectory, 'config-backups');
  const applied = await applyEdits(model, edits, backups, Date.now);
  if (!applied.ok) return failed(applied.error);
  const [written] = applied.value.files;
  return written
    ? done(`Wrote ${written.shown}; the old file is ${written.backup}.\n`, {
        file: written.shown,
        backup: written.backup,
      })
    : done('Nothing changed.\n', { file: null, backup: null });
}

/** Without `--wiki` the farm's shared class; a farm with one wiki and no such class means that wiki. */
function scopeOf(farm: FarmApi, wiki: string | undefined): Result<OptionEdit['scope']> {
  if (wiki === undefined && farm.host.model?.target.kind === 'farm') return ok({ kind: 'farm' });
  const unit = chooseWiki(farm, wiki);
  return unit.ok ? ok({ kind: 'wiki', wikiId: unit.value.id }) : fail(unit.error);
}
