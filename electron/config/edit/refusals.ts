import { readFile } from '../../base/file-system.ts';
import path from 'node:path';
import { systemErrorCode } from '../../base/system-error.ts';
import type { EditRefusalReason } from './request.ts';
import { listLinesOf, type ListLine } from './list-lines.ts';
import { findClass, findTarget } from './target.ts';
import { changesIn } from '../python/changes.ts';
import { parsePython, type ParsedFile } from '../python/parser.ts';
import { PythonSyntaxError } from '../python/python-error.ts';
import type { Expression } from '../python/syntax-tree.ts';

/** Why a name can't be set in place, and the lines that can be taken out instead. */
export interface EditRefusal {
  readonly reason: EditRefusalReason;
  readonly lines: readonly ListLine[];
}

/** Names of a class that can't be set in place, known before a person tries (spec/config.md §8.1). */
export type EditRefusals = ReadonlyMap<string, EditRefusal>;

/** Reads each file once; a file that can't be read refuses nothing here, since its problem is shown elsewhere. */
export class RefusalReader {
  private readonly files = new Map<string, Promise<ParsedFile | null>>();

  constructor(private readonly dir: string) {}

  async of(file: string, className: string): Promise<EditRefusals> {
    let parsed = this.files.get(file);
    if (parsed === undefined) {
      parsed = parseFile(path.join(this.dir, file));
      this.files.set(file, parsed);
    }
    const source = await parsed;
    return source === null ? new Map() : refusalsIn(source, className);
  }
}

async function parseFile(file: string): Promise<ParsedFile | null> {
  try {
    return parsePython(await readFile(file));
  } catch (error) {
    if (error instanceof PythonSyntaxError || systemErrorCode(error) !== null) return null;
    throw error;
  }
}

function refusalsIn({ body, source }: ParsedFile, className: string): EditRefusals {
  const refusals = new Map<string, EditRefusal>();
  const cls = findClass(body, className);
  if (cls === null) return refusals;
  const inside = changesIn([cls.body]);
  const later = changesIn([{ ...body, statements: body.statements.slice(body.statements.indexOf(cls) + 1) }]);
  const names = new Set([
    ...inside.names.keys(),
    ...inside.objects.flatMap(nameIn),
    ...later.attributes.map(({ name }) => name),
    ...later.objects.flatMap(nameIn),
  ]);
  for (const name of names) {
    const { refusal } = findTarget(body, cls, name);
    if (refusal === null) continue;
    const lines = refusal === 'modified-later' ? listLinesOf(source.text, cls, name) : [];
    refusals.set(name, { reason: refusal, lines });
  }
  return refusals;
}

/** `superuser` of `superuser.append(…)` and of `Config.superuser.append(…)`. */
function nameIn(object: Expression): string[] {
  if (object.type === 'name') return [object.name];
  return object.type === 'attribute' ? [object.name] : [];
}
