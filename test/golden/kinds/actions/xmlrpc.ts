import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { systemErrorCode } from '../../../../electron/base/system-error.ts';
import { readXml } from '../../../../electron/wiki/xmlrpc/read-xml.ts';
import type { CaseResult } from '../../kind.ts';
import { firstDifference, normalise } from '../markup/compare.ts';
import { compare } from '../sessions/runner.ts';
import { GoldenServer, type GoldenAnswer } from '../wiki/http-client.ts';
import { fillSchema, WikiCopy, type Fill } from './wiki-copy.ts';
import { plainValue, writeGoldenCall } from './xmlrpc-values.ts';

const callSchema = z.object({
  api: z.string().optional(),
  method: z.string().optional(),
  params: z.array(z.unknown()).optional(),
  body: z.string().optional(),
  path: z.string().optional(),
  http_status: z.number(),
  content_type: z.string(),
  value: z.unknown().optional(),
  fault: z.object({ code: z.union([z.number(), z.string()]) }).optional(),
  response_xml: z.string().optional(),
  then: z.object({ path: z.string(), query: z.string().default('') }).optional(),
  then_status: z.number().optional(),
  then_body: z.string().optional(),
  optional: z.boolean().optional(),
});
type Call = z.infer<typeof callSchema>;

const scenarioSchema = z.object({
  id: z.string(),
  optional: z.boolean().optional(),
  calls: z.array(callSchema),
});
type Scenario = z.infer<typeof scenarioSchema>;

const tags = ['xmlrpc'];

/** golden/actions/xmlrpc.jsonl: calls over real HTTP, each scenario on a fresh copy of the wiki. */
export async function* run(directory: string): AsyncIterable<CaseResult> {
  const lines = await readIfThere(path.join(directory, 'xmlrpc.jsonl'));
  const fillText = await readIfThere(path.join(directory, 'fill.json'));
  if (lines === null || fillText === null) return;
  const fill = fillSchema.parse(JSON.parse(fillText));
  const server = await GoldenServer.start();
  try {
    for (const line of lines.split('\n')) {
      if (line === '') continue;
      const parsed = scenarioSchema.safeParse(JSON.parse(line));
      if (parsed.success) yield* playScenario(server, directory, fill, parsed.data);
      else yield { name: line.slice(0, 40), tags, passed: false, difference: z.prettifyError(parsed.error) };
    }
  } finally {
    await server.close();
  }
}

async function* playScenario(
  server: GoldenServer,
  directory: string,
  fill: Fill,
  scenario: Scenario,
): AsyncGenerator<CaseResult> {
  const copy = await WikiCopy.create(directory, fill);
  const client: Client = { server, copy, base: fill.base_url, token: '' };
  try {
    for (const [index, call] of scenario.calls.entries()) {
      const difference = await guarded(() => play(client, call));
      if (scenario.optional === true || call.optional === true) continue;
      yield {
        name: `${scenario.id}#${String(index)}`,
        tags,
        passed: difference === null,
        ...(difference === null ? {} : { difference: `${call.method ?? 'body'}: ${difference}` }),
      };
    }
  } finally {
    await copy.close();
  }
}

async function guarded(work: () => Promise<string | null>): Promise<string | null> {
  try {
    return await work();
  } catch (error) {
    return error instanceof Error ? `crashed: ${error.message}` : String(error);
  }
}

interface Client {
  readonly server: GoldenServer;
  readonly copy: WikiCopy;
  readonly base: string;
  /** From the last `getAuthToken`. */
  token: string;
}

async function play(client: Client, call: Call): Promise<string | null> {
  const action = call.api === 'v1' ? 'xmlrpc' : 'xmlrpc2';
  const body = call.body ?? writeGoldenCall(call.method ?? '', call.params ?? [], client.token);
  const answer = await send(client, 'POST', call.path ?? '/', `action=${action}`, body);
  const found = readAnswer(answer);
  if (call.method === 'getAuthToken' && typeof found.value === 'string' && found.value !== '')
    client.token = found.value;
  return (
    compare('status', call.http_status, answer.status) ??
    compare('type', call.content_type, answer.headers['content-type']) ??
    (call.fault !== undefined
      ? compare('fault', call.fault.code, found.fault ?? found.value)
      : compareValue(call, found)) ??
    (call.then === undefined
      ? null
      : compareThen(call, await send(client, 'GET', call.then.path, call.then.query)))
  );
}

function send(
  client: Client,
  method: string,
  page: string,
  query: string,
  body?: string,
): Promise<GoldenAnswer> {
  const base = client.base.replace(/\/$/, '');
  return client.server.send({
    method,
    url: `${base}${encodeURI(page)}${query === '' ? '' : `?${query}`}`,
    headers: {
      'User-Agent': 'golden-client/1.0',
      ...(body === undefined ? {} : { 'Content-Type': 'text/xml' }),
    },
    ...(body === undefined ? {} : { body }),
    handle: client.copy.wiki.handle,
  });
}

interface Found {
  readonly value?: unknown;
  readonly fault?: unknown;
}

function readAnswer(answer: GoldenAnswer): Found {
  const root = readXml(answer.text);
  const [inside] = root?.children ?? [];
  const value = inside?.name === 'fault' ? inside.children[0] : inside?.children[0]?.children[0];
  if (root?.name !== 'methodResponse' || inside === undefined || value === undefined)
    throw new Error(`no XML-RPC answer: ${answer.text.slice(0, 200)}`);
  const plain = plainValue(value);
  if (inside.name !== 'fault') return { value: plain };
  return { fault: (plain as Record<string, unknown>)['faultCode'] };
}

function compareValue(call: Call, found: Found): string | null {
  if (found.fault !== undefined) return `fault ${String(found.fault)}`;
  const method = call.method ?? '';
  if (/^getPageHTML/.test(method)) return compareHtml(htmlOf(call.value), htmlOf(found.value));
  if (method === 'searchPages') return compareHits(call.value, found.value);
  if (method === 'getMoinVersion')
    return Array.isArray(found.value) && found.value.length === 3 ? null : 'not three texts';
  return compare(
    'value',
    comparable(method, call.value, call.value),
    comparable(method, found.value, call.value),
  );
}

/** Lists without an order, placeholders, and members that are left out on purpose, made equal. */
function comparable(method: string, value: unknown, expected: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item, index) =>
      comparable('', item, Array.isArray(expected) ? (expected as unknown[])[index] : undefined),
    );
    return /^(?:getAllPages|getAllPagesEx|listLinks)$/.test(method)
      ? items.map((item) => JSON.stringify(item)).toSorted()
      : items;
  }
  if (typeof value === 'object' && value !== null) {
    const left = new Set(['enc_password', 'recoverpass_key', 'faultString']);
    const members = Object.entries(value)
      .filter(([name]) => !left.has(name))
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(
      members.map(([name, member]) => [
        name,
        comparable('', member, (expected as Record<string, unknown> | undefined)?.[name]),
      ]),
    );
  }
  if ((expected === 'TOKEN' || expected === 'IWID') && typeof value === 'string' && value !== '')
    return expected;
  return value;
}

const htmlOf = (value: unknown): string => {
  if (typeof value === 'string') return value;
  const bytes = (value as { readonly base64?: string } | null)?.base64 ?? '';
  return Buffer.from(bytes, 'base64').toString('utf8');
};

const compareHtml = (expected: string, found: string): string | null => {
  const options = { wording: false, staticPrefix: '/moin_static1911' };
  // MoinMoin leaves its last paragraph open, so that the anchor behind it falls inside.
  const inside = (html: string): string =>
    html.replace(/<span class="anchor" id="[^"]*\.bottom"><\/span>/, '');
  return firstDifference(normalise(inside(expected), options), normalise(inside(found), options), false);
};

function compareHits(expected: unknown, found: unknown): string | null {
  const [wanted, ours] = [expected, found] as readonly (readonly [string, string])[][];
  const names = compare(
    'pages',
    wanted?.map(([page]) => page),
    ours?.map(([page]) => page),
  );
  if (names !== null) return names;
  const differences = wanted?.map(([, html], index) => compareHtml(html, ours?.[index]?.[1] ?? ''));
  return differences?.find((difference) => difference !== null) ?? null;
}

const compareThen = (call: Call, answer: GoldenAnswer): string | null =>
  compare('then_status', call.then_status ?? 200, answer.status) ??
  (call.then_body === undefined || answer.status >= 400
    ? null
    : compare('then_body', call.then_body, answer.text));

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}
