import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { encodePickle } from '../../electron/session/pickle/encode.ts';
import { pyInt, pyList, pyStr, pyTuple, pyUnicode } from '../../shared/python-value.ts';

const nowSeconds = Math.floor(Date.now() / 1000);

export function content(number: number): Uint8Array {
  return encodePickle({
    type: 'dict',
    entries: [
      ...(number % 3 === 0
        ? []
        : ([
            [pyStr('user.id'), pyStr(`1700000000.${number % 5_000}.1`)],
            [pyStr('user.auth_method'), pyStr('moin')],
            [pyStr('user.auth_attribs'), pyTuple([])],
          ] as const)),
      [pyStr('expires'), pyInt(nowSeconds - 40_000 + number)],
      [
        pyStr('trail'),
        pyList([0, 1, 2, 3, 4].map((step) => pyUnicode(`Page${(number * 7 + step) % 1_000}`))),
      ],
    ],
  });
}

export const sidOf = (number: number): string => createHash('sha1').update(String(number)).digest('hex');

/** As many session files, two thirds of people who are logged in. */
export function fill(directory: string, count: number): void {
  mkdirSync(directory, { recursive: true });
  for (let number = 0; number < count; number += 1)
    writeFileSync(path.join(directory, sidOf(number)), content(number));
}
