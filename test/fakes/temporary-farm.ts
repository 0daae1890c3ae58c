import { cp, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openFarmApi, type FarmApi } from '../../electron/api/farm-api.ts';
import { writeFarm, type NewFarmAccount } from '../../electron/farm/create-farm.ts';
import type { FarmHostOptions } from '../../electron/farm/farm-connection.ts';
import type { FarmPlan } from '../../electron/farm/farm-plan.ts';
import { english } from '../../shared/texts/english.ts';

/** A real farm in a temporary folder, made by the product, and gone with `remove`. */
export interface TemporaryFarm {
  readonly directory: string;
  readonly stateDirectory: string;
  open(changes?: Partial<FarmHostOptions>, nowMs?: () => number): Promise<FarmApi>;
  remove(): Promise<void>;
}

export const pathPlan: FarmPlan = {
  topology: 'path',
  wikis: [
    { name: 'alpha', sitename: 'Alpha' },
    { name: 'beta', sitename: 'Beta' },
  ],
  shareLogin: true,
  superuser: 'AdminUser',
  domain: 'farm.localhost',
  firstPort: 18_081,
};

/** Quick to verify: salted SHA-1 of `secret-of-NAME`, made with node:crypto and a fixed salt. */
const people: Readonly<Record<string, string>> = {
  AdminUser: '{SSHA}hA1xQJBMkfOEAx772nlZ1yrRq7xzYWx0',
  JoeDoe: '{SSHA}4nY4FKrFT7D586/w+7L3qaPaM15zYWx0',
};

export async function temporaryFarm(plan: FarmPlan = pathPlan): Promise<TemporaryFarm> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'croft-farm-'));
  const directory = path.join(root, 'farm');
  const stateDirectory = path.join(root, 'state');
  const accounts = Object.entries(people).map(([name, stored]): NewFarmAccount => ({
    name,
    email: `${name.toLowerCase()}@example.org`,
    password: { stored },
  }));
  const pages = new Map(
    plan.wikis.map((wiki) => [
      wiki.name,
      { FrontPage: `Front of ${wiki.name}.\n`, OtherPage: 'Other.\n', TeamGroup: ' * JoeDoe\n' },
    ]),
  );
  const written = await writeFarm(directory, plan, { pages, accounts }, Date.now);
  if (!written.ok) throw new Error(english(written.error.message));
  const opened: FarmApi[] = [];
  return {
    directory,
    stateDirectory,
    open: async (changes = {}, nowMs = Date.now) => {
      const farm = await openFarmApi(
        {
          farmId: 'farm',
          directory,
          readOnly: false,
          trusted: false,
          stateDirectory,
          port: null,
          allowedHosts: [],
          ...changes,
        },
        nowMs,
      );
      if (!farm.ok) throw new Error(english(farm.error.message));
      opened.push(farm.value);
      return farm.value;
    },
    remove: async () => {
      for (const farm of opened) await farm.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A copy of a golden farm's files, for tests that change them. */
export async function copyOf(
  folder: string,
): Promise<{ readonly directory: string; remove(): Promise<void> }> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'croft-golden-'));
  await cp(folder, directory, { recursive: true });
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) };
}
