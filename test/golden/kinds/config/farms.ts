import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import {
  readFarm,
  type FarmReading,
  type OptionReading,
  type WikiReading,
} from '../../../../electron/config/farm-reading.ts';
import { optionInfo } from '../../../../shared/config/option-catalogue.ts';
import type { CaseResult } from '../../kind.ts';
import { caseNames, withFarmCopy } from './farm-copy.ts';
import { canonical, toPy, typed, type Typed } from './typed-value.ts';

const option = z.object({
  origin: z.string(),
  raw: typed.optional(),
  effective: typed.optional(),
  reader: z.string().optional(),
  at: z.tuple([z.string(), z.number()]).optional(),
  interpreted: z.boolean().optional(),
});
const config = z.object({
  error: z.object({ kind: z.string(), detail: z.string().optional() }).optional(),
  reader: z.record(z.string(), z.unknown()).optional(),
  siteid: z.string().optional(),
  derived: z.record(z.string(), z.unknown()).optional(),
  options: z.record(z.string(), option).optional(),
});
const expectedFarm = z.object({
  farmError: z.object({ kind: z.string() }).optional(),
  hasFarmconfig: z.boolean().optional(),
  wikis: z.array(z.object({ name: z.string(), regex: z.string() })).optional(),
  wikisReadable: z.boolean().optional(),
  configs: z.record(z.string(), config).default({}),
});
type ExpectedConfig = z.infer<typeof config>;
type ExpectedOption = z.infer<typeof option>;

/** One case per farm and one per wiki. */
export async function* farmCases(folder: string): AsyncIterable<CaseResult> {
  for (const name of await caseNames(folder)) {
    const text = await readFile(path.join(folder, name, 'expected.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const expected = expectedFarm.parse(JSON.parse(text));
    const results = await withFarmCopy(path.join(folder, name, 'files'), async (dir) => {
      const reading = await readFarm(dir);
      return [
        result(name, farmDifference(expected, reading)),
        ...Object.entries(expected.configs).map(([wiki, wanted]) =>
          result(
            `${name}/${wiki}`,
            wikiDifference(
              wanted,
              reading.wikis.find(({ siteid }) => siteid === wiki),
              dir,
            ),
          ),
        ),
      ];
    });
    yield* results;
  }
}

function result(name: string, difference: string | null): CaseResult {
  return {
    name,
    tags: ['farms'],
    passed: difference === null,
    ...(difference === null ? {} : { difference }),
  };
}

function farmDifference(expected: z.infer<typeof expectedFarm>, reading: FarmReading): string | null {
  if (expected.farmError !== undefined)
    return reading.error?.code === expected.farmError.kind
      ? null
      : `expected farm error ${expected.farmError.kind}, found ${reading.error?.code ?? 'none'}`;
  if (reading.error !== null) return `unexpected farm error ${reading.error.code}: ${reading.error.message}`;
  if (expected.hasFarmconfig !== reading.hasFarmconfig) return `hasFarmconfig is ${reading.hasFarmconfig}`;
  if (expected.wikisReadable === false)
    return reading.wikiList === 'computed' ? null : 'expected a computed list of wikis';
  const wanted = (expected.wikis ?? []).map(({ name, regex }) => `${name} ${regex}`);
  const found = reading.entries.map(({ name, pattern }) => `${name} ${patternText(pattern)}`);
  return JSON.stringify(wanted) === JSON.stringify(found)
    ? null
    : `expected wikis ${JSON.stringify(wanted)}, found ${JSON.stringify(found)}`;
}

function patternText(pattern: FarmReading['entries'][number]['pattern']): string {
  if (pattern === null) return '(computed)';
  return pattern.kind === 'unicode' ? pattern.text : Buffer.from(pattern.text, 'latin1').toString('utf8');
}

const reaches: Readonly<Record<string, WikiReading['reach']>> = {
  readError: 'syntax-error',
  missing: 'missing',
  noConfig: 'no-config',
};

function wikiDifference(
  expected: ExpectedConfig,
  wiki: WikiReading | undefined,
  farm: string,
): string | null {
  if (wiki === undefined) return 'this wiki was not read';
  if (expected.error !== undefined) return errorDifference(expected, wiki);
  if (wiki.error !== null) return `unexpected error ${wiki.error.code}: ${wiki.error.message}`;
  if (expected.siteid !== wiki.siteid) return `siteid is ${wiki.siteid}`;
  for (const [name, wanted] of Object.entries(expected.options ?? {})) {
    const found = wiki.options.get(name);
    const partlyComputed = Object.values(expected.options ?? {}).some(({ reader }) => reader === 'computed');
    const difference =
      found === undefined ? 'not read' : optionDifference(wanted, found, farm, partlyComputed);
    if (difference !== null) return `${name}: ${difference}`;
  }
  for (const [name, found] of wiki.options) {
    if (expected.options?.[name] !== undefined) continue;
    if (found.state !== 'default') return `${name}: expected the default, found it set`;
    const builtIn = optionInfo(name)?.default ?? null;
    if (canonical(found.raw) !== canonical(builtIn)) return `${name}: default is ${canonical(found.raw)}`;
  }
  return derivedDifference(expected.derived ?? {}, wiki);
}

function errorDifference(expected: ExpectedConfig, wiki: WikiReading): string | null {
  const kind = expected.error?.kind ?? '';
  const found = wiki.error?.code ?? 'none';
  const [wantedReach = 'parses'] = Object.keys(expected.reader ?? {});
  if (found === kind) {
    const reach = reaches[wantedReach];
    if (reach !== undefined && wiki.reach !== reach) return `expected ${wantedReach}, found ${wiki.reach}`;
    const detail = expected.error?.detail?.split(' ')[0] ?? '';
    const shown = `${wiki.error?.message} ${wiki.error?.option} ${wiki.error?.detail}`;
    if (['not-unicode', 'directory-unusable'].includes(kind) && !shown.includes(detail))
      return `does not name ${detail}`;
    return null;
  }
  return wantedReach === 'parses' && wiki.error === null
    ? null
    : `expected error ${kind}, found ${found}: ${wiki.error?.message}`;
}

function optionDifference(
  expected: ExpectedOption,
  found: OptionReading,
  farm: string,
  partlyComputed: boolean,
): string | null {
  if (expected.reader === 'missing') return null;
  const raw = expected.raw === undefined ? null : toPy(expected.raw, farm);
  if (expected.origin === 'default') {
    if (found.state !== 'default') return 'expected the default';
  } else {
    const value = valueDifference(expected, found, raw);
    if (value !== null) return value;
    const className = expected.origin.split('.').at(-1);
    if (found.source.className?.split('.').at(-1) !== className) return `origin is ${found.source.className}`;
    const at = JSON.stringify([found.source.file, found.source.line]);
    if (expected.at !== undefined && JSON.stringify(expected.at) !== at)
      return `at ${at}, expected ${JSON.stringify(expected.at)}`;
  }
  const { effective } = expected;
  if (effective === undefined || effective.t === 'auto' || found.state === 'computed') return null;
  // What loading derives from a computed option is as unknown as that option.
  if (found.effective === null && partlyComputed) return null;
  const wanted = canonical(toPy(effective, farm));
  return canonical(found.effective) === wanted
    ? null
    : `effective ${canonical(found.effective)}, expected ${wanted}`;
}

function valueDifference(
  expected: ExpectedOption,
  found: OptionReading,
  raw: ReturnType<typeof toPy>,
): string | null {
  if (expected.interpreted === true) return interpretedDifference(expected.raw, found);
  const same = raw !== null && canonical(found.raw) === canonical(raw);
  if (same) return null;
  if (expected.reader === 'computed')
    return found.state === 'computed' ? null : `found ${canonical(found.raw)}, expected ${canonical(raw)}`;
  return `found ${found.state} ${canonical(found.raw)} (${found.why ?? ''}), expected ${canonical(raw)}`;
}

function interpretedDifference(raw: Typed | undefined, found: OptionReading): string | null {
  const items =
    raw?.t === 'list' || raw?.t === 'tuple' ? z.array(typed).parse(raw.v) : raw === undefined ? [] : [raw];
  const wanted = items.map((item) => item.class ?? '').join(', ');
  const names = found.interpreted?.map((call) => call.constructorName).join(', ') ?? 'nothing interpreted';
  return names === wanted ? null : `interpreted as ${names}, expected ${wanted}`;
}

function derivedDifference(expected: Readonly<Record<string, unknown>>, wiki: WikiReading): string | null {
  const found: Readonly<Record<string, unknown>> = {
    auth_methods: wiki.derived.authMethods,
    auth_can_logout: wiki.derived.authCanLogout,
    auth_have_login: wiki.derived.authHaveLogin,
    mail_enabled: wiki.derived.mailEnabled,
    jabber_enabled: wiki.derived.jabberEnabled,
  };
  for (const [name, wanted] of Object.entries(expected)) {
    const value = found[name];
    if (value === undefined || value === null) continue;
    if (JSON.stringify(value) !== JSON.stringify(wanted))
      return `${name} is ${JSON.stringify(value)}, expected ${JSON.stringify(wanted)}`;
  }
  return null;
}
