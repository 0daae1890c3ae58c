import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

/**
 * From `croft serve` to the first page, and pages per second beside a bare node:http server that sends the same bytes:
 * another process, the same clients, the same run. Then every page of the wiki once, which compiles it, and once more.
 */
const clients = 16;
const runMs = 4000;

interface Target {
  readonly name: string;
  readonly port: number;
  readonly host: string;
  readonly path: string;
  readonly cookie?: string;
  /** Asks whether the page is still the one with this tag. */
  readonly tag?: string;
}

const agent = new http.Agent({ keepAlive: true, maxSockets: clients });

interface Got {
  readonly status: number;
  readonly tag: string;
  readonly body: Buffer;
}

function get({ port, host, path: target, cookie, tag }: Target): Promise<Got> {
  const headers = {
    host,
    ...(cookie === undefined ? {} : { cookie }),
    ...(tag === undefined ? {} : { 'if-none-match': tag }),
  };
  return new Promise((resolve, reject) => {
    const request = http.get({ port, path: target, headers, agent }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          tag: String(response.headers.etag ?? ''),
          body: Buffer.concat(parts),
        }),
      );
    });
    request.on('error', reject);
  });
}

async function perSecond(target: Target): Promise<number> {
  const until = performance.now() + runMs;
  let pages = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const { status } = await get(target);
      if (status !== (target.tag === undefined ? 200 : 304))
        throw new Error(`${target.name} answered ${status}`);
      pages += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return pages / (runMs / 1000);
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('no stdout');
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', (code) => reject(new Error(`ended with ${code}`)));
  });

const bareServer = `
const http = require('node:http');
let body = Buffer.alloc(0);
process.stdin.on('data', (part) => { body = Buffer.concat([body, part]); });
process.stdin.on('end', () => {
  const server = http.createServer((request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(body);
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));
});`;

const home = mkdtempSync(path.join(os.tmpdir(), 'croft-bench-'));
const environment = { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
const serve = (): ChildProcess =>
  spawn(process.execPath, ['out/cli.js', 'serve', '--sample', '--port', '0', '--no-manage'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const ended = (child: ChildProcess): Promise<unknown> =>
  new Promise((resolve) => child.once('close', resolve));

// The first run also writes the sample farm; the second opens what is there.
const making = serve();
await firstLine(making);
making.kill('SIGTERM');
await ended(making);

const started = performance.now();
const croft = serve();
const ready = JSON.parse(await firstLine(croft)) as {
  wikis: { siteid: string; url: string; connect: string }[];
};
const readyMs = performance.now() - started;
const garden = ready.wikis.find(({ siteid }) => siteid === 'garden');
if (garden === undefined) throw new Error('the sample farm has no garden');
const url = new URL(garden.url);
const page: Target = {
  name: 'Croft, a page for an anonymous visitor',
  port: Number(garden.connect.split(':')[1]),
  host: url.host,
  path: `${url.pathname}FrontPage`,
};
const first = await get(page);
const firstPageMs = performance.now() - started;

/** Logs in as people do; the answer's cookie is the session. */
async function logIn(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${page.port}${page.path}`, {
    method: 'POST',
    body: new URLSearchParams({ action: 'login', login: '1', name: 'JoeDoe', password: 'beans-on-poles' }),
  });
  const cookie = answer.headers.get('set-cookie')?.split(';')[0];
  if (cookie === undefined) throw new Error(`the login was answered with ${answer.status} and no cookie`);
  return cookie;
}

/** One view after the other, of pages that nobody has looked at yet, and again when they are compiled. */
async function everyPage(): Promise<void> {
  const list = await get({ ...page, path: `${page.path}?action=titleindex` });
  const names = list.body
    .toString('utf8')
    .split('\r\n')
    .filter((name) => name !== '' && name !== 'FrontPage');
  for (const what of ['first views, compiled for it', 'the same pages again']) {
    const began = performance.now();
    for (const name of names) await get({ ...page, path: `${url.pathname}${encodeURIComponent(name)}` });
    const eachMs = (performance.now() - began) / names.length;
    console.log(`${what}: ${names.length} pages, ${eachMs.toFixed(2)} ms each, one at a time`);
  }
}

const userPage: Target = {
  ...page,
  name: 'Croft, the same page for somebody logged in',
  cookie: await logIn(),
};

const knownPage: Target = {
  ...page,
  name: 'Croft, the page that an anonymous visitor has already (304)',
  tag: first.tag,
};

const bare = spawn(process.execPath, ['-e', bareServer], { stdio: ['pipe', 'pipe', 'inherit'] });
bare.stdin?.end(first.body);
const bareTarget: Target = {
  name: 'bare node:http',
  port: Number(await firstLine(bare)),
  host: 'localhost',
  path: '/',
};

console.log(
  `ready after ${readyMs.toFixed(0)} ms, first page after ${firstPageMs.toFixed(0)} ms (${first.body.length} bytes)`,
);
await perSecond(page);
await perSecond(userPage);
const rates: [string, number][] = [];
for (const target of [bareTarget, page, userPage, knownPage, bareTarget, page, userPage, knownPage])
  rates.push([target.name, await perSecond(target)]);
const best = (name: string): number =>
  Math.max(...rates.filter(([one]) => one === name).map(([, rate]) => rate));
console.log(`${bareTarget.name}: ${best(bareTarget.name).toFixed(0)} per second`);
for (const { name } of [page, userPage, knownPage])
  console.log(
    `${name}: ${best(name).toFixed(0)} per second, ${((100 * best(name)) / best(bareTarget.name)).toFixed(0)} % of bare`,
  );
await everyPage();
croft.kill('SIGTERM');
bare.kill();
agent.destroy();
await ended(croft);
rmSync(home, { recursive: true, force: true });
