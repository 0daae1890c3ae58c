import path from 'node:path';
import { parseArgs } from 'node:util';
import { createFarm } from '../farm/create-farm.ts';
import {
  checkPlan,
  defaultDomain,
  defaultFirstPort,
  plannedFiles,
  topologies,
  type FarmPlan,
  type Topology,
} from '../farm/farm-plan.ts';
import { done, failed, usage, type Outcome } from './output.ts';

/** Writes a farm. With `--dry-run` it prints the files instead. */
export async function createCommand(words: readonly string[]): Promise<Outcome> {
  const { values, positionals } = parseArgs({
    args: [...words],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      topology: { type: 'string' },
      wikis: { type: 'string' },
      'share-login': { type: 'boolean', default: false },
      domain: { type: 'string', default: defaultDomain },
      'first-port': { type: 'string', default: String(defaultFirstPort) },
      superuser: { type: 'string' },
      email: { type: 'string' },
      password: { type: 'string' },
    },
  });
  const [named, ...rest] = positionals;
  if (named === undefined || rest.length > 0) return usage('name the new folder');
  if (!isTopology(values.topology)) return usage(`--topology is one of ${topologies.join(', ')}`);
  if (values.superuser !== undefined && values.password === undefined)
    return usage('a first superuser needs a --password');
  const names = (values.wikis ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const plan: FarmPlan = {
    topology: values.topology,
    wikis: names.map((name) => ({ name, sitename: name })),
    shareLogin: values['share-login'],
    superuser: values.superuser ?? null,
    domain: values.domain,
    firstPort: Number(values['first-port']),
  };
  const checked = checkPlan(plan);
  if (!checked.ok) return failed(checked.error);
  const directory = path.resolve(named);
  const files = plannedFiles(plan, '(a secret made by Croft)');
  if (values['dry-run'])
    return done(files.map((file) => `== ${file.path}\n${file.text}\n`).join(''), { directory, files });
  const superuser =
    values.superuser === undefined
      ? null
      : {
          name: values.superuser,
          email: values.email ?? `${values.superuser.toLowerCase()}@localhost.localdomain`,
          password: values.password ?? '',
        };
  const created = await createFarm(directory, plan, superuser, Date.now);
  if (!created.ok) return failed(created.error);
  return done(`Wrote ${directory}.\n`, { directory, files: files.map((file) => file.path) });
}

const isTopology = (text: string | undefined): text is Topology => topologies.some((known) => known === text);
