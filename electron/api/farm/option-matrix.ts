import {
  optionCatalogue,
  type OptionInfo,
  type OptionType,
} from '../../../shared/config/option-catalogue.ts';
import type { OptionCell, OptionEditor, OptionMatrix, OptionRow } from '../../../shared/contract/option.ts';
import { readableLiteral } from '../../../shared/python/literal.ts';
import { toTypedJson } from '../../../shared/session/typed-json.ts';
import type { PyValue } from '../../../shared/python-value.ts';
import { sentence, type SentenceId } from '../../../shared/texts/sentence.ts';
import { describeType, fits } from '../../config/edit/value-problem.ts';
import type { EditRefusalReason } from '../../config/edit/request.ts';
import type { ListLine } from '../../config/edit/list-lines.ts';
import { RefusalReader, type EditRefusals } from '../../config/edit/refusals.ts';
import type { OptionReading, WikiReading } from '../../config/reading.ts';
import { openBlurs } from '../../config/settings.ts';
import { suppliedFor, type FarmModel, type WikiModel } from '../../farm/farm-model.ts';
import { farmSetting, ownClass, placeOfClass, placeOfEdit, type EditPlace } from './edit-scope.ts';
import { placeOf } from './source-place.ts';
import { createHash } from 'node:crypto';

/** Every option by wiki: default, farm, wiki and effective value, each with its place in the files. */
export async function optionMatrix(model: FarmModel, readOnly: boolean): Promise<OptionMatrix> {
  const cells = new Cells(model, await readRefusals(model));
  return {
    revision: farmRevision(model),
    wikis: model.wikis.map((wiki) => ({
      id: wiki.id,
      siteid: wiki.siteid,
      sitename: wiki.settings.ok ? wiki.settings.value.sitename : wiki.siteid,
    })),
    rows: optionCatalogue.map((info) => optionRow(cells, info)),
    readOnly: readOnly ? sentence('options.readOnly') : null,
  };
}

/** By `folder\0file\0class`: what can't be set in place there. */
type Refusals = ReadonlyMap<string, EditRefusals>;

const placeKey = ({ configDir, file, className }: EditPlace): string =>
  [configDir, file, className].join('\0');

/** Parsed once for each state of the configuration; a farm of hundreds of wikis has as many files. */
const refusalsOf = new WeakMap<FarmModel, Promise<Refusals>>();

function readRefusals(model: FarmModel): Promise<Refusals> {
  const known = refusalsOf.get(model) ?? findRefusals(model);
  refusalsOf.set(model, known);
  return known;
}

async function findRefusals(model: FarmModel): Promise<Refusals> {
  const found = new Map<string, EditRefusals>();
  for (const { reading } of model.members) {
    const reader = new RefusalReader(reading.dir);
    for (const wiki of reading.wikis)
      for (const cls of wiki.classes) {
        const place = placeOfClass(wiki, cls);
        const key = placeKey(place);
        if (!found.has(key)) found.set(key, await reader.of(place.file, place.className));
      }
  }
  return found;
}

const refusalIds = {
  computed: 'cell.computed',
  conditional: 'cell.conditional',
  chain: 'cell.together',
  shared: 'cell.together',
  'modified-later': 'cell.modifiedLater',
} as const satisfies Partial<Record<EditRefusalReason, SentenceId>>;

const cellRefusal = (reason: EditRefusalReason) =>
  reason in refusalIds ? refusalIds[reason as keyof typeof refusalIds] : 'cell.inFile';

/** Changes whenever any of the configuration files does. */
export function farmRevision(model: FarmModel): string {
  const hash = createHash('sha256');
  for (const member of model.members)
    for (const file of member.reading.files)
      hash.update(`${member.reading.dir}\0${file.file}\0${file.hash}\n`);
  return hash.digest('hex').slice(0, 24);
}

function optionRow(cells: Cells, info: OptionInfo): OptionRow {
  return {
    option: info.name,
    group: info.group,
    groupTitle: sentence(`optionGroup.${info.group}`),
    type: describeType(info.type),
    editor: editorFor(info),
    session: info.session,
    unicode: info.unicode,
    mayBeNone: fits({ type: 'none' }, info.type),
    allowed: allowedText(info.type),
    help: sentence(`option.${info.name}`),
    default: defaultText(info),
    farm: cells.farm(info),
    wikis: cells.model.wikis.map((wiki) => cells.wiki(wiki, info)),
  };
}

class Cells {
  constructor(
    readonly model: FarmModel,
    private readonly refusals: Refusals,
  ) {}

  /** The farm's own value: what a wiki without a setting of its own inherits; null where nothing is shared. */
  farm(info: OptionInfo): OptionCell | null {
    const found = farmSetting(this.model, info.name);
    const place = placeOfEdit(this.model, { scope: { kind: 'farm' }, option: info.name });
    if (!found || !place.ok) return null;
    return this.cell(found.wiki, info, found.reading, found.reading.raw, place.value);
  }

  wiki(wiki: WikiModel, info: OptionInfo): OptionCell {
    const { reading } = wiki;
    const option = reading.options.get(info.name);
    const own = ownClass(reading);
    if (!option || !own)
      return {
        kind: 'default',
        text: defaultText(info),
        value: null,
        source: null,
        interpreted: false,
        supplied: null,
        refusal: reading.error?.message ?? sentence('cell.unreadable'),
        instead: null,
      };
    const cell = this.cell(reading, info, option, option.effective ?? option.raw, placeOfClass(reading, own));
    // What stands in the files may not be what holds.
    const [blur] = openBlurs(reading, wiki.said);
    if (blur !== undefined)
      return {
        ...cell,
        kind: 'computed',
        text: '',
        value: null,
        source: placeOf(this.model, reading.configDir, blur.file, blur.line),
      };
    return { ...cell, supplied: suppliedFor(wiki, option) };
  }

  private cell(
    wiki: WikiReading,
    info: OptionInfo,
    reading: OptionReading,
    value: PyValue | null,
    place: EditPlace,
  ): OptionCell {
    const known = reading.state === 'computed' || value === null ? null : represented(value);
    return {
      kind: reading.source.kind,
      text: known ? known.text : (reading.text ?? defaultText(info)),
      value: known ? known.value : null,
      source: placeOf(this.model, wiki.configDir, reading.source.file, reading.source.line),
      interpreted: reading.interpreted !== null,
      supplied: null,
      ...this.refusal(wiki, info.name, reading, place),
    };
  }

  /** Inherited code is no obstacle: the class that is edited gets a line of its own. */
  private refusal(
    wiki: WikiReading,
    option: string,
    reading: OptionReading,
    place: EditPlace,
  ): Pick<OptionCell, 'refusal' | 'instead'> {
    if (option === 'siteid') return { refusal: sentence('cell.siteid'), instead: null };
    const setHere =
      wiki.classes.find((cls) => cls.name === reading.source.className)?.file === place.file &&
      reading.source.className?.endsWith(`.${place.className}`) === true;
    const found = this.refusals.get(placeKey(place))?.get(option);
    const reason = found?.reason ?? (setHere && reading.state === 'computed' ? 'computed' : null);
    if (reason === null) return { refusal: null, instead: null };
    return {
      refusal: sentence(cellRefusal(reason)),
      instead: instead(reason, reading, found?.lines ?? []),
    };
  }
}

function instead(
  reason: EditRefusalReason,
  reading: OptionReading,
  lines: readonly ListLine[],
): OptionCell['instead'] {
  if (reason === 'computed') return { kind: 'replace-code' };
  // Only where the list is known can a line be proved to do what it should.
  if (reason !== 'modified-later' || reading.raw?.type !== 'list') return null;
  return {
    kind: 'change-lines',
    lines: lines.map(({ line, method, value }) => ({ line, method, text: readableLiteral(value) })),
  };
}

type Represented = Pick<OptionCell, 'text' | 'value'>;

/** Most cells of a large farm hold one of MoinMoin's defaults, which all wikis have as the same object. */
const representations = new WeakMap<PyValue, Represented>();

function represented(value: PyValue): Represented {
  const known = representations.get(value) ?? { text: readableLiteral(value), value: toTypedJson(value) };
  representations.set(value, known);
  return known;
}

const defaultText = (info: OptionInfo): string =>
  info.default === null ? (info.defaultShown ?? '') : readableLiteral(info.default);

const specialEditors: Readonly<Record<string, OptionEditor>> = {
  cookie_lifetime: 'lifetime',
  cookie_name: 'cookie-name',
  superuser: 'superuser',
  data_dir: 'folder',
  data_underlay_dir: 'folder',
  cache_dir: 'folder',
  session_dir: 'folder',
  user_dir: 'folder',
  plugin_dir: 'folder',
};

function editorFor(info: OptionInfo): OptionEditor {
  const special = specialEditors[info.name];
  if (special) return special;
  const type = info.type;
  switch (type.kind) {
    case 'bool':
      return 'boolean';
    case 'int':
      return 'integer';
    case 'number':
      return 'number';
    case 'text':
      return 'text';
    case 'optional':
      return type.of.kind === 'bool'
        ? 'boolean-or-none'
        : type.of.kind === 'text'
          ? 'text-or-none'
          : 'python';
    case 'list':
      return type.of.kind === 'text' ? 'text-list' : 'python';
    default:
      return 'python';
  }
}

function allowedText(type: OptionType): string | null {
  if (type.kind === 'optional') return allowedText(type.of);
  return type.kind === 'one-of' ? type.choices.map((choice) => JSON.stringify(choice)).join(', ') : null;
}
