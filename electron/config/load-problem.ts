import { Interpreter, type LoadError } from './python/interpreter.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { PythonRunError, TooMuchWork } from './python/run-error.ts';
import type { ConfigProblem } from './reading.ts';

/** What went wrong while a module was loaded, with the codes of spec/config.md §6. Rethrows what is no such error. */
export function loadProblem(error: unknown, interpreter: Interpreter, file: string): ConfigProblem {
  if (error instanceof TooMuchWork)
    return {
      severity: 'error',
      code: 'too-complex',
      message: 'The configuration is too large or too involved to be read.',
      hint: 'Shorten it.',
      file,
      line: null,
    };
  if (!(error instanceof PythonRunError) && !(error instanceof PythonSyntaxError)) throw error;
  return {
    severity: 'error',
    code: errorCode(error),
    message: `${error.kind === 'IOError' ? `${error.message}.` : sentence(error.message)} (Python: ${error.kind})`,
    hint: errorHint(error),
    file:
      error instanceof PythonSyntaxError ? (interpreter.errorFiles.get(error) ?? file) : (error.file ?? file),
    line: error.line === 0 ? null : error.line,
    detail: `${error.kind}: ${error.message}`,
  };
}

function sentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function errorCode(error: LoadError): string {
  if (error.kind === 'IndentationError') return 'indentation-error';
  if (error.kind === 'ImportError') return 'import-failed';
  return `module-raised-${error.kind}`;
}

function errorHint(error: LoadError): string {
  switch (error.kind) {
    case 'IndentationError':
      return 'Give all lines of a block the same indentation.';
    case 'SyntaxError':
      return 'Correct the line, or the end of the line before it.';
    case 'ImportError':
      return 'Put the module into the config folder. If it is installed for MoinMoin elsewhere, name it in Croft’s settings of this farm.';
    case 'IOError':
      return 'Give this account read permission for the file.';
    case 'NameError':
      return 'Define the name above this line, or import it.';
    default:
      return 'Correct the line; until then MoinMoin can not load this file either.';
  }
}
