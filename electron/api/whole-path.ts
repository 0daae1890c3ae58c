import path from 'node:path';
import { fail, ok, type Result } from '../../shared/result.ts';
import { sentence } from '../../shared/texts/sentence.ts';

/** A path that a person typed, dropped or chose. */
export function wholePath(typed: string): Result<string> {
  const text = typed.trim();
  if (path.isAbsolute(text)) return ok(path.normalize(text).replace(/(.)[\\/]+$/, '$1'));
  return fail({
    code: 'bad-argument',
    message: sentence('program.noWholePath', { path: text }),
    hint: sentence('program.noWholePath.hint'),
  });
}
