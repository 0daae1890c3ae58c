import { expect, test } from 'vitest';
import { BodyRoom, NoRoomForBody } from '../../../electron/wiki/body-room.ts';

async function* body(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield await Promise.resolve(new Uint8Array(size));
}
async function read(source: AsyncIterable<Uint8Array>): Promise<number> {
  let size = 0;
  for await (const chunk of source) size += chunk.length;
  return size;
}

test('bodies of all requests share the room until they are released', async () => {
  const room = new BodyRoom(100);
  const first = room.measure(body(30, 30));
  expect(await read(first.body)).toBe(60);
  const second = room.measure(body(30, 30));
  await expect(read(second.body)).rejects.toThrow(NoRoomForBody);
  second.release();
  first.release();
  first.release();
  const third = room.measure(body(100));
  expect(await read(third.body)).toBe(100);
  await expect(read(room.measure(body(1)).body)).rejects.toThrow(NoRoomForBody);
});
