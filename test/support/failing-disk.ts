import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** One call that the program makes to the disk. */
export interface DiskCall {
  /** Name of the call, without `Sync`: `open`, `stat`, `rename` … of a file or of an open handle. */
  readonly operation: string;
  /** Paths it names, absolute or as the program gave them; for a call on an open file the one it was opened by. */
  readonly paths: readonly string[];
}

export interface FailingDisk {
  /** Back to the real disk. */
  restore(): void;
}

const byName = [
  'access',
  'appendFile',
  'chmod',
  'copyFile',
  'link',
  'lstat',
  'mkdir',
  'mkdtemp',
  'open',
  'opendir',
  'readdir',
  'readFile',
  'readlink',
  'realpath',
  'rename',
  'rm',
  'rmdir',
  'stat',
  'statfs',
  'symlink',
  'unlink',
  'utimes',
  'writeFile',
] as const;
const onHandles = ['appendFile', 'chmod', 'read', 'readFile', 'stat', 'sync', 'utimes', 'writeFile', 'write'];
const onDescriptors = ['fstat', 'read', 'write', 'fsync'] as const;

type Call = (...args: unknown[]) => unknown;

/**
 * Puts itself between the program and the disk: `judge` sees each call first, and a code that it answers (`EACCES`, `EIO`,
 * `ENOSPC` …) is thrown as the system would throw it. Null lets the call through.
 *
 * All of `electron/` reaches the disk through `electron/base`, which takes these functions from `node:fs`; their exports
 * follow what stands in the module (`syncBuiltinESMExports`). Streams open by callbacks and are not seen.
 */
export function failDisk(judge: (call: DiskCall) => string | null): FailingDisk {
  const undo: (() => void)[] = [];
  const descriptors = new Map<number, string>();
  const replace = (holder: object, name: string, make: (original: Call) => Call): void => {
    const original: unknown = Reflect.get(holder, name);
    if (typeof original !== 'function') return;
    Reflect.set(holder, name, make(original as Call));
    undo.push(() => Reflect.set(holder, name, original));
  };
  const refuse = (operation: string, paths: readonly string[]): void => {
    const code = judge({ operation, paths });
    if (code === null) return;
    const place = paths.map((one) => `'${one}'`).join(' -> ');
    throw Object.assign(new Error(`${code}: made to fail, ${operation} ${place}`), {
      code,
      syscall: operation,
      path: paths[0],
    });
  };
  const pathsOf = (name: string, args: readonly unknown[]): string[] =>
    args.slice(0, ['rename', 'copyFile', 'link', 'symlink'].includes(name) ? 2 : 1).map(String);

  for (const name of byName) {
    replace(fs, `${name}Sync`, (original) =>
      Object.assign(
        (...args: unknown[]) => {
          refuse(name, pathsOf(name, args));
          const result = original(...args);
          if (name === 'open' && typeof result === 'number') descriptors.set(result, String(args[0]));
          return result;
        },
        { native: Reflect.get(original, 'native') as unknown },
      ),
    );
    replace(fs.promises, name, (original) => async (...args: unknown[]) => {
      refuse(name, pathsOf(name, args));
      const result = await original(...args);
      if (name === 'open') watchHandle(result as object, String(args[0]));
      return result;
    });
  }
  for (const name of onDescriptors)
    replace(fs, `${name}Sync`, (original) => (...args: unknown[]) => {
      const file = descriptors.get(args[0] as number);
      if (file !== undefined) refuse(name, [file]);
      return original(...args);
    });

  /** The handle's own methods, so that nothing is left behind when the disk is whole again. */
  function watchHandle(handle: object, file: string): void {
    for (const name of onHandles) {
      const original: unknown = Reflect.get(handle, name);
      if (typeof original !== 'function') continue;
      Reflect.set(handle, name, async (...args: unknown[]) => {
        refuse(name, [file]);
        return await (original as Call).apply(handle, args);
      });
    }
  }

  syncBuiltinESMExports();
  return {
    restore() {
      for (const step of undo.reverse()) step();
      syncBuiltinESMExports();
    },
  };
}
