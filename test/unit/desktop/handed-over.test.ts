import { describe, expect, test } from 'vitest';
import { commandOf, ownWords } from '../../../electron/desktop/handed-over.ts';

describe('the words of a start', () => {
  test.each([
    [['/opt/Croft/croft-desktop'], true, []],
    [['/opt/Croft/croft-desktop', '--no-sandbox', 'open', 'garden'], true, ['open', 'garden']],
    [['electron', '--no-sandbox', '/work/croft', 'garden'], false, ['garden']],
    [['croft-desktop', '--croft-command-line', '--', 'serve', '--port', '0'], true, ['serve', '--port', '0']],
  ])('of %j are %j', (argv, isPackaged, words) => expect(ownWords(argv, isPackaged)).toEqual(words));
});

describe('a start asks', () => {
  const from = (...words: string[]) => commandOf({ words, directory: '/home/joe' });

  test('for nothing but the window without words', () => expect(from()).toBeNull());

  test.each([
    [['open', 'wikis/garden'], '/home/joe/wikis/garden'],
    [['/srv/farm'], '/srv/farm'],
    [['file:///srv/my%20farm'], '/srv/my farm'],
    [['/srv/farm/farmconfig.py'], '/srv/farm'],
    [['croft://open?path=%2Fsrv%2Ffarm'], '/srv/farm'],
  ])('%j: to look at a folder', (words, path) => expect(from(...words)).toEqual({ kind: 'open-path', path }));

  test('for the dialog with `open` alone', () => expect(from('open')).toEqual({ kind: 'open-farm' }));

  test('for a known farm’s view by a link', () => {
    expect(from('croft://farm/0a1b2c/sessions')).toEqual({
      kind: 'show-farm',
      farmId: '0a1b2c',
      view: 'sessions',
    });
    expect(from('croft://farm/0a1b2c')).toEqual({ kind: 'show-farm', farmId: '0a1b2c', view: 'overview' });
  });

  test.each([
    'croft://delete/all',
    'croft://farm/',
    'croft://farm/..%2f',
    'croft://open',
    'croft://open?path=relative',
    'croft:',
    'file://elsewhere/share',
    'croft://farm/0a1b2c%2F..%2F..',
    'croft://farm/0a1b2c"onload=x',
    'croft://farm/' + 'a'.repeat(65),
    'croft://user:secret@forget/0a1b2c',
    'croft://farm:8080/',
    'croft:farm/0a1b2c',
    'croft:///farm/0a1b2c',
    'croft://open/srv/farm',
    'croft://open?path=file:///etc/passwd',
    'croft://open?path=~/farm',
    'croft://open?path=%00/srv',
    'croft://open?path=/srv%00/farm',
    'croft://open?path=/srv%0Afarm',
    'croft://open?path=//elsewhere/share',
    'croft://open?path=%5C%5Celsewhere%5Cshare',
    'croft://trust/0a1b2c',
    'croft://session/end',
  ])('for nothing by a link that means nothing: %s', (link) => expect(from(link)).toBeNull());
});

test('whatever a link says, it can only show: never more than these two commands', () => {
  const hosts = ['open', 'farm', 'create', 'settings', 'quit', '', 'localhost', '127.0.0.1'];
  const rests = [
    '',
    '/',
    '/0a1b2c',
    '/0a1b2c/sessions',
    '/0a1b2c/forget',
    '?path=/srv/farm',
    '/x?path=/srv#y',
  ];
  for (const host of hosts)
    for (const rest of rests) {
      const command = commandOf({ words: [`croft://${host}${rest}`], directory: '/' });
      expect([undefined, 'open-path', 'show-farm']).toContain(command?.kind);
    }
});
