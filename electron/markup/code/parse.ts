import { createHash } from 'node:crypto';
import type { ParseContext } from '../syntax.ts';
import { languageOf } from './languages.ts';
import { tokenLines } from './tokens.ts';

/** Numbers above this are as good as none; it also bounds the line anchors that `start` asks for. */
const maximumStart = 100_000;

interface Settings {
  readonly numbers: 'on' | 'off' | 'none';
  readonly start: number;
  readonly step: number;
}

/** `{{{#!highlight LANGUAGE arguments` (spec/markup.md §9). */
export function parseHighlight(context: ParseContext, args: string, text: string, firstLine: number): void {
  const [language = '', ...rest] = args.split(/\s+/);
  const named = language === '' || language.includes('=') ? 'text' : language;
  const settings = named === language ? rest : [language, ...rest];
  writeCode(context, named, settings, text, firstLine);
}

/** A parser for code in one language, addressed by its own name: `{{{#!python`. */
export function codeParser(name: string) {
  return (context: ParseContext, args: string, text: string, firstLine: number): void =>
    writeCode(context, name, args.split(/\s+/), text, firstLine);
}

function writeCode(
  context: ParseContext,
  name: string,
  args: readonly string[],
  text: string,
  firstLine: number,
): void {
  const { builder } = context;
  const language = languageOf(name);
  const settings = readSettings(args);
  // Lines of the area have anchors of their own, after as many as the first number says (observed).
  for (let line = 1; line <= Math.max(Math.min(settings.start, 1000), firstLine - 1); line += 1)
    builder.inline({ kind: 'line-anchor', line });
  const content = text.endsWith('\n') ? text.slice(0, -1) : text;
  builder.block(() => ({
    kind: 'code',
    languageName: language?.shown ?? name,
    known: language !== null,
    lines: tokenLines(content, language),
    ...settings,
    firstLine,
    hash: createHash('sha1').update(text, 'utf8').digest('hex'),
  }));
}

function readSettings(args: readonly string[]): Settings {
  let numbers: Settings['numbers'] = 'on';
  let start = 1;
  let step = 1;
  for (const argument of args) {
    const equals = argument.indexOf('=');
    const key = argument.slice(0, Math.max(equals, 0));
    const value = argument.slice(equals + 1).toLowerCase();
    if (key === 'numbers') numbers = readNumbers(value);
    else if (key === 'start') start = readNumber(value);
    else if (key === 'step') step = readNumber(value);
  }
  return { numbers, start, step };
}

function readNumbers(value: string): Settings['numbers'] {
  if (['off', 'false', 'no'].includes(value)) return 'off';
  return ['none', 'disable'].includes(value) ? 'none' : 'on';
}

/** Bad numbers count as 1. */
function readNumber(value: string): number {
  const number = /^\d+$/.test(value) ? Number(value) : 1;
  return Math.min(number, maximumStart);
}
