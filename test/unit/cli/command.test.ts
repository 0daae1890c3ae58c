import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { defineCommand } from '../../../electron/cli/command.ts';
import { commands } from '../../../electron/cli/commands.ts';
import { done } from '../../../electron/cli/output.ts';
import { givenPassword } from '../../../electron/cli/password.ts';
import { croft } from '../../fakes/command-line.ts';

const plant = defineCommand({
  name: 'plant',
  forms: ['BED PLANT'],
  options: {
    depth: { value: 'CM', about: 'how deep' },
    with: { value: 'PLANT', repeat: true, about: 'what grows beside it' },
    water: { about: 'water it too' },
  },
  run: (options, words) => Promise.resolve(done('', { ...options, words })),
});
const planted = async (...words: string[]) => {
  const outcome = await plant.run(words);
  return outcome.kind === 'done' ? outcome.json : outcome;
};

describe('a command’s words', () => {
  test('options that are not there are undefined, empty or off', async () => {
    expect(await planted('bed')).toEqual({ depth: undefined, with: [], water: false, words: ['bed'] });
  });

  test('options may stand before, between and after words', async () => {
    expect(
      await planted('--water', 'bed', '--with', 'leek', 'carrot', '--with=onion', '--depth', '3'),
    ).toEqual({ depth: '3', with: ['leek', 'onion'], water: true, words: ['bed', 'carrot'] });
  });

  test('a negative number is a word, wherever options stand', async () => {
    expect(await planted('bed', '-3', '--depth', '2')).toEqual({
      depth: '2',
      with: [],
      water: false,
      words: ['bed', '-3'],
    });
    expect(await planted('bed', '--depth=-2')).toMatchObject({ depth: '-2' });
  });
});

test('each command is listed by its name', async () => {
  for (const { name, load } of commands) expect((await load()).name).toBe(name);
});

describe('help', () => {
  test.each([
    ['help', 'users'],
    ['users', '--help'],
    ['users', 'list', '-h'],
  ])('“croft %s %s” explains the command and each option', async (...words) => {
    const { code, out, err } = await croft(...words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('croft users create FARM NAME --email ADDRESS');
    expect(out).toMatch(/--end-sessions +end the sessions/);
    expect(out).toMatch(/--json +print JSON/);
  });

  test('lists every command with a sentence', async () => {
    const { code, out } = await croft('help');
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}croft switch +Starts a session in which a superuser is somebody else/m);
  });

  test('of a command that does not exist is wrong usage', async () => {
    const { code, err } = await croft('help', 'dance');
    expect(code).toBe(2);
    expect(err).toContain('there is no command dance');
  });
});

describe('a password on the command line', () => {
  test('is the word itself', async () => {
    expect(await givenPassword('tulip', Readable.from(['rose\n']))).toBe('tulip');
  });

  test('is the first line of standard input when the word is a minus', async () => {
    expect(await givenPassword('-', Readable.from(['tul', 'ip\r\nrose\n']))).toBe('tulip');
  });
});
