import { describe, expect, it } from 'vitest';
import { sideBySide } from '../../../shared/side-by-side.ts';

describe('sideBySide', () => {
  it('answers in the order of the items, however long each takes', async () => {
    const answers = await sideBySide([30, 1, 10], 3, async (ms) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ms * 2;
    });
    expect(answers).toEqual([60, 2, 20]);
  });

  it('never has more than the limit under way', async () => {
    let now = 0;
    let most = 0;
    await sideBySide(Array.from({ length: 20 }), 4, async () => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setImmediate(resolve));
      now--;
    });
    expect(most).toBe(4);
  });

  it('fails with the first failure', async () => {
    await expect(
      sideBySide([1, 2], 2, (item) =>
        item === 2 ? Promise.reject(new Error('two')) : Promise.resolve(item),
      ),
    ).rejects.toThrow('two');
  });
});
