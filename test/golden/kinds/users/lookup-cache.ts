import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { UserStore } from '../../../../electron/user/user-store.ts';
import { tableRunner, type Verdict } from '../sessions/runner.ts';
import { difference, firstDifference, openStore, withUserFolder } from './support.ts';

/** `{dict: [[{u|str}, {u|str}], …]}`: a dictionary of text to id, or of text to such dictionaries. */
const leaf = z.union([z.object({ str: z.string() }), z.object({ u: z.string() })]);
const idMap = z.object({ dict: z.array(z.tuple([leaf, leaf])) });
const cacheContent = z.looseObject({
  content: z.object({ dict: z.array(z.tuple([leaf, idMap])) }),
});
type CacheContent = z.infer<typeof cacheContent>;

const schema = z.looseObject({
  users: z.array(
    z.looseObject({ id: z.string(), name: z.string(), fields: z.record(z.string(), z.string()) }),
  ),
  by_name: z.array(z.looseObject({ name: z.string(), id: z.string().nullable() })).default([]),
  by_email: z.array(z.looseObject({ email: z.string(), id: z.string().nullable() })).default([]),
  cache_after_lookups: cacheContent.optional(),
  cache_after_rename: cacheContent.optional(),
  cache_after_disable: cacheContent.optional(),
  profile_edited_outside: z
    .looseObject({
      ours: z.looseObject({ old_name_finds: z.string().nullable(), new_name_finds: z.string().nullable() }),
    })
    .optional(),
});
type Content = z.infer<typeof schema>;

const text = (value: z.infer<typeof leaf>): string => ('u' in value ? value.u : value.str);

/** Text → id of one of the cache's dictionaries. */
function entriesOf(cache: CacheContent, field: string): Map<string, string> {
  const map = cache.content.dict.find(([key]) => text(key) === field)?.[1];
  return new Map(map?.dict.map(([key, id]) => [text(key), text(id)]));
}

const profileText = (user: Content['users'][number], name = user.name): string =>
  [`name=${name}`, ...Object.entries(user.fields).map(([key, value]) => `${key}=${value}`), ''].join('\n');

/** A folder with the file's users, and a stale index as another program could have left it. */
function withUsers<T>(content: Content, work: (store: UserStore, folder: string) => Promise<T>): Promise<T> {
  const files = Object.fromEntries(content.users.map((user) => [user.id, profileText(user)]));
  return withUserFolder(files, async (folder) => {
    await mkdir(path.join(folder, 'cache', 'users'), { recursive: true });
    await writeFile(path.join(folder, 'cache', 'users', 'lookup'), 'stale');
    return work(openStore(folder), folder);
  });
}

/** Our server writes no such file: the lookups that its content stands for must be right (COMPARE.md). */
async function lookupDifference(store: UserStore, expected: CacheContent, before: CacheContent) {
  const differences: (string | null)[] = [];
  for (const field of ['name', 'email'] as const) {
    const [now, earlier] = [entriesOf(expected, field), entriesOf(before, field)];
    for (const value of new Set([...earlier.keys(), ...now.keys()])) {
      const found = await (field === 'name' ? store.findByName(value) : store.findByEmail(value));
      const wanted = value === '' ? null : (now.get(value) ?? null);
      differences.push(difference(`${field} ${JSON.stringify(value)}`, wanted, found?.id ?? null));
    }
  }
  return firstDifference(differences);
}

/** Brings a store into the state that a later cache shows: new names and addresses, accounts that are gone. */
async function replay(store: UserStore, from: CacheContent, to: CacheContent): Promise<void> {
  const [names, newNames, emails] = [entriesOf(from, 'name'), entriesOf(to, 'name'), entriesOf(to, 'email')];
  for (const [name, id] of names) {
    const newName = [...newNames].find(([, other]) => other === id)?.[0];
    if (newName === undefined) await store.update(id, { disabled: 1 });
    else if (newName !== name) {
      const email = [...emails].find(([, other]) => other === id)?.[0] ?? '';
      await store.update(id, { name: newName, email });
    }
  }
}

async function cacheIsGone(folder: string): Promise<string | null> {
  const left = await readdir(path.join(folder, 'cache', 'users'));
  return left.length === 0 ? null : `a stale index is left: ${left.join(', ')}`;
}

export const lookupCache = tableRunner('lookup-cache.json', schema, function* (content) {
  for (const [field, rows] of [
    ['by_name', content.by_name.map((row) => ({ value: row.name, id: row.id }))],
    ['by_email', content.by_email.map((row) => ({ value: row.email, id: row.id }))],
  ] as const) {
    for (const [position, row] of rows.entries()) {
      yield async (): Promise<Verdict> =>
        withUsers(content, async (store) => {
          const found = await (field === 'by_name'
            ? store.findByName(row.value)
            : store.findByEmail(row.value));
          return { name: `${field}:${position}`, difference: difference('id', row.id, found?.id ?? null) };
        });
    }
  }
  const states = [
    ['cache_after_lookups', content.cache_after_lookups],
    ['cache_after_rename', content.cache_after_rename],
    ['cache_after_disable', content.cache_after_disable],
  ] as const;
  for (const [position, [name, expected]] of states.entries()) {
    const first = content.cache_after_lookups;
    if (expected === undefined || first === undefined) continue;
    yield async (): Promise<Verdict> =>
      withUsers(content, async (store, folder) => {
        const passed = [first, ...states.slice(1, position + 1).flatMap(([, state]) => state ?? [])];
        for (const [index, state] of passed.entries())
          if (index > 0) await replay(store, passed[index - 1] ?? first, state);
        const lookups = await lookupDifference(store, expected, first);
        return {
          name,
          difference: firstDifference([lookups, position === 0 ? null : await cacheIsGone(folder)]),
        };
      });
  }
  const edited = content.profile_edited_outside;
  const third = content.users[2];
  if (edited === undefined || third === undefined) return;
  yield async (): Promise<Verdict> =>
    withUsers(content, async (store, folder) => {
      await store.findByName(third.name);
      await writeFile(path.join(folder, third.id), profileText(third, 'Changed Outside'));
      const found = {
        old_name_finds: (await store.findByName(third.name))?.id ?? null,
        new_name_finds: (await store.findByName('Changed Outside'))?.id ?? null,
      };
      const { old_name_finds, new_name_finds } = edited.ours;
      return {
        name: 'profile_edited_outside',
        difference: difference('found', { old_name_finds, new_name_finds }, found),
      };
    });
});
