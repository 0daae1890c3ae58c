import { stat } from '../../base/file-system.ts';
import path from 'node:path';
import { ok, type Result } from '../../../shared/result.ts';
import { writeFarm, type NewFarmAccount } from '../create-farm.ts';
import { defaultDomain, defaultFirstPort, type FarmPlan } from '../farm-plan.ts';
import { gardenPages, kitchenPages, workshopPages } from './pages.ts';

/** The folder of the sample farm below the person's documents. */
export const sampleFolderName = 'Croft sample farm';

const plan: FarmPlan = {
  topology: 'path',
  wikis: [
    { name: 'garden', sitename: 'The garden' },
    { name: 'kitchen', sitename: 'The kitchen' },
    { name: 'workshop', sitename: 'The workshop' },
  ],
  shareLogin: true,
  superuser: 'AdminUser',
  domain: defaultDomain,
  firstPort: defaultFirstPort,
};

/**
 * The people of the sample. Their passwords stand on its front page, so nothing is lost by shipping the hashes: made
 * with MoinMoin's own default (sha512_crypt, 656,000 rounds), they spare the first start four seconds of hashing.
 */
interface SamplePerson {
  readonly name: string;
  readonly password: string;
  readonly hash: string;
  readonly about: string;
  readonly attributes?: Readonly<Record<string, number>>;
}

const people: readonly SamplePerson[] = [
  {
    name: 'AdminUser',
    password: 'trowel-and-twine',
    hash: '$6$rounds=656000$826bbb5f8382ada5$FKc6.K/Kif7lukTh0EC78REdYqhbEFop9hVAmc10Gav3NSWTwwvIu63MRGGLPVOv54isNF9E9VjVxa/AhGaOy0',
    about: 'superuser: may become any of the others',
  },
  {
    name: 'JoeDoe',
    password: 'beans-on-poles',
    hash: '$6$rounds=656000$a709773730f29adf$wR9vn7fGB4md6V7QZtWIXIPQrZxlsPEOqp5jCjwqfIe./dkG2e1qh/J9tMd3KXrVVgSBHcGkhtgjI2AOlW8eU.',
    about: 'an ordinary person, stays logged in for ten years',
  },
  {
    name: 'CarolSample',
    password: 'compost-is-warm',
    hash: '$6$rounds=656000$9d4d592ce936f008$eJXQ1toAIWxoopg2nLk02TcJuxvM8wBirirzaNxBHBKpDt8k4caU7BYSUxMD4lLyxB9OSwZ6e9Mcl7twHFsLd1',
    about: 'writes the compost diary',
  },
  {
    name: 'MaxSample',
    password: 'rain-in-the-barrel',
    hash: '$6$rounds=656000$ceeca647551fe673$HKsbAuLZ0yKQaTOtQgy3Znd4AzZ9wYZ2i1fyM5yXb0Vr4uc3ASwP9hK0Y5ccbt1q60hynF11loKGMWyz4syql/',
    about: 'has “remember me” off: logged in for twelve hours',
    attributes: { remember_me: 0 },
  },
];

/** The sample farm in the person's documents folder: made at first use, left alone ever after. */
export async function ensureSampleFarm(
  documentsDirectory: string,
  nowMs: () => number,
): Promise<Result<string>> {
  const directory = path.join(documentsDirectory, sampleFolderName);
  if (await isThere(path.join(directory, 'farmconfig.py'))) return ok(directory);
  const accounts: NewFarmAccount[] = people.map((person) => ({
    name: person.name,
    email: `${person.name.toLowerCase()}@garden.example`,
    password: { stored: `{PASSLIB}${person.hash}` },
    ...(person.attributes ? { attributes: person.attributes } : {}),
  }));
  const pages = new Map([
    ['garden', gardenPages(usersTable())],
    ['kitchen', kitchenPages],
    ['workshop', workshopPages],
  ]);
  const written = await writeFarm(directory, plan, { pages, accounts }, nowMs);
  return written.ok ? ok(directory) : written;
}

function usersTable(): string {
  const rows = people.map(({ name, password, about }) => `|| !${name} || \`${password}\` || ${about} ||\n`);
  return ["|| '''name''' || '''password''' || '''who''' ||\n", ...rows].join('');
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false; // not there, or not readable: writing the farm will say which
  }
}
