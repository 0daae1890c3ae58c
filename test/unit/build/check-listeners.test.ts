import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';

/** The lines that the lint rule complains about in a file of these lines, counted from 1. */
function complaints(...lines: readonly string[]): number[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'croft-listeners-'));
  try {
    writeFileSync(path.join(folder, 'sample.ts'), lines.join('\n'));
    const { stderr } = spawnSync(process.execPath, ['build/check-listeners.mjs', folder], {
      encoding: 'utf8',
    });
    return Array.from(stderr.matchAll(/sample\.ts:(\d+):/g), ([, line]) => Number(line));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it.each([
  `server.on('request', (request) => answer(request));`,
  `socket.once('close', this.gone);`,
  `target.addEventListener('message', function (event) { take(event); });`,
  `setTimeout(() => look(), 10);`,
  `setInterval(look, 10);`,
  `setImmediate(() => { look(); });`,
  `process.nextTick(look);`,
  `queueMicrotask(look);`,
  `void look();`,
  `tell(() => void look());`,
  `void (isThere ? start() : stop());`,
  `body = file.createReadStream();`,
  `client = redis.createClient({ url });`,
])('%s may not stand alone', (line) => {
  expect(complaints(line)).toEqual([1]);
});

it.each([
  ['node:http', 'createServer', 'createServer()'],
  ['node:net', 'connect', 'connect({ port })'],
  ['node:tls', 'TLSSocket', 'new TLSSocket(socket)'],
  ['node:child_process', 'spawn', `spawn('ls')`],
  ['node:worker_threads', 'Worker', 'new Worker(program)'],
  ['node:stream', 'Readable', 'Readable.from(pieces())'],
  ['../base/file-system.ts', 'createWriteStream', 'createWriteStream(file)'],
  ['chokidar', 'watch', 'watch(folder)'],
  ['ws', 'WebSocketServer as Sockets', 'new Sockets({ noServer: true })'],
])('%s: %s is made inside heard(…)', (module, name, made) => {
  const header = `import { ${name} } from '${module}';`;
  expect(complaints(header, `const one = ${made};`)).toEqual([2]);
  expect(complaints(header, `const one = heard(${made}, done);`)).toEqual([]);
});

it('what is guarded, settles a promise, or names what is guarded, may', () => {
  expect(
    complaints(
      `server.on('request', guarded('a request', (request) => answer(request)));`,
      `const look = guarded('looking', () => find());`,
      `setInterval(look, 10);`,
      `new Promise((resolve, reject) => {`,
      `  stream.on('data', caughtBy(reject, (chunk) => take(chunk)));`,
      `  stream.once('end', resolve);`,
      `  setTimeout(() => reject(new Error('late')), 10);`,
      `});`,
      `const forget = () => void names.delete(name);`,
      `api.on(listener);`,
      `await pipeline(source, file.createWriteStream());`,
      `const { connect } = parts;`,
      `connect(options);`,
    ),
  ).toEqual([]);
});
