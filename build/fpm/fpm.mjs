#!/usr/bin/env node
// A stand-in for the program `fpm`, covering what electron-builder asks of it: `-s dir -t deb|rpm`. Uses dpkg-deb or
// rpmbuild of the system, so that packages can be made without a network.
// FPM_LEVEL: compression level for quick local builds.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const switches = new Set(['--force', '--debug', '--verbose']);

/** fpm's words: options with one value each, and `from=to` pairs of what goes into the package. */
function parse(words) {
  const parsed = { options: new Map(), depends: [], recommends: [], mappings: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (switches.has(word)) continue;
    if (word === '-d' || word === '--depends') parsed.depends.push(words[++at]);
    else if (word === '--deb-recommends') parsed.recommends.push(words[++at]);
    else if (!word.startsWith('-')) parsed.mappings.push(word);
    else {
      const name = word.replace(/^-+/, '');
      const equals = name.indexOf('=');
      if (equals > 0) parsed.options.set(name.slice(0, equals), name.slice(equals + 1));
      else parsed.options.set(name, words[++at]);
    }
  }
  return parsed;
}

/** Puts the files where they will lie, with plain permissions; answers each as `[path, kind]` and their size. */
function stage(mappings, stageFolder) {
  for (const mapping of mappings) {
    const equals = mapping.lastIndexOf('=');
    const from = mapping.slice(0, equals);
    const to = path.join(stageFolder, mapping.slice(equals + 1));
    const isFolder = from.endsWith('/');
    mkdirSync(isFolder ? to : path.dirname(to), { recursive: true });
    const settings = { recursive: true, verbatimSymlinks: true, preserveTimestamps: true };
    cpSync(isFolder ? from.slice(0, -1) : from, to, settings);
  }
  const entries = [];
  let bytes = 0;
  const walk = (folder, prefix) => {
    for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
      a.name < b.name ? -1 : 1,
    )) {
      const full = path.join(folder, entry.name);
      const name = prefix + entry.name;
      if (entry.isSymbolicLink()) entries.push([name, 'link']);
      else if (entry.isDirectory()) {
        chmodSync(full, 0o755);
        entries.push([name, 'folder']);
        walk(full, `${name}/`);
      } else {
        const facts = statSync(full);
        bytes += facts.size;
        chmodSync(full, facts.mode & 0o111 ? 0o755 : 0o644);
        entries.push([name, 'file']);
      }
    }
  };
  walk(stageFolder, '');
  return { entries, bytes };
}

const run = (program, words) => execFileSync(program, words, { stdio: ['ignore', 'inherit', 'inherit'] });
const textOf = (file) => (file ? readFileSync(file, 'utf8') : '');
const level = process.env['FPM_LEVEL'];

function makeDeb({ options, depends, recommends }, stageFolder, { entries, bytes }, description) {
  const folder = path.join(stageFolder, 'DEBIAN');
  mkdirSync(folder, { mode: 0o755 });
  const architectures = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64' };
  const architecture = options.get('architecture');
  const iteration = options.get('iteration');
  const fields = [
    ['Package', options.get('name')],
    ['Version', options.get('version') + (iteration ? `-${iteration}` : '')],
    ['License', options.get('license')],
    ['Vendor', options.get('vendor')],
    ['Architecture', architectures[architecture] ?? architecture],
    ['Maintainer', options.get('maintainer')],
    ['Installed-Size', String(Math.ceil(bytes / 1024))],
    ['Depends', depends.join(', ')],
    ['Recommends', recommends.join(', ')],
    ['Section', options.get('category') ?? 'default'],
    ['Priority', options.get('deb-priority') ?? 'optional'],
    ['Homepage', options.get('url')],
  ].filter(([, value]) => value !== undefined && value !== '');
  const [summary = options.get('name'), ...rest] = description;
  const control = fields.map(([name, value]) => `${name}: ${value}\n`).join('');
  const body = rest.map((line) => ` ${line}\n`).join('');
  writeFileSync(path.join(folder, 'control'), `${control}Description: ${summary}\n${body}`);
  const sum = (name) =>
    createHash('md5')
      .update(readFileSync(path.join(stageFolder, name)))
      .digest('hex');
  const files = entries.filter(([, kind]) => kind === 'file');
  writeFileSync(path.join(folder, 'md5sums'), files.map(([name]) => `${sum(name)}  ${name}\n`).join(''));
  const scripts = {
    postinst: 'after-install',
    postrm: 'after-remove',
    preinst: 'before-install',
    prerm: 'before-remove',
  };
  for (const [name, option] of Object.entries(scripts))
    if (options.has(option))
      writeFileSync(path.join(folder, name), textOf(options.get(option)), { mode: 0o755 });
  const compressions = {
    xz: 'xz',
    xzmt: 'xz',
    gz: 'gzip',
    gzip: 'gzip',
    zst: 'zstd',
    zstd: 'zstd',
    none: 'none',
  };
  const compression = compressions[options.get('deb-compression') ?? 'xz'] ?? 'xz';
  const levelWords = level ? [`-z${level}`] : [];
  run('dpkg-deb', [
    '--root-owner-group',
    `-Z${compression}`,
    ...levelWords,
    '--build',
    stageFolder,
    options.get('package'),
  ]);
}

/** Folders that belong to the system's own packages. */
const standardFolders =
  /^(opt|etc|usr|usr\/bin|usr\/share|usr\/share\/(applications|doc|mime|mime\/packages)|usr\/share\/icons(\/hicolor(\/[^/]+(\/apps)?)?)?)$/;

function makeRpm({ options, depends }, stageFolder, { entries }, description, temporary) {
  const architectures = { amd64: 'x86_64', x64: 'x86_64', arm64: 'aarch64' };
  const architecture = architectures[options.get('architecture')] ?? options.get('architecture');
  const payloads = {
    xz: `w${level ?? 6}T0.xzdio`,
    xzmt: `w${level ?? 6}T0.xzdio`,
    gzip: `w${level ?? 9}.gzdio`,
    zstd: 'w3.zstdio',
    none: 'w0.gzdio',
  };
  const literal = (text) => String(text).replaceAll('%', '%%');
  const listed = entries
    .filter(([name, kind]) => kind !== 'folder' || !standardFolders.test(name))
    .map(([name, kind]) => `${kind === 'folder' ? '%dir ' : ''}"/${literal(name)}"`);
  const specification = [
    '%define __spec_install_post %{nil}',
    '%define debug_package %{nil}',
    '%define __strip /bin/true',
    '%global _build_id_links none',
    `%define _binary_payload ${payloads[options.get('rpm-compression') ?? 'xz']}`,
    `Name: ${options.get('name')}`,
    `Version: ${options.get('version').replaceAll('-', '~')}`,
    `Release: ${options.get('iteration') ?? 1}`,
    `Summary: ${literal(options.get('rpm-summary') ?? description[0] ?? options.get('name'))}`,
    `License: ${options.get('license') ?? 'Unspecified'}`,
    `Group: ${options.get('category') ?? 'default'}`,
    `URL: ${options.get('url')}`,
    `Vendor: ${options.get('vendor')}`,
    `Packager: ${options.get('maintainer')}`,
    'AutoReqProv: no',
    ...depends.map((name) => `Requires: ${name}`),
    '%description',
    literal(description.join('\n')),
    '%post',
    literal(textOf(options.get('after-install'))),
    '%postun',
    literal(textOf(options.get('after-remove'))),
    '%files',
    '%defattr(-,root,root,-)',
    ...listed,
    '',
  ].join('\n');
  const file = path.join(temporary, 'package.spec');
  writeFileSync(file, specification);
  const defines = { _topdir: `${temporary}/rpm`, _rpmdir: `${temporary}/out`, _rpmfilename: 'package.rpm' };
  const defineWords = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`]);
  run('rpmbuild', [
    '-bb',
    '--quiet',
    '--target',
    `${architecture}-linux`,
    ...defineWords,
    '--buildroot',
    stageFolder,
    file,
  ]);
  cpSync(path.join(temporary, 'out/package.rpm'), options.get('package'));
}

const makers = { deb: makeDeb, rpm: makeRpm };
const parsed = parse(process.argv.slice(2));
const make = makers[parsed.options.get('t')];
if (parsed.options.get('s') !== 'dir' || make === undefined) {
  console.error('fpm stand-in: only -s dir -t deb|rpm');
  process.exit(1);
}
const temporary = mkdtempSync(path.join(os.tmpdir(), 'croft-fpm-'));
try {
  const stageFolder = path.join(temporary, 'root');
  mkdirSync(stageFolder, { mode: 0o755 });
  const staged = stage(parsed.mappings, stageFolder);
  const description = (parsed.options.get('description') ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const target = path.resolve(parsed.options.get('package'));
  mkdirSync(path.dirname(target), { recursive: true });
  rmSync(target, { force: true });
  make(parsed, stageFolder, staged, description, temporary);
  console.log(JSON.stringify({ path: target }));
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
