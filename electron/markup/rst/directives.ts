import { sanitizeHtml } from '../sanitize.ts';
import type { Section } from '../tree.ts';
import { plainInline, writeInline } from './inline.ts';
import { takeIndented } from './lines.ts';
import type { Lines } from './lines.ts';
import { writeParagraph } from './state.ts';
import type { RstState } from './state.ts';
import { addressNode, imageNode } from './targets.ts';

/** `.. name:: argument`, options and content. */
interface Directive {
  readonly name: string;
  /** What stands behind the colons and in the lines right below, up to the options. */
  readonly argument: string;
  readonly options: ReadonlyMap<string, string>;
  readonly content: Lines;
}

const headPattern = /^\.\. ([\w+.-]{1,40})::(?: +|$)/;
const optionPattern = /^:([\w-]{1,40}):(?: +(.*))?$/;

/** Writes the directive at `at` and returns the position behind it; -1: there is none. */
export function directive(state: RstState, lines: Lines, at: number): number {
  const head = headPattern.exec(lines[at] ?? '');
  if (head === null) return -1;
  const body = takeIndented(lines, at + 1);
  const read = readDirective(head[1] ?? '', (lines[at] ?? '').slice(head[0].length).trim(), body.lines);
  const write = directives.get(read.name);
  if (write !== undefined) write(state, read);
  else if (!silent.has(read.name)) state.context.parse('', '', lines.slice(at, body.next));
  return body.next;
}

function readDirective(name: string, first: string, lines: Lines): Directive {
  const options = new Map<string, string>();
  let at = 0;
  for (; at < lines.length; at += 1) {
    const option = optionPattern.exec(lines[at] ?? '');
    if (option === null) break;
    options.set(option[1] ?? '', (option[2] ?? '').trim());
  }
  while (lines[at] === '') at += 1;
  return { name: name.toLowerCase(), argument: first, options, content: lines.slice(at) };
}

/** Directives that say something to a writer of documents or to another program. */
const silent: ReadonlySet<string> = new Set(
  'meta role default-role title sectnum section-numbering header footer target-notes highlight index only'.split(
    ' ',
  ),
);

function section(state: RstState, classes: readonly string[], write: () => void): void {
  const { builder } = state.context;
  const node = builder.openBlock<Section>({ kind: 'section', classes, comment: false, children: [] });
  write();
  builder.closeBlock(node);
}

/** Text in the first line goes on in the content. */
function wholeContent({ argument, content }: Directive): Lines {
  return argument === '' ? content : [argument, ...content];
}

/** Words that stand above an admonition, by its name; the wiki's boxes have some of the names as classes. */
const admonitions: ReadonlyMap<string, readonly [title: string, className: string]> = new Map([
  ['attention', ['Attention!', 'caution']],
  ['caution', ['Caution!', 'caution']],
  ['danger', ['!DANGER!', 'warning']],
  ['error', ['Error', 'warning']],
  ['hint', ['Hint', 'tip']],
  ['important', ['Important', 'important']],
  ['note', ['Note', 'note']],
  ['tip', ['Tip', 'tip']],
  ['warning', ['Warning', 'warning']],
]);

function strongSentence(state: RstState, write: () => void): void {
  const { builder } = state.context;
  const paragraph = builder.openBlock({ kind: 'paragraph', lineClass: null, children: [] });
  builder.openFormat('strong');
  write();
  builder.closeFormat('strong');
  builder.closeBlock(paragraph);
}

function admonition(state: RstState, read: Directive): void {
  const [title, className] = admonitions.get(read.name) ?? ['Note', 'note'];
  section(state, [className], () => {
    strongSentence(state, () => state.context.builder.inline({ kind: 'sentence', text: title, values: {} }));
    state.body(wholeContent(read));
  });
}

function titled(className: string) {
  return (state: RstState, { argument, content }: Directive): void =>
    section(state, [className], () => {
      strongSentence(state, () => writeInline(state, argument));
      state.body(content);
    });
}

function code(state: RstState, { argument, options, content }: Directive): void {
  const [language = ''] = argument.split(/\s+/);
  const numbers = options.has('number-lines') || options.has('linenos') ? 'on' : 'off';
  if (language === '' || language === 'none') state.context.parse('', '', content);
  else state.context.parse('highlight', `${language} numbers=${numbers}`, content);
}

function image(state: RstState, { argument, options }: Directive): void {
  const size = ['width', 'height', 'align'].flatMap((name) => {
    const value = options.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const shown = imageNode(state, argument, options.get('alt') ?? argument, size);
  const target = options.get('target');
  const link = target === undefined ? null : addressNode(state, target, target);
  const { builder } = state.context;
  const paragraph = builder.openBlock({ kind: 'paragraph', lineClass: null, children: [] });
  builder.inline(
    link !== null && 'label' in link && link.label !== null ? { ...link, label: [shown] } : shown,
  );
  builder.closeBlock(paragraph);
}

function figure(state: RstState, read: Directive): void {
  section(state, ['figure'], () => {
    image(state, read);
    state.body(read.content);
  });
}

/** `.. macro:: Name(arguments)`: a macro of the wiki. */
function macro(state: RstState, { argument }: Directive): void {
  const call = /^<{0,2}(\w+)(?:\((.*)\))?>{0,2}$/.exec(argument);
  if (call === null) return writeParagraph(state, argument);
  const args = call[2] ?? null;
  const source = `<<${call[1] ?? ''}${args === null ? '' : `(${args})`}>>`;
  writeMacro(state, call[1] ?? '', args, source);
}

function writeMacro(state: RstState, name: string, args: string | null, source: string): void {
  const { builder } = state.context;
  const paragraph = builder.openBlock({ kind: 'paragraph', lineClass: null, children: [] });
  builder.inline({ kind: 'macro', name, args, source });
  builder.closeBlock(paragraph);
}

type Writer = (state: RstState, read: Directive) => void;

const directives: ReadonlyMap<string, Writer> = new Map<string, Writer>([
  ...[...admonitions.keys()].map((name) => [name, admonition] as const),
  ['admonition', titled('note')],
  ['topic', titled('solid')],
  ['sidebar', titled('solid')],
  ['code', code],
  ['code-block', code],
  ['sourcecode', code],
  ['image', image],
  ['figure', figure],
  ['macro', macro],
  ['include', (state, { argument }) => writeMacro(state, 'Include', argument, `<<Include(${argument})>>`)],
  [
    'contents',
    (state, { options }) =>
      writeMacro(state, 'TableOfContents', options.get('depth') ?? null, '<<TableOfContents>>'),
  ],
  ['rubric', (state, { argument }) => strongSentence(state, () => writeInline(state, argument))],
  [
    'parsed-literal',
    (state, read) =>
      state.context.parse(
        '',
        '',
        wholeContent(read).map((line) => plainInline(state, line)),
      ),
  ],
  ['math', (state, read) => state.context.parse('', '', wholeContent(read))],
  ['csv-table', (state, { content }) => state.context.parse('csv', ', quotechar="', content)],
  ['raw', raw],
  ...['epigraph', 'highlights', 'pull-quote', 'compound'].map(
    (name) =>
      [
        name,
        (state: RstState, read: Directive) => section(state, ['quote'], () => state.body(wholeContent(read))),
      ] as const,
  ),
  ...['container', 'class'].map(
    (name) =>
      [
        name,
        (state: RstState, { argument, content }: Directive) =>
          section(
            state,
            argument.split(/\s+/).filter((word) => word !== ''),
            () => state.body(content),
          ),
      ] as const,
  ),
]);

/** HTML is filtered as everywhere; other formats are for other programs. */
function raw(state: RstState, { argument, content }: Directive): void {
  if (argument.toLowerCase().split(/\s+/).includes('html'))
    state.context.builder.html(sanitizeHtml(content.join('\n')));
}
