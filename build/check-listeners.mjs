// Holds that nothing in electron/ runs by itself unguarded (electron/base/guard.ts): an exception there ends the process.
//
//   - what is handed to `.on`, `.once`, `addEventListener` or a timer is `guarded(…)` or `caughtBy(…)`, written there or
//     named in the same file, or does nothing but settle a promise (`resolve`, `() => reject(…)`)
//   - no `void call()`: what comes back may be a promise, whose failure nobody would see
//   - a server, socket, stream, child process, watcher or worker is made inside `heard(…)`, which listens to its errors, or in `pipeline(…)`
//
// Usage: check-listeners.mjs [FOLDER]
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'rolldown/parseAst';

const root = path.resolve(import.meta.dirname, '..');
const folder = path.resolve(process.argv[2] ?? path.join(root, 'electron'));

/** The guard itself; and the preload script, which runs in a window: what it throws ends nothing. */
const exempt = new Set(['electron/base/guard.ts', 'electron/preload.ts']);

const listening = new Set(['on', 'once', 'addListener', 'prependListener', 'addEventListener']);
const timers = new Set(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'nextTick']);
const guards = new Set(['guarded', 'caughtBy']);
const settling = new Set(['resolve', 'reject']);

/** Module → what it exports that makes something with an `error` event. */
const makers = {
  'node:http': ['createServer', 'request', 'get'],
  'node:https': ['createServer', 'request', 'get'],
  'node:net': ['createServer', 'connect', 'createConnection', 'Socket', 'Server'],
  'node:tls': ['createServer', 'connect', 'TLSSocket'],
  'node:child_process': ['spawn', 'fork', 'exec', 'execFile'],
  'node:fs': ['createReadStream', 'createWriteStream', 'watch'],
  'node:stream': ['Readable', 'Writable', 'Duplex', 'Transform', 'PassThrough'],
  'node:zlib': [
    'createInflateRaw',
    'createDeflateRaw',
    'createInflate',
    'createDeflate',
    'createGzip',
    'createGunzip',
  ],
  'node:worker_threads': ['Worker'],
  chokidar: ['watch'],
  ws: ['WebSocket', 'WebSocketServer'],
};
/** Methods that do, whatever they are called on. */
const makingMethods = new Set(['createReadStream', 'createWriteStream', 'createClient', 'duplicate']);

/** What is wrong in one file, a line each. */
function problemsIn(file) {
  const code = readFileSync(file, 'utf8');
  const tree = parseAst(code, { lang: 'ts' });
  const where = path.relative(root, file);
  const names = namesIn(tree);
  const problems = [];
  const complain = (node, text) =>
    problems.push(`${where}:${code.slice(0, node.start).split('\n').length}: ${text}`);
  walk(tree, null, (node, parent) => {
    const callback = callbackOf(node);
    if (callback !== undefined && !isGuarded(callback, names.guarded))
      complain(callback, 'runs by itself: wrap it in guarded(…) or caughtBy(…) of electron/base/guard.ts');
    if (node.type === 'UnaryExpression' && node.operator === 'void' && hasCall(node.argument))
      complain(
        node,
        'nobody sees how this ends: await it, or begin it with inBackground(…), or write a block',
      );
    if (makes(node, names.makers) && !isCallOf(parent, 'heard') && !isCallOf(parent, 'pipeline'))
      complain(node, 'can fail by itself: make it inside heard(…) of electron/base/guard.ts');
  });
  return problems;
}

/** Local names of makers, and of listeners that are guarded where they are named. */
function namesIn(tree) {
  const found = { makers: new Set(), guarded: new Set() };
  walk(tree, null, (node) => {
    if (node.type === 'ImportDeclaration') {
      const module = /\/base\/file-system\.ts$/.test(node.source.value) ? 'node:fs' : node.source.value;
      for (const one of node.specifiers)
        if (one.type === 'ImportSpecifier' && makers[module]?.includes(one.imported.name))
          found.makers.add(one.local.name);
    }
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && isGuard(node.init))
      found.guarded.add(node.id.name);
  });
  return found;
}

function callbackOf(node) {
  if (node.type !== 'CallExpression') return undefined;
  const { callee, arguments: args } = node;
  const name = callee.type === 'MemberExpression' ? callee.property.name : callee.name;
  if (callee.type === 'MemberExpression' && listening.has(name)) return args.length < 2 ? undefined : args[1];
  return timers.has(name) ? args[0] : undefined;
}

const isCallOf = (node, name) => node?.type === 'CallExpression' && node.callee.name === name;
const isGuard = (node) => node?.type === 'CallExpression' && guards.has(node.callee.name);

function isGuarded(callback, guardedNames) {
  if (callback.type === 'Identifier') return settling.has(callback.name) || guardedNames.has(callback.name);
  if (callback.type === 'ArrowFunctionExpression')
    return callback.body.type === 'CallExpression' && settling.has(callback.body.callee.name);
  return isGuard(callback);
}

/** Of arrays, maps and sets, which promise nothing. */
const collecting = new Set(['push', 'set', 'add', 'delete']);

/** Whether a promise could come out of it. */
const hasCall = ({ type, callee, argument, left, right, consequent, alternate, expression }) =>
  (/^(Call|Import)Expression$/.test(type) && !collecting.has(callee?.property?.name)) ||
  [argument, left, right, consequent, alternate, expression].some((part) => part?.type && hasCall(part));

function makes(node, makerNames) {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  const { callee } = node;
  if (callee.type === 'Identifier') return makerNames.has(callee.name);
  if (callee.type !== 'MemberExpression') return false;
  const { object, property } = callee;
  return makingMethods.has(property.name) || (property.name === 'from' && makerNames.has(object.name));
}

function walk(node, parent, visit) {
  if (Array.isArray(node)) for (const one of node) walk(one, parent, visit);
  else if (typeof node?.type === 'string') {
    visit(node, parent);
    for (const [key, child] of Object.entries(node))
      if (typeof child === 'object' && child !== null && key !== 'parent') walk(child, node, visit);
  }
}

const files = readdirSync(folder, { recursive: true })
  .filter((name) => /\.ts$/.test(name))
  .map((name) => path.join(folder, name))
  .filter((file) => !exempt.has(path.relative(root, file).split(path.sep).join('/')));
const problems = files.flatMap(problemsIn);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
