import { chmod, mkdir, readdir, readFile, rename, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { UnreadableError } from '../../../electron/base/disk-reading.ts';
import { failDisk } from '../../support/failing-disk.ts';
import { anna, bert, open, userFolder } from './support.ts';

describe('finding', () => {
  test('finds names by exact case and addresses in any case', async () => {
    const store = open(await userFolder({ [anna]: 'name=Anna\nemail=Anna@Example.org\njid=a@j\n' }));
    expect((await store.findByName('Anna'))?.id).toBe(anna);
    expect(await store.findByName('anna')).toBeNull();
    expect((await store.findByEmail('ANNA@example.org'))?.id).toBe(anna);
    expect((await store.findByJid('A@J'))?.id).toBe(anna);
    expect(await store.findByName('')).toBeNull();
    expect(await store.findByEmail('')).toBeNull();
  });

  test('shows disabled accounts only to who asks for them', async () => {
    const store = open(await userFolder({ [anna]: 'name=Anna\ndisabled=1\n' }));
    expect(await store.findByName('Anna')).toBeNull();
    expect((await store.findByName('Anna', { disabledToo: true }))?.id).toBe(anna);
  });

  test('prefers the enabled one of two accounts with a name', async () => {
    const store = open(await userFolder({ [anna]: 'name=Same\ndisabled=1\n', [bert]: 'name=Same\n' }));
    await store.list();
    expect((await store.findByName('Same', { disabledToo: true }))?.id).toBe(bert);
  });

  test('sees what other programs do: renamed in place, new, replaced, deleted', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\n' });
    const store = open(folder);
    await store.findByName('Anna');
    await writeFile(path.join(folder, anna), 'name=Nana\n');
    expect(await store.findByName('Anna')).toBeNull();
    expect((await store.findByName('Nana'))?.id).toBe(anna);
    await writeFile(path.join(folder, bert), 'name=Bert\n');
    expect((await store.findByName('Bert'))?.id).toBe(bert);
    await writeFile(path.join(folder, 'other'), 'name=Bart\n');
    await rename(path.join(folder, 'other'), path.join(folder, bert));
    expect((await store.byId(bert))?.name).toBe('Bart');
    await rm(path.join(folder, bert));
    expect(await store.byId(bert)).toBeNull();
    expect(await store.findByName('Bart')).toBeNull();
  });

  test('does not read files again that have not changed for a while', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\n' });
    const store = open(folder, { diskNowMs: () => Date.now() + 60_000 });
    expect(await store.byId(anna)).toBe(await store.byId(anna));
  });

  test('skips damaged profiles and reports them', async () => {
    const folder = await userFolder({ [anna]: 'tz_offset=east\nname=Anna\n', [bert]: 'name=Bert\n' });
    const store = open(folder);
    expect((await store.findByName('Bert'))?.id).toBe(bert);
    expect(await store.load(anna)).toMatchObject({ kind: 'damaged', damage: { reason: 'time-zone-offset' } });
    const list = await store.list();
    expect(list.profiles.map((profile) => profile.id)).toEqual([bert]);
    expect(list.damaged.map((damage) => damage.id)).toEqual([anna]);
  });

  test.each(['README', '../user', '..', 'cache', '', '1.2.3\n', '1.2.3/../../x', '/etc/passwd', '1.2.3\0'])(
    'never takes %j to the disk',
    async (id) => {
      const store = open(await userFolder({ README: 'name=Evil\n', [anna]: 'name=Anna\n' }));
      expect(await store.load(id)).toEqual({ kind: 'missing' });
      expect(await store.update(id, { name: 'x' })).toBeNull();
      expect(await store.bytes(id)).toBeNull();
    },
  );

  test.each([
    ['a folder', (file: string) => mkdir(file)],
    ['a link that leads to itself', (file: string) => symlink(path.basename(file), file)],
    ['more than a profile can be', (file: string) => writeFile(file, 'x'.repeat(4 * 1024 * 1024 + 1))],
  ])('takes %s in place of a profile for unknown, not for missing', async (_what, make) => {
    const folder = await userFolder({ [anna]: 'name=Anna\n' });
    await make(path.join(folder, bert));
    const store = open(folder);
    expect(await store.load(bert)).toMatchObject({ kind: 'damaged', damage: { claims: null } });
    expect((await store.findByName('Anna'))?.id).toBe(anna);
    await expect(store.findByName('Bert')).rejects.toThrow(UnreadableError);
    await expect(store.create({ name: 'Bert' })).rejects.toThrow(bert);
    expect((await store.list()).damaged.map(({ id }) => id)).toEqual([bert]);
  });

  test.each([
    ['an offset that is no number', 'tz_offset=east\nname=Anna\nemail=a@x\n'],
    [
      'one byte of Latin-1',
      Buffer.from('aliasname=Andr\xe9\nname=Anna\nemail=a@x\nlast_saved=1.0\n', 'latin1'),
    ],
  ])('keeps name and address of a profile with %s for its owner', async (_what, profile) => {
    const folder = await userFolder({ [anna]: '' });
    await writeFile(path.join(folder, anna), profile);
    const store = open(folder);
    expect(await store.create({ name: 'Anna' })).toEqual({ ok: false, error: 'name-taken' });
    const twin = { name: 'Other', email: 'A@X' };
    expect(await store.create(twin, { uniqueEmail: true })).toEqual({ ok: false, error: 'email-taken' });
    expect((await store.create({ name: 'Other' })).ok).toBe(true);
    await expect(store.findByName('Anna')).rejects.toThrow(UnreadableError);
    expect(await store.findByName('Nobody')).toBeNull();
  });

  test('gives no name away while one profile hides its own', async () => {
    const folder = await userFolder({ [anna]: '' });
    await writeFile(path.join(folder, anna), Buffer.from('name=Andr\xe9\nemail=a@x\n', 'latin1'));
    await expect(open(folder).create({ name: 'Other' })).rejects.toThrow(UnreadableError);
  });

  test('reads an empty offset as the default', async () => {
    const store = open(await userFolder({ [anna]: 'name=Anna\ntz_offset=\n' }));
    expect(await store.findByName('Anna')).toMatchObject({ id: anna, tzOffsetSeconds: 0 });
  });

  test.each(['EACCES', 'EMFILE', 'EIO'])('remembers nothing of a moment of %s', async (code) => {
    const folder = await userFolder({ [anna]: 'name=Anna\n', [bert]: 'name=Bert\n' });
    const store = open(folder, { diskNowMs: () => Date.now() + 60_000 });
    const disk = failDisk(({ paths }) => (paths[0]?.endsWith(anna) === true ? code : null));
    await expect(store.byId(anna)).rejects.toThrow(UnreadableError);
    await expect(store.findByName('Anna')).rejects.toThrow(UnreadableError);
    await expect(store.isTaken('name', 'Carla')).rejects.toThrow(UnreadableError);
    await expect(store.update(anna, { name: 'X' })).rejects.toThrow(UnreadableError);
    expect((await store.byId(bert))?.name).toBe('Bert');
    disk.restore();
    expect((await store.byId(anna))?.name).toBe('Anna');
    expect(await store.isTaken('name', 'Carla')).toBe(false);
    expect((await store.list()).damaged).toEqual([]);
  });

  test.each(['seen before', 'not seen before'])('an account %s is never called absent', async (how) => {
    const folder = await userFolder({ [anna]: 'name=Anna\n', [bert]: 'name=Bert\n' });
    /** How many calls one look for Anna makes when the n-th of them fails. */
    const look = async (failing: number): Promise<number> => {
      const store = open(folder, { diskNowMs: () => Date.now() + 60_000 });
      if (how === 'seen before') await store.findByName('Anna');
      let made = 0;
      const disk = failDisk(({ paths }) => {
        if (paths[0]?.startsWith(folder) !== true) return null;
        made += 1;
        return made === failing ? 'EACCES' : null;
      });
      const found = await store.findByName('Anna').catch((error: unknown) => error);
      disk.restore();
      expect(found === null, `call ${failing}`).toBe(false);
      return made;
    };
    const all = await look(0);
    expect(all).toBeGreaterThan(0);
    for (let failing = 1; failing <= all; failing++) await look(failing);
  });

  test('says that it does not know when the folder can not be listed', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\n' });
    const disk = failDisk(({ operation }) => (operation === 'readdir' ? 'EMFILE' : null));
    const store = open(folder);
    await expect(store.findByName('Anna')).rejects.toThrow(UnreadableError);
    await expect(store.list()).rejects.toThrow(UnreadableError);
    disk.restore();
    expect((await store.findByName('Anna'))?.id).toBe(anna);
  });

  test('answers nothing when there is no folder yet', async () => {
    const store = open(await userFolder());
    expect(await store.findByName('Anna')).toBeNull();
    expect(await store.list()).toEqual({ profiles: [], damaged: [] });
  });
});

describe('writing', () => {
  test('creates the folder and a profile that the group may write', async () => {
    const folder = await userFolder();
    const created = await open(folder, { random16: () => 77 }).create({ name: 'New', email: 'n@x.org' });
    expect(created).toMatchObject({ ok: true, value: { id: '1796000000.0.77', name: 'New' } });
    expect((await stat(path.join(folder, '1796000000.0.77'))).mode & 0o777).toBe(0o660);
    expect(await readdir(folder)).toEqual(['1796000000.0.77']);
  });

  test('takes another id when one is in use', async () => {
    const numbers = [1, 1, 2];
    const store = open(await userFolder(), { random16: () => numbers.shift() ?? 3 });
    await store.create({ name: 'One' });
    expect(await store.create({ name: 'Two' })).toMatchObject({ value: { id: '1796000000.0.2' } });
  });

  test('refuses names that enabled or disabled accounts have, and no name', async () => {
    const store = open(
      await userFolder({ [anna]: 'name=Anna\ndisabled=1\n', [bert]: 'name=B\nemail=b@x\n' }),
    );
    expect(await store.create({ name: 'Anna' })).toEqual({ ok: false, error: 'name-taken' });
    expect(await store.create({ name: '' })).toEqual({ ok: false, error: 'name-missing' });
    const twin = { name: 'C', email: 'B@X' };
    expect(await store.create(twin, { uniqueEmail: true })).toEqual({ ok: false, error: 'email-taken' });
    expect((await store.create(twin)).ok).toBe(true);
  });

  test('gives a name once when two ask at the same moment', async () => {
    const folder = await userFolder();
    const results = await Promise.all([1, 2, 3].map(() => open(folder).create({ name: 'Same' })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
  });

  test('loses none of many changes made at once', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\ncount=0\n' });
    const [one, other] = [open(folder), open(folder)];
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? one : other).update(anna, (current) => ({
          count: String(Number(current.attributes.get('count')) + 1),
        })),
      ),
    );
    expect(await readFile(path.join(folder, anna), 'utf8')).toContain('\ncount=20\n');
  });

  test('keeps the mode of a file and unknown keys in it', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\nshoe=41\n' });
    await chmod(path.join(folder, anna), 0o640);
    await open(folder).update(anna, { email: 'a@x' });
    expect((await stat(path.join(folder, anna))).mode & 0o777).toBe(0o640);
    expect(await readFile(path.join(folder, anna), 'utf8')).toContain('\nshoe=41\n');
  });

  test("removes the reference's index with every change", async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\n', [bert]: 'name=Bert\n' });
    const index = path.join(folder, 'cache', 'users', 'lookup');
    await mkdir(path.dirname(index), { recursive: true });
    const store = open(folder);
    for (const change of [() => store.update(anna, { name: 'A' }), () => store.create({ name: 'C' })]) {
      await writeFile(index, 'stale');
      await change();
      await expect(stat(index)).rejects.toMatchObject({ code: 'ENOENT' });
    }
  });

  test('does not touch a file when there is nothing to change', async () => {
    const folder = await userFolder({ [anna]: 'name=Anna\n' });
    await open(folder).update(anna, () => null);
    expect(await readFile(path.join(folder, anna), 'utf8')).toBe('name=Anna\n');
  });

  test('removes clear passwords of old versions at the first sight, unless read-only', async () => {
    const text = 'name=Anna\npasswd=clear\n';
    const folder = await userFolder({ [anna]: text });
    const file = path.join(folder, anna);
    expect((await open(folder, { readOnly: true }).byId(anna))?.name).toBe('Anna');
    expect(await readFile(file, 'utf8')).toBe(text);
    await open(folder).list();
    expect(await readFile(file, 'utf8')).not.toContain('passwd');
  });

  test('never writes when read-only', async () => {
    const store = open(await userFolder({ [anna]: 'name=Anna\n' }), { readOnly: true });
    await expect(store.update(anna, { name: 'B' })).rejects.toThrow('read-only');
    await expect(store.create({ name: 'C' })).rejects.toThrow('read-only');
  });
});
