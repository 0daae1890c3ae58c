import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { passwordHasher, type PasswordHasher } from '../../../electron/user/password.ts';
import { profileDefaults, type ProfileSettings } from '../../../electron/user/profile.ts';
import { openUserStore, type UserStore, type UserStoreOptions } from '../../../electron/user/user-store.ts';

export const settings: ProfileSettings = {
  userCheckboxDefaults: new Map(),
  userCheckboxDisable: [],
  userFormDefaults: new Map(),
  quicklinksDefault: [],
  subscribedPagesDefault: [],
  tzOffsetHours: 0,
  themeDefault: 'modernized',
  otherOptions: new Map(),
};

export const defaults = profileDefaults(settings);
export const clock = 1796000000;

/** A `user_dir` with these files, removed when the test ends. */
export async function userFolder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const parent = await mkdtemp(path.join(tmpdir(), 'croft-user-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = path.join(parent, 'user');
  if (Object.keys(files).length > 0) await mkdir(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return folder;
}

export const open = (directory: string, more: Partial<UserStoreOptions> = {}): UserStore =>
  openUserStore({ directory, defaults, nowSeconds: () => clock, ...more });

export const quickPasswords: PasswordHasher = passwordHasher({
  passwordScheme: '{SSHA}',
  passlibSupport: true,
  passlibRounds: 5000,
  otherOptions: new Map(),
});

export const anna = '1700000000.1.1';
export const bert = '1700000000.2.2';
