import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changeProfile,
  newProfile,
  printProfile,
  profileDefaults,
  readProfile,
  type ProfileValue,
  type UserProfile,
} from '../../../electron/user/profile.ts';
import { parseAttributes } from '../../../electron/user/profile-codec.ts';
import { anna, clock, defaults, settings } from './support.ts';
import { english } from '../../../shared/texts/english.ts';

const read = (text: string, how = defaults): UserProfile => {
  const reading = readProfile(anna, Buffer.from(text), how, clock);
  if (!reading.ok) throw new Error(english(reading.error.message));
  return reading.value.profile;
};
const lineOf = (text: string, key: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(`${key}=`) || line.startsWith(`${key}[]=`));

describe('reading', () => {
  test('completes a file with the defaults of the wiki', () => {
    const profile = read('name=Mia\n');
    expect(profile).toMatchObject({
      name: 'Mia',
      rememberMe: true,
      rememberLastVisit: false,
      editRows: '20',
    });
    expect(profile.emailSubscribedEvents).toHaveLength(6);
  });

  test('takes the defaults that the configuration sets', () => {
    const own = profileDefaults({
      ...settings,
      userCheckboxDefaults: new Map([['remember_me', 0]]),
      userFormDefaults: new Map([['edit_rows', '7']]),
      quicklinksDefault: ['FrontPage'],
      tzOffsetHours: 2,
    });
    expect(read('', own)).toMatchObject({
      rememberMe: false,
      editRows: '7',
      quicklinks: ['FrontPage'],
      tzOffsetSeconds: 7200,
    });
  });

  test('ignores a locked checkbox, but never that an account is disabled', () => {
    const locked = profileDefaults({ ...settings, userCheckboxDisable: ['show_comments', 'disabled'] });
    const profile = read('show_comments=1\ndisabled=1\n', locked);
    expect(profile.showComments).toBe(false);
    expect(profile.disabled).toBe(true);
  });

  test('does not let a file set what belongs to a request, with or without brackets', () => {
    const { attributes } = parseAttributes(
      'id=1.2.3\nvalid[]=1\nmay{}=a:b\nauth_method=x\n_secret=1\n[]=a\n=b\n',
    );
    expect([...attributes]).toEqual([]);
  });

  test('keeps an unfinished character at the very end from damaging the file, and nothing else', () => {
    const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
    const ok = (text: string): boolean => readProfile(anna, bytes(text), defaults, clock).ok;
    expect(ok('name=caf\xe9')).toBe(true);
    expect(ok('name=caf\xe9\n')).toBe(true);
    expect(ok('name=caf\xe9\nx\n')).toBe(false);
    expect(ok('name=\xff')).toBe(false);
  });

  test('calls a profile damaged when its time zone is no number', () => {
    const reading = readProfile(anna, Buffer.from('tz_offset=east\n'), defaults, clock);
    expect(reading).toMatchObject({ ok: false, error: { reason: 'time-zone-offset' } });
  });

  test.each([
    ['5', 18000],
    ['-24', -86400],
    ['25', 25],
    ['-3600', -3600],
  ])('reads a time zone of %s as %i seconds', (text, seconds) => {
    expect(read(`tz_offset=${text}\n`).tzOffsetSeconds).toBe(seconds);
  });

  test('survives any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(readProfile(anna, bytes, defaults, clock)).toHaveProperty('ok');
      }),
    );
  });
});

describe('writing', () => {
  test('writes a new account as the reference does, with the one boolean default as a word', () => {
    const text = printProfile(newProfile(anna, defaults, clock), clock);
    expect(lineOf(text, 'show_nonexist_qm')).toBe('show_nonexist_qm=False');
    expect(lineOf(text, 'remember_me')).toBe('remember_me=1');
    expect(lineOf(text, 'last_saved')).toBe('last_saved=1796000000.0');
    expect(text).toMatch(/^# Data saved '.*' for id '1700000000\.1\.1'\n/);
  });

  test('keeps keys that nobody knows', () => {
    const text = printProfile(read('favourite=blue\npets[]=cat\tdog\nages{}=cat:3\n'), clock);
    expect(text).toContain('\nages{}=cat:3\n');
    expect(text).toContain('\nfavourite=blue\n');
    expect(text).toContain('\npets[]=cat\tdog\n');
  });

  const keys = fc.stringMatching(/^[a-z][a-z_]{0,8}$/).map((key) => `x_${key}`);
  const plainText = fc.string({ unit: 'binary' }).map((text) => text.trim().replace(/[\p{C}\p{Z}]/gu, ''));
  const values: fc.Arbitrary<ProfileValue> = fc.oneof(
    plainText,
    fc.array(plainText.filter((text) => text !== '')),
    fc
      .array(fc.tuple(fc.stringMatching(/^[A-Za-z]{0,5}$/), fc.stringMatching(/^[a-z0-9:]{0,6}$/)))
      .map((pairs) => new Map(pairs)),
  );

  test('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.dictionary(keys, values), (changes) => {
        const written = changeProfile(newProfile(anna, defaults, clock), changes);
        const back = read(printProfile(written, clock));
        for (const [key, value] of Object.entries(changes)) expect(back.attributes.get(key)).toEqual(value);
      }),
    );
  });

  test('writes the same text again after reading it back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
        const reading = readProfile(anna, Buffer.concat([Buffer.from('name=A\n'), noise]), defaults, clock);
        if (!reading.ok) return;
        const once = printProfile(reading.value.profile, clock);
        const twice = printProfile(read(once), clock);
        // A key that begins with `#` is a comment from then on; the reference loses it in the same way.
        const kept = (text: string): string[] => text.split('\n').filter((line) => !line.startsWith('#'));
        expect(kept(twice)).toEqual(kept(once));
      }),
    );
  });

  const breaks = ['\n', '\r', '\v', '\f', '\u001c', '\u001d', '\u001e', '\u0085', '\u2028', '\u2029'];
  const anyBreak = new RegExp(breaks.join('|'));
  const hostile = fc
    .array(
      fc.oneof(fc.constantFrom(...breaks, '\t'), fc.constantFrom('name=Admin', 'disabled=0', 'x{}=', '=')),
    )
    .map((parts) => parts.join(''));

  test('lets no value plant a key, for us or for the reference', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (alias, link, bookmark) => {
        const profile = changeProfile(read('name=Mallory\n'), {
          aliasname: alias,
          quicklinks: [link],
          bookmarks: new Map([[bookmark, link]]),
        });
        const text = printProfile(profile, clock);
        const keysOf = text.split(anyBreak).map((line) => line.split('=')[0]);
        expect(keysOf.filter((key) => key === 'name')).toHaveLength(1);
        expect(read(text).name).toBe('Mallory');
      }),
    );
  });

  test('leaves out keys that no file may hold', () => {
    const profile = changeProfile(read('name=A\n'), { 'a\nname': 'Admin', valid: 1, _x: 'y', 'k=v': 'z' });
    const text = printProfile(profile, clock);
    expect(read(text).name).toBe('A');
    expect(text).not.toMatch(/^(?:valid|_x|k)=/m);
  });
});
