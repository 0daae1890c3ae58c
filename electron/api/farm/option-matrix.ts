import {
  optionCatalogue,
  optionGroups,
  type OptionInfo,
  type OptionType,
} from '../../../shared/config/option-catalogue.ts';
import type { OptionCell, OptionEditor, OptionMatrix, OptionRow } from '../../../shared/contract/option.ts';
import { pythonRepr } from '../../../shared/python-repr.ts';
import { toTypedJson } from '../../../shared/session/typed-json.ts';
import type { OptionReading, WikiReading } from '../../config/reading.ts';
import type { FarmModel } from '../../farm/farm-model.ts';
import { placeOf } from './source-place.ts';
import { createHash } from 'node:crypto';

/** Every option by wiki: default, farm, wiki and effective value, each with its place in the files. */
export function optionMatrix(model: FarmModel, readOnly: boolean): OptionMatrix {
  const groupTitles = new Map(optionGroups.map((group) => [group.id, group.title]));
  return {
    revision: farmRevision(model),
    wikis: model.wikis.map((wiki) => ({
      id: wiki.id,
      siteid: wiki.siteid,
      sitename: wiki.settings.ok ? wiki.settings.value.sitename : wiki.siteid,
    })),
    rows: optionCatalogue.map((info) => optionRow(model, info, groupTitles.get(info.group) ?? info.group)),
    readOnly: readOnly ? 'This farm is open read-only.' : null,
  };
}

/** Changes whenever any of the configuration files does. */
export function farmRevision(model: FarmModel): string {
  const hash = createHash('sha256');
  for (const member of model.members)
    for (const file of member.reading.files)
      hash.update(`${member.reading.dir}\0${file.file}\0${file.hash}\n`);
  return hash.digest('hex').slice(0, 24);
}

function optionRow(model: FarmModel, info: OptionInfo, groupTitle: string): OptionRow {
  const cells = model.wikis.map((wiki) => optionCell(model, wiki.reading, info, 'effective'));
  return {
    option: info.name,
    group: info.group,
    groupTitle,
    type: typeText(info.type),
    editor: editorFor(info),
    session: info.session,
    unicode: info.unicode,
    allowed: allowedText(info.type),
    help: info.meaning,
    default: defaultText(info),
    farm: farmCell(model, info),
    wikis: cells,
  };
}

/** The farm's own value: what a wiki without a setting of its own inherits; null where nothing is shared. */
function farmCell(model: FarmModel, info: OptionInfo): OptionCell | null {
  if (model.target.kind !== 'farm') return null;
  const heir = model.wikis.find((wiki) => {
    const reading = wiki.reading.options.get(info.name);
    return reading !== undefined && reading.source.level !== 'wiki';
  });
  const reading = heir?.reading.options.get(info.name);
  return heir && reading
    ? cellOf(model, heir.reading, info, reading, 'raw')
    : {
        kind: 'default',
        text: defaultText(info),
        value: null,
        source: null,
        interpreted: false,
        refusal: null,
      };
}

function optionCell(
  model: FarmModel,
  wiki: WikiReading,
  info: OptionInfo,
  which: 'effective' | 'raw',
): OptionCell {
  const reading = wiki.options.get(info.name);
  return reading
    ? cellOf(model, wiki, info, reading, which)
    : {
        kind: 'default',
        text: defaultText(info),
        value: null,
        source: null,
        interpreted: false,
        refusal: wiki.error?.message ?? null,
      };
}

function cellOf(
  model: FarmModel,
  wiki: WikiReading,
  info: OptionInfo,
  reading: OptionReading,
  which: 'effective' | 'raw',
): OptionCell {
  const value = (which === 'effective' ? reading.effective : null) ?? reading.raw;
  const known = reading.state !== 'computed' && value !== null;
  return {
    kind: reading.source.kind,
    text: known ? pythonRepr(value) : (reading.text ?? defaultText(info)),
    value: known ? toTypedJson(value) : null,
    source: placeOf(model, wiki.configDir, reading.source.file, reading.source.line),
    interpreted: reading.interpreted !== null,
    refusal:
      reading.state === 'computed' ? 'It is set by code, which Croft does not change by itself.' : null,
  };
}

const defaultText = (info: OptionInfo): string =>
  info.default === null ? (info.defaultShown ?? '') : pythonRepr(info.default);

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

/** A type in words, e.g. `tuple of number, number`. */
function typeText(type: OptionType): string {
  switch (type.kind) {
    case 'one-of':
      return 'one of a list';
    case 'optional':
      return `${typeText(type.of)} or None`;
    case 'either':
      return type.of.map(typeText).join(' or ');
    case 'list':
      return `list of ${typeText(type.of)}`;
    case 'tuple':
      return `tuple of ${type.of.map(typeText).join(', ')}`;
    case 'tuple-of':
      return `tuple of ${typeText(type.of)}`;
    case 'map':
      return `dict of ${typeText(type.of)}`;
    default:
      return type.kind;
  }
}

function allowedText(type: OptionType): string | null {
  if (type.kind === 'optional') return allowedText(type.of);
  return type.kind === 'one-of' ? type.choices.map((choice) => JSON.stringify(choice)).join(', ') : null;
}
