import { Interpreter, type LoadError } from './python/interpreter.ts';
import { PythonSyntaxError } from './python/python-error.ts';
import { PythonRunError, TooMuchWork } from './python/run-error.ts';
import type { ConfigProblem } from './reading.ts';
import { sentence, type Sentence } from '../../shared/texts/sentence.ts';

/** What went wrong while a module was loaded, with the codes of spec/config.md §6. Rethrows what is no such error. */
export function loadProblem(error: unknown, interpreter: Interpreter, file: string): ConfigProblem {
  if (error instanceof TooMuchWork)
    return {
      severity: 'error',
      code: 'too-complex',
      message: sentence('config.tooComplex'),
      hint: sentence('config.tooComplex.hint'),
      file,
      line: null,
    };
  if (!(error instanceof PythonRunError) && !(error instanceof PythonSyntaxError)) throw error;
  return {
    severity: 'error',
    code: errorCode(error),
    message: sentence('config.python', {
      said: error.kind === 'IOError' ? `${error.message}.` : asSentence(error.message),
      kind: error.kind,
    }),
    hint: errorHint(error),
    file:
      error instanceof PythonSyntaxError ? (interpreter.errorFiles.get(error) ?? file) : (error.file ?? file),
    line: error.line === 0 ? null : error.line,
    detail: `${error.kind}: ${error.message}`,
  };
}

function asSentence(message: string): string {
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
}

function errorCode(error: LoadError): string {
  if (error.kind === 'IndentationError') return 'indentation-error';
  if (error.kind === 'ImportError') return 'import-failed';
  return `module-raised-${error.kind}`;
}

function errorHint(error: LoadError): Sentence {
  switch (error.kind) {
    case 'IndentationError':
      return sentence('config.indentation.hint');
    case 'SyntaxError':
      return sentence('config.syntax.hint');
    case 'ImportError':
      return sentence('config.import.hint');
    case 'IOError':
      return sentence('config.permission.hint');
    case 'NameError':
      return sentence('config.name.hint');
    default:
      return sentence('config.line.hint');
  }
}
