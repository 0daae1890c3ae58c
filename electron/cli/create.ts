import path from 'node:path';
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
import { defineCommand, type OptionValues } from './command.ts';
import { givenPassword } from './password.ts';
import { done, failed, usage, type Outcome } from './output.ts';

const options = {
  topology: { value: 'KIND', about: `how the wikis are addressed: ${topologies.join(', ')}` },
  wikis: { value: 'A,B', about: 'the names of the wikis, commas between them' },
  'share-login': { about: 'one login for all wikis' },
  domain: { value: 'NAME', about: `for wikis addressed by host name; without it ${defaultDomain}` },
  'first-port': { value: 'N', about: `for wikis addressed by port; without it ${defaultFirstPort}` },
  superuser: { value: 'NAME', about: 'the first account, who may become others' },
  email: { value: 'ADDRESS', about: 'of the superuser' },
  password: { value: 'TEXT', about: 'of the superuser; `-` reads it from standard input' },
  'dry-run': { about: 'print the files, write nothing' },
} as const;

export const createCommand = defineCommand({
  name: 'create',
  forms: ['DIR --topology KIND --wikis A,B'],
  options,
  run: create,
});

async function create(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [named, ...rest] = words;
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
    domain: values.domain ?? defaultDomain,
    firstPort: Number(values['first-port'] ?? defaultFirstPort),
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
          password: await givenPassword(values.password ?? ''),
        };
  const created = await createFarm(directory, plan, superuser, Date.now);
  if (!created.ok) return failed(created.error);
  return done(`Wrote ${directory}.\n`, { directory, files: files.map((file) => file.path) });
}

const isTopology = (text: string | undefined): text is Topology => topologies.some((known) => known === text);
