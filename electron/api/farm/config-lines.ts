import path from 'node:path';
import type { PyValue } from '../../../shared/python-value.ts';
import { textOf } from '../../../shared/python-value.ts';
import { pythonLiteral } from '../../../shared/python/literal.ts';
import { optionInfo } from '../../../shared/config/option-catalogue.ts';
import { blurProblem, openBlurs } from '../../config/settings.ts';
import type { ConfigProblem, OptionReading } from '../../config/reading.ts';
import { suppliedFor, type FarmModel, type WikiModel } from '../../farm/farm-model.ts';
import type { Sentence } from '../../../shared/texts/sentence.ts';

/** One wiki's effective options as `croft config show --json` prints them (DESIGN §8). */
export interface ConfigLines {
  readonly id: string;
  readonly siteid: string;
  /** Why the options can't be read; null when they can. */
  readonly problem: Sentence | null;
  readonly options: Readonly<Record<string, ConfigLine>>;
}

export interface ConfigLine {
  /** The value as JSON; null also when it is not known. */
  readonly value: unknown;
  /** The value as Python text; for a computed one the source text; empty where a statement made every option unknown. */
  readonly python: string;
  /** What a person supplied, as Python text, where it is in force; null otherwise. */
  readonly supplied: string | null;
  readonly source: {
    readonly kind: 'default' | 'farm' | 'wiki' | 'computed';
    readonly file: string | null;
    readonly line: number | null;
  };
}

export function configLines(model: FarmModel, wiki: WikiModel, only?: string): ConfigLines {
  const readings = [...wiki.reading.options.values()].filter(
    (reading) => only === undefined || reading.name === only,
  );
  const [blurred] = openBlurs(wiki.reading, wiki.said).map(blurProblem);
  return {
    id: wiki.id,
    siteid: wiki.siteid,
    problem:
      wiki.reading.options.size === 0 ? (wiki.reading.error?.message ?? null) : (blurred?.message ?? null),
    options: Object.fromEntries(
      readings.map((reading) => [reading.name, configLine(model, wiki, reading, blurred ?? null)]),
    ),
  };
}

function configLine(
  model: FarmModel,
  wiki: WikiModel,
  reading: OptionReading,
  blurred: ConfigProblem | null,
): ConfigLine {
  const placed = (file: string | null): string | null =>
    file === null ? null : path.relative(model.target.directory, path.join(wiki.reading.configDir, file));
  // What stands in the files may not be what holds.
  if (blurred !== null)
    return {
      value: null,
      python: '',
      supplied: null,
      source: { kind: 'computed', file: placed(blurred.file), line: blurred.line },
    };
  const known = reading.state === 'computed' ? null : (reading.effective ?? reading.raw);
  const { kind, file, line } = reading.source;
  return {
    value: known === null ? null : plainJson(known),
    python:
      known === null ? (reading.text ?? optionInfo(reading.name)?.defaultShown ?? '') : pythonLiteral(known),
    supplied: suppliedFor(wiki, reading),
    source: {
      kind,
      file: placed(file),
      line,
    },
  };
}

/** Numbers beyond JSON's reach and byte strings that are no text are given as Python text. */
function plainJson(value: PyValue): unknown {
  switch (value.type) {
    case 'none':
      return null;
    case 'bool':
      return value.value;
    case 'int':
    case 'long':
      return Number.isSafeInteger(Number(value.value)) ? Number(value.value) : String(value.value);
    case 'float':
      return Number.isFinite(value.value) ? value.value : String(value.value);
    case 'str':
    case 'unicode':
      return textOf(value) ?? pythonLiteral(value);
    case 'list':
    case 'tuple':
    case 'set':
      return value.items.map(plainJson);
    case 'dict':
      return Object.fromEntries(
        value.entries.map(([key, item]) => [textOf(key) ?? pythonLiteral(key), plainJson(item)]),
      );
  }
}
