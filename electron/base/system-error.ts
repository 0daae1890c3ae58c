/** The `code` of a Node system error (`ENOENT` …), or null for anything else. */
export function systemErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** A system error of an open file says what, not where; the log needs both. */
export function aboutFile(error: unknown, file: string): unknown {
  if (systemErrorCode(error) === null || !(error instanceof Error) || 'path' in error) return error;
  error.message += ` '${file}'`;
  return Object.assign(error, { path: file });
}

/**
 * Codes by which the system says that a name stands for nothing: no such entry, a file where a folder would have to be, a
 * name that can't exist. Everything else it refuses leaves open what is there.
 */
const absenceCodes = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ERR_INVALID_ARG_VALUE']);

export const meansAbsent = (code: string | null): boolean => code !== null && absenceCodes.has(code);
