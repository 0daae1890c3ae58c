import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CaseResult, GoldenKind } from './kind.ts';
import { kinds } from './kinds/index.ts';

/** `npm run --silent golden -- DIR [--kind K]... [--json] [--list]` (DESIGN §8). Exit 1 when any case failed. */
interface Tally {
  passed: number;
  total: number;
}

interface KindTally extends Tally {
  tags: Record<string, Tally>;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      kind: { type: 'string', multiple: true },
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  const [directory, ...rest] = positionals;
  const unknown = values.kind?.find((name) => !kinds.some((kind) => kind.name === name));
  if (directory === undefined || rest.length > 0 || unknown !== undefined) {
    const known = kinds.map((kind) => kind.name).join(', ');
    console.error(`usage: golden DIR [--kind K]... [--json] [--list]   (kinds: ${known})`);
    return 2;
  }

  const present = new Set(await readdir(directory));
  const wanted = kinds.filter((kind) => present.has(kind.name) && (values.kind?.includes(kind.name) ?? true));
  const report: Record<string, KindTally> = {};
  for (const kind of wanted) {
    const tally = await tallyKind(kind, path.join(directory, kind.name), (result) => {
      if (values.list && !result.passed)
        (values.json ? console.error : console.log)(
          `${kind.name} ${result.name}: ${result.difference ?? 'failed'}`,
        );
    });
    report[kind.name] = tally;
    if (!values.json) printKind(kind.name, tally);
  }
  if (values.json) console.log(JSON.stringify({ kinds: report }));
  return Object.values(report).every((tally) => tally.passed === tally.total) ? 0 : 1;
}

async function tallyKind(
  kind: GoldenKind,
  directory: string,
  each: (result: CaseResult) => void,
): Promise<KindTally> {
  const tally: KindTally = { passed: 0, total: 0, tags: {} };
  for await (const result of kind.run(directory)) {
    each(result);
    for (const counted of [
      tally,
      ...result.tags.map((tag) => (tally.tags[tag] ??= { passed: 0, total: 0 })),
    ]) {
      counted.total++;
      if (result.passed) counted.passed++;
    }
  }
  return tally;
}

function printKind(name: string, tally: KindTally): void {
  console.log(`${name} ${tally.passed}/${tally.total}`);
  for (const [tag, count] of Object.entries(tally.tags))
    console.log(`  ${tag} ${count.passed}/${count.total}`);
}

process.exitCode = await main();
