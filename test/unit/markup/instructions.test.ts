import { describe, expect, test } from 'vitest';
import { splitInstructions } from '../../../electron/markup/instructions.ts';

describe('instructions at the top of a page', () => {
  test('a line that is exactly one sign ends them, a sign and a blank do not', () => {
    expect(splitInstructions('# \n#\ntext')).toMatchObject({ lineCount: 1, body: '#\ntext' });
  });

  test('the last known language holds, in its own spelling', () => {
    expect(splitInstructions('#language de\n#language xx\n#language FR\n').language).toBe('de');
  });

  test('a word ends at a blank', () => {
    expect(splitInstructions('#format\tplain\n').format).toBeNull();
    expect(splitInstructions('#FORMAT  CSV , x \n').format).toEqual({ name: 'csv', args: ', x' });
  });
});
