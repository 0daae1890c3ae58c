import { expect, test } from 'vitest';
import { withoutPrivateThings } from '../../../electron/base/program-log.ts';

test('a log line loses the home folder and all but the start of a session id', () => {
  const sid = 'a3f1c9'.padEnd(40, '0');
  expect(withoutPrivateThings(`read /home/joe/farm/${sid} of /home/joe`, '/home/joe')).toBe(
    'read ~/farm/a3f1c9… of ~',
  );
});

test('a person whose home is the root folder keeps readable lines', () => {
  expect(withoutPrivateThings('read /etc/x', '/')).toBe('read /etc/x');
});
