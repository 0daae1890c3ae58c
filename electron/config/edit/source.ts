import { readFile } from '../../base/file-system.ts';
import path from 'node:path';
import { ok, type Result } from '../../../shared/result.ts';
import { sentence } from '../../../shared/texts/sentence.ts';
import { diskProblem, notEdited, type EditError, type EditRequest } from './request.ts';
import { parsePython, type ParsedFile } from '../python/parser.ts';
import { PythonSyntaxError } from '../python/python-error.ts';

/** The file's bytes; its name is a plain path inside the config folder. */
export async function readTarget(request: EditRequest): Promise<Result<Uint8Array, EditError>> {
  const parts = request.file.split('/');
  if (
    !request.file.endsWith('.py') ||
    parts.some((part) => part === '' || part.startsWith('.') || /[\\\0]/.test(part))
  )
    return notEdited(
      'bad-argument',
      sentence('edit.noConfigFile', { file: request.file }),
      sentence('edit.noConfigFile.hint'),
      request,
    );
  const given = request.replace?.get(request.file);
  if (given !== undefined) return ok(given);
  try {
    return ok(await readFile(path.join(request.dir, ...parts)));
  } catch (error) {
    return diskProblem(error, request);
  }
}

export function parseTarget(bytes: Uint8Array, request: EditRequest): Result<ParsedFile, EditError> {
  try {
    return ok(parsePython(bytes));
  } catch (error) {
    if (!(error instanceof PythonSyntaxError)) throw error;
    return notEdited(
      'edit-refused',
      sentence('edit.unreadable', { file: request.file, reason: error.message }),
      sentence('edit.unreadable.hint'),
      request,
      'syntax-error',
      error.line,
    );
  }
}
