import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { groupNameTest } from '../../../../electron/user/names.ts';
import { passwordHasher, type PasswordHasher } from '../../../../electron/user/password.ts';
import {
  profileDefaults,
  type ProfileSettings,
  type ProfileValue,
} from '../../../../electron/user/profile.ts';
import { isUserId } from '../../../../electron/user/user-id.ts';
import { openUserStore, type UserStore } from '../../../../electron/user/user-store.ts';

/** A wiki without any option set, as far as accounts care (spec/users.md §2.3). */
export const defaultProfileSettings: ProfileSettings = {
  userCheckboxDefaults: new Map(),
  userCheckboxDisable: [],
  userFormDefaults: new Map(),
  quicklinksDefault: [],
  subscribedPagesDefault: [],
  tzOffsetHours: 0,
  themeDefault: 'modernized',
  otherOptions: new Map(),
};

export const defaultGroupRegex = '(?P<all>(?P<key>\\S+)Group)';
export const isGroupName = groupNameTest(defaultGroupRegex);

/** COMPARE.md: the configured rounds are 5000. */
export const hasherFor = (passwordScheme: '{PASSLIB}' | '{SSHA}'): PasswordHasher =>
  passwordHasher({ passwordScheme, passlibSupport: true, passlibRounds: 5000, otherOptions: new Map() });

export const defaultClock = 1796000000;

/** A user folder of its own, removed afterwards. */
export async function withUserFolder<T>(
  files: Readonly<Record<string, string | Uint8Array>>,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const parent = await mkdtemp(path.join(tmpdir(), 'croft-golden-users-'));
  const folder = path.join(parent, 'user');
  try {
    await mkdir(folder);
    for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), content);
    return await work(folder);
  } finally {
    await rm(parent, { recursive: true, force: true });
  }
}

export const openStore = (directory: string, clock = defaultClock): UserStore =>
  openUserStore({
    directory,
    defaults: profileDefaults(defaultProfileSettings),
    nowSeconds: () => clock,
  });

/** The profiles of a folder by id. */
export async function profileTexts(folder: string): Promise<Record<string, string>> {
  const ids = (await readdir(folder)).filter(isUserId).sort();
  const texts: Record<string, string> = {};
  for (const id of ids) texts[id] = await readFile(path.join(folder, id), 'utf8');
  return texts;
}

/** COMPARE.md: the comment's date is free, the items of `key{}` are a set. */
export function comparableProfile(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('#')) return line.replace(/^# Data saved '[^']*'/, '# Data saved');
      const map = /^([^=]*\{\}=)(.*)$/.exec(line);
      return map === null ? line : `${map[1] ?? ''}${(map[2] ?? '').split('\t').sort().join('\t')}`;
    })
    .join('\n');
}

/** An attribute as golden JSON has it. */
export function attributeJson(value: ProfileValue): unknown {
  if (typeof value === 'bigint' || typeof value === 'boolean') return Number(value);
  return value instanceof Map ? Object.fromEntries(value) : value;
}

/** Equality of JSON data where the order of keys is free. */
export function sameJson(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([x], [y]) => (x < y ? -1 : 1)))
      : part,
  );
}

/** Null when equal, else one short line. */
export function difference(what: string, expected: unknown, found: unknown): string | null {
  if (sameJson(expected, found)) return null;
  const [short, long] = [JSON.stringify(expected), JSON.stringify(found)];
  return `${what}: expected ${short?.slice(0, 200)}, found ${long?.slice(0, 200)}`;
}

/** The first line at which two texts differ. */
export function textDifference(what: string, expected: string, found: string): string | null {
  if (expected === found) return null;
  const [a, b] = [expected.split('\n'), found.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  return `${what}: expected line ${JSON.stringify(a[at])}, found ${JSON.stringify(b[at < 0 ? a.length : at])}`;
}

export const firstDifference = (differences: readonly (string | null)[]): string | null =>
  differences.find((text) => text !== null) ?? null;
