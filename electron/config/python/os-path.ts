/** The functions of Python's posixpath that configurations use, on one kind of text. */

export function joinPath(first: string, ...parts: readonly string[]): string {
  let path = first;
  for (const part of parts) {
    if (part.startsWith('/')) path = part;
    else if (path === '' || path.endsWith('/')) path += part;
    else path += `/${part}`;
  }
  return path;
}

export function normalPath(path: string): string {
  if (path === '') return '.';
  // Two leading slashes are kept, three or more are one.
  const root = path.startsWith('//') && !path.startsWith('///') ? '//' : path.startsWith('/') ? '/' : '';
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..' || (root === '' && (parts.length === 0 || parts.at(-1) === '..'))) parts.push(part);
    else parts.pop();
  }
  return root + parts.join('/') || '.';
}

/** Head and tail around the last slash; slashes at the end of the head go unless it is all slashes. */
export function splitPath(path: string): [string, string] {
  const cut = path.lastIndexOf('/') + 1;
  const head = path.slice(0, cut);
  return [/[^/]/.test(head) ? head.replace(/\/+$/, '') : head, path.slice(cut)];
}

export function splitExtension(path: string): [string, string] {
  const name = path.lastIndexOf('/') + 1;
  const dot = path.lastIndexOf('.');
  const leading = /^\.*/.exec(path.slice(name))?.[0].length ?? 0;
  return dot >= name + leading ? [path.slice(0, dot), path.slice(dot)] : [path, ''];
}

export function absolutePath(path: string, workingDirectory: string): string {
  return normalPath(path.startsWith('/') ? path : joinPath(workingDirectory, path));
}
