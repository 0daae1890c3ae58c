import { spreadLastNet } from '../base/guard.ts';
import { randomBytes } from 'node:crypto';
import { readFile } from '../base/file-system.ts';
import os from 'node:os';
import path from 'node:path';
import { createAppApi } from '../api/app-api.ts';
import { openFarmApi, type FarmApi } from '../api/farm-api.ts';
import type { ConnectFarm } from '../farm/farm-connection.ts';
import { ensureSampleFarm } from '../farm/sample-farm/sample-farm.ts';
import { serveManagement, type ManageServer } from '../transport/websocket.ts';
import { croftDataDirectory } from './farm.ts';
import { defineCommand, type OptionValues } from './command.ts';
import { failed, usage, type Outcome } from './output.ts';
import { version } from '../../package.json';
import { findOpenTarget } from '../farm/open-target.ts';
import { fail, type AppError, type Result } from '../../shared/result.ts';
import { english } from '../../shared/texts/english.ts';
import { sentence } from '../../shared/texts/sentence.ts';

const options = {
  sample: { about: 'the sample farm, made in the documents folder when it is not there' },
  port: { value: 'N', about: 'one port for all wikis; 0 is any free one' },
  'manage-port': { value: 'N', about: 'the port of the managing page; without it any free one' },
  'no-manage': { about: 'only the wikis, no managing page' },
  'allow-host': { value: 'NAME', repeat: true, about: 'answer to this host name too' },
  'read-only': { about: 'write nothing into the farm; sessions live in memory' },
  trust: { about: 'run the plugins of the farm' },
} as const;

export const serveCommand = defineCommand({
  name: 'serve',
  forms: ['FARM', '--sample'],
  options,
  run: serve,
});

/** Until SIGTERM or SIGINT; prints one JSON line when everything is ready (DESIGN §8). */
async function serve(values: OptionValues<typeof options>, words: readonly string[]): Promise<Outcome> {
  const [named, ...rest] = words;
  if ((named === undefined) === !values.sample || rest.length > 0)
    return usage('name one farm, or say --sample');
  const port = values.port === undefined ? null : portOf(values.port);
  const managePort = portOf(values['manage-port'] ?? '0');
  if (port === undefined || managePort === undefined) return usage('a port is a number from 0 to 65535');

  const directory = await directoryOf(named);
  if (!directory.ok) return failed(directory.error);
  const target = await findOpenTarget(directory.value);
  if (!target.ok) return failed(target.error);

  const connection = new OneConnection();
  spreadLastNet();
  const log = (line: string): void => {
    process.stderr.write(`${line}\n`);
  };
  const app = await createAppApi({
    connect: connection.connect,
    desktop: null,
    licences: () => readFile(path.join(import.meta.dirname, 'LICENSES.txt'), 'utf8'),
    fetch,
    dataDirectory: croftDataDirectory(),
    documentsDirectory: path.join(os.homedir(), 'Documents'),
    version,
    runtimes: [{ name: 'Node.js', version: process.versions.node }],
    log,
    nowMs: Date.now,
    port,
    allowedHosts: values['allow-host'],
    trusted: values.trust,
  });
  await app.openFarm(directory.value, { readOnly: values['read-only'] });
  const farm = connection.farm;
  if (!farm) return failed(connection.error ?? { code: 'internal', message: sentence('command.notOpened') });
  // A farm that can't be read is an error here; in the window it would be shown and wait for its repair.
  if (!farm.host.model) {
    const error = farm.host.configurationError ?? {
      code: 'config-invalid' as const,
      message: sentence('options.farmUnreadable'),
    };
    await app.close();
    return failed(error);
  }

  let manage: ManageServer | null = null;
  if (!values['no-manage']) {
    const pages = path.join(import.meta.dirname, 'renderer');
    const served = await serveManagement({ port: managePort, pages, api: app, randomBytes, log });
    if (!served.ok) {
      await app.close();
      return failed(served.error);
    }
    manage = served.value;
  }
  process.stdout.write(`${JSON.stringify(readyLine(farm, manage?.url ?? null))}\n`);
  tellProblems(farm, log);
  await untilAsked();
  await manage?.close();
  await app.close();
  return { kind: 'done', text: '', json: undefined };
}

/** Headless the farm's host lives in this process. */
class OneConnection {
  farm: FarmApi | null = null;
  error: AppError | null = null;

  readonly connect: ConnectFarm = async (options) => {
    const opened = await openFarmApi(options);
    if (opened.ok) this.farm = opened.value;
    else this.error = opened.error;
    return opened;
  };
}

function portOf(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

async function directoryOf(named: string | undefined): Promise<Result<string>> {
  if (named !== undefined) return { ok: true, value: path.resolve(named) };
  const sample = await ensureSampleFarm(path.join(os.homedir(), 'Documents'), Date.now);
  return sample.ok ? sample : fail(sample.error);
}

function readyLine(farm: FarmApi, manage: string | null) {
  return {
    ready: true,
    wikis: farm.host.wikis.map((unit) => ({
      id: unit.id,
      siteid: unit.model.siteid,
      url: unit.model.address?.url ?? null,
      connect: farm.host.connectOf(unit),
      state: unit.state.kind,
    })),
    manage,
  };
}

/** What a person at a terminal should know: wikis that don't run, addresses that need more than a browser. */
function tellProblems(farm: FarmApi, log: (line: string) => void): void {
  for (const unit of farm.host.wikis) {
    const state = unit.state;
    if (state.kind === 'failed')
      log(`${unit.id}: ${english(state.error.message)} ${english(state.error.hint ?? '')}`.trim());
    if (state.kind === 'needs-value')
      for (const need of state.needs) log(`${unit.id}: ${english(need.message)}`);
    if (state.kind === 'running' && !farm.host.isReachable(unit))
      log(
        `${unit.id}: ${unit.model.address?.url ?? 'no address'} is reached at ${farm.host.connectOf(unit)} with its own name in the Host header`,
      );
  }
}

function untilAsked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}
