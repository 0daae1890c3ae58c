import { optionCatalogue, optionInfo } from '../../shared/config/option-catalogue.ts';
import { fail, ok, type AppError, type Result } from '../../shared/result.ts';
import type { FarmApi } from '../api/farm-api.ts';
import { applyEdits, previewEdits } from '../api/farm/config-edits.ts';
import { writing } from '../api/farm/config-backup.ts';
import { configLines, type ConfigLine, type ConfigLines } from '../api/farm/config-lines.ts';
import { unifiedDiff } from '../api/farm/unified-diff.ts';
import { removeSupplied, sayHarmless, supplyValue } from '../api/farm/supply-value.ts';
import { nearestName } from '../../shared/nearest-name.ts';
import type { FarmModel } from '../farm/farm-model.ts';
import type { OptionEdit } from '../../shared/contract/option.ts';
import { checkConfig, fixConfig } from './config-check.ts';
import { chooseWiki, openFarm } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { cut, done, failed, table, usage, type Outcome } from './output.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  wiki: { value: 'W', about: 'this wiki alone; without it what all wikis share' },
  fix: { about: 'with check: make the remedies that are edits and leave nothing to choose' },
  'dry-run': { about: 'print the change as a diff, write nothing' },
  'replace-computed': { about: 'put a plain value in the place of one that is computed' },
  'accept-dependents': { about: 'change the value although other options follow it' },
} as const;

type Choice = OptionValues<typeof options>;

/** How many words each verb takes after the farm: at least, at most. */
const verbs: Readonly<Record<string, readonly [number, number]>> = {
  show: [0, 1],
  check: [0, 0],
  set: [2, 2],
  unset: [1, 1],
  'list-add': [2, 2],
  'list-remove': [2, 2],
  supply: [0, 2],
  'supply-remove': [1, 1],
  harmless: [1, 1],
};

export const configCommand = defineCommand({
  name: 'config',
  forms: [
    'show FARM [OPTION]',
    'check FARM [--fix [--dry-run]]',
    'set FARM OPTION PYTHON-LITERAL',
    'unset FARM OPTION',
    'list-add|list-remove FARM OPTION PYTHON-LITERAL',
    'supply FARM [OPTION PYTHON-LITERAL | OPTION DefaultConfig.OPTION]',
    'supply-remove FARM OPTION',
    'harmless FARM FILE',
  ],
  options,
  run: config,
});

async function config(values: Choice, words: readonly string[]): Promise<Outcome> {
  const [verb, directory, ...rest] = words;
  if (verb === undefined || directory === undefined) return usage('say what to do, and with which farm');
  const arity = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
  if (!arity) return usage(`there is no “config ${verb}”`);
  if (values.fix && verb !== 'check') return usage(`--fix goes with check, not with ${verb}`);
  if (rest.length < arity[0])
    return usage(arity[0] === 2 ? 'name the option and its value' : 'name the option');
  if (rest.length > arity[1]) return usage(`“${rest[arity[1]] ?? ''}” is one word too many`);
  const opened = await openFarm(directory);
  if (!opened.ok) return failed(opened.error);
  const farm = opened.value;
  try {
    const { model } = farm.host;
    if (!model) return failed({ code: 'config-invalid', message: sentence('options.farmUnreadable') });
    if (verb === 'show') return show(farm, model, values.wiki, rest[0]);
    if (verb === 'check')
      return await (values.fix ? fixConfig(farm, model, values['dry-run']) : checkConfig(farm));
    if (verb === 'harmless') return await harmless(model, rest[0] ?? '');
    if (verb === 'supply' || verb === 'supply-remove')
      return await supply(farm, model, verb, rest, values.wiki);
    return await edit(farm, model, rest[0] ?? '', changeOf(verb, rest[1] ?? '', values), values);
  } finally {
    await farm.close();
  }
}

function changeOf(verb: string, text: string, choice: Choice): OptionEdit['change'] {
  const replaceComputed = choice['replace-computed'];
  switch (verb) {
    case 'set':
      return { kind: 'set', text, replaceComputed };
    case 'list-add':
    case 'list-remove':
      return { kind: verb, text };
    default:
      return { kind: 'unset', replaceComputed };
  }
}

/** Values for what code computes: without an option the list; without `--wiki` for every wiki of the farm. */
async function supply(
  farm: FarmApi,
  model: FarmModel,
  verb: 'supply' | 'supply-remove',
  [option, text]: readonly string[],
  wiki: string | undefined,
): Promise<Outcome> {
  const chosen = wiki === undefined ? ok(null) : chooseWiki(farm, wiki);
  if (!chosen.ok) return failed(chosen.error);
  const wikis = model.wikis.filter(({ id }) => chosen.value === null || id === chosen.value.id);
  if (option === undefined) {
    const rows = wikis.flatMap(({ id }) =>
      Object.entries(model.settings.wikis?.[id]?.supplied ?? {}).map(([name, value]) => ({
        wiki: id,
        name,
        value,
      })),
    );
    const shown = rows.map(({ wiki: id, name, value }) => [
      id,
      name,
      secretOptions.has(name) ? hidden : value,
    ]);
    return done(rows.length === 0 ? 'Nothing is supplied.\n' : table(shown), rows);
  }
  if (verb === 'supply' && text === undefined) return usage('name the option and its value');
  const concerned = wikis.filter(
    ({ id }) => verb === 'supply' || wiki !== undefined || model.settings.wikis?.[id]?.supplied?.[option],
  );
  if (concerned.length === 0)
    return failed({ code: 'not-found', message: sentence('supply.none', { option, wiki: wiki ?? '*' }) });
  for (const { id } of concerned) {
    const result =
      verb === 'supply'
        ? await supplyValue(model, id, option, text ?? '')
        : await removeSupplied(model, id, option);
    if (!result.ok) return failed(result.error);
  }
  const ids = concerned.map(({ id }) => id);
  return done(`${verb === 'supply' ? 'Supplied' : 'Removed'} for ${ids.join(', ')}.\n`, {
    option,
    wikis: ids,
  });
}

async function harmless(model: FarmModel, file: string): Promise<Outcome> {
  const said = await sayHarmless(model, file);
  if (!said.ok) return failed(said.error);
  return done(`Remembered for ${file} as it is now.\n`, { file, digests: said.value });
}

function show(
  farm: FarmApi,
  model: FarmModel,
  wiki: string | undefined,
  option: string | undefined,
): Outcome {
  if (option !== undefined && !optionInfo(option)) return failed(unknownOption(option));
  const chosen = wiki === undefined ? ok(null) : chooseWiki(farm, wiki);
  if (!chosen.ok) return failed(chosen.error);
  const wikis = model.wikis.filter((candidate) => chosen.value === null || candidate.id === chosen.value.id);
  const found = wikis.map((candidate) => configLines(model, candidate, option));
  const json = found.length === 1 ? found[0] : found;
  const longest = option === undefined ? 80 : Infinity;
  return done(found.map((lines) => configText(lines, longest)).join('\n'), json);
}

function unknownOption(option: string): AppError {
  const right = nearestName(
    option,
    optionCatalogue.map(({ name }) => name),
  );
  return {
    code: 'not-found',
    message: sentence('options.unknown', { option }),
    hint:
      right === null
        ? sentence('options.unknown.hint')
        : sentence('options.unknownNear.hint', { name: right }),
  };
}

function configText(lines: ConfigLines, longest: number): string {
  const rows = Object.entries(lines.options).map(([name, line]) => [
    name,
    cut(shownValue(name, line), longest),
    line.supplied !== null
      ? `supplied for ${line.source.file ?? ''}:${line.source.line ?? ''}`
      : line.source.file === null
        ? line.source.kind
        : `${line.source.kind}  ${line.source.file}:${line.source.line ?? ''}`,
  ]);
  const head = lines.problem === null ? lines.id : `${lines.id}: ${english(lines.problem)}`;
  return `${head}\n${table(rows)}`;
}

/** Values that let whoever looks over a shoulder, or reads a log, forge forms or send mail. `--json` has them. */
const hidden = '(hidden; --json shows it)';
const secretOptions = new Set(['secrets', 'mail_login']);

function shownValue(name: string, { python, source, supplied }: ConfigLine): string {
  if (secretOptions.has(name) && source.kind !== 'default') return hidden;
  const text = supplied ?? python;
  return text === '' && source.kind === 'computed' ? '(not known)' : text;
}

async function edit(
  farm: FarmApi,
  model: FarmModel,
  option: string,
  change: OptionEdit['change'],
  choice: Choice,
): Promise<Outcome> {
  if (!optionInfo(option) && change.kind !== 'unset') return failed(unknownOption(option));
  const scope = scopeOf(farm, choice.wiki);
  if (!scope.ok) return failed(scope.error);
  const acceptDependents = choice['accept-dependents'];
  const edits: OptionEdit[] = [{ scope: scope.value, option, change, acceptDependents }];
  if (choice['dry-run']) {
    const preview = await previewEdits(model, edits);
    if (!preview.ok) return failed(preview.error);
    const [refused] = preview.value.refused;
    if (refused) return failed(withSwitch(refused.error));
    const [file] = preview.value.diffs;
    const diff = file ? unifiedDiff(file) : '';
    return done(diff || 'Nothing would change.\n', { file: file?.file ?? null, diff });
  }
  const applied = await applyEdits(model, edits, writing(farm.context));
  if (!applied.ok) return failed(withSwitch(applied.error));
  const [written] = applied.value;
  return written
    ? done(`Wrote ${written.shown}; the old file is ${written.backup}.\n`, {
        file: written.shown,
        backup: written.backup,
      })
    : done('Nothing changed.\n', { file: null, backup: null });
}

/** Two refusals are questions; their answer is a switch here. */
function withSwitch(error: AppError): AppError {
  const reason = 'reason' in error ? error.reason : null;
  if (reason === 'computed') return { ...error, hint: sentence('edit.replaceComputed.hint') };
  if (reason === 'changes-others') return { ...error, hint: sentence('edit.acceptDependents.hint') };
  return error;
}

/** Without `--wiki` the farm's shared class; a farm with one wiki and no such class means that wiki. */
function scopeOf(farm: FarmApi, wiki: string | undefined): Result<OptionEdit['scope']> {
  if (wiki === undefined && farm.host.model?.target.kind === 'farm') return ok({ kind: 'farm' });
  const unit = chooseWiki(farm, wiki);
  return unit.ok ? ok({ kind: 'wiki', wikiId: unit.value.id }) : fail(unit.error);
}
