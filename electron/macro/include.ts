import { compilePage } from '../markup/compile.ts';
import type { CompiledPage } from '../markup/compile.ts';
import { IdRegister, safeId } from '../markup/ids.ts';
import { absolutePageName } from '../../shared/names/page-name.ts';
import { escapeRegex, pythonRegex } from '../config/regex/python-regex.ts';
import { headings } from '../markup/outline.ts';
import { readIncludeArguments } from './include-arguments.ts';
import type { IncludeArguments } from './include-arguments.ts';
import type { Macro, MacroContext } from './macro.ts';

/** `<<Include(…)>>` (spec/macros.md §3.4). */
export const include: Macro = {
  name: 'Include',
  needs: ['time'],
  async run(args, context) {
    const wanted = readIncludeArguments(args ?? '');
    if (wanted === null) {
      const shown = context.escape(args ?? '');
      return { html: `<p><strong class="error">Invalid include arguments "${shown}"!</strong></p>` };
    }
    let html = '';
    for (const name of pagesToInclude(wanted, context)) html += await includePage(name, wanted, context);
    return { html };
  },
};

function pagesToInclude(wanted: IncludeArguments, context: MacroContext): readonly string[] {
  const { name } = wanted;
  const pattern = name.startsWith('^') ? pythonRegex(name, { flags: 'u' }) : null;
  if (pattern?.ok !== true) return [absolutePageName(context.page.pageName, name)];
  const found = context.pageNames().filter((page) => pattern.value.match(page) !== null);
  const ordered = wanted.sort === 'descending' ? found.toReversed() : found;
  return ordered.slice(0, wanted.items ?? undefined).slice(wanted.skipItems);
}

async function includePage(name: string, wanted: IncludeArguments, context: MacroContext): Promise<string> {
  const text = context.may('read', name) ? context.readPage(name) : null;
  if (text === null) return '';
  // The page itself may be included once, as it was saved.
  if (context.page.includeStack.slice(1).includes(name))
    return `<p><strong class="error">Recursive include of "${context.escape(name)}" forbidden</strong></p>`;
  if (wanted.titlesOnly) return titlesOnly(name, text, context);
  const part = partOf(text, wanted, context);
  const compiled = compilePage({
    text: part.text,
    pageName: name,
    settings: context.settings,
    idPrefix: idPrefixFor(name, context),
    withInstructions: !part.isPartial,
  });
  const heading = await headingHtml(name, wanted, context);
  const content = await contentHtml(compiled, context);
  const isPrint = context.action === 'print';
  const edit = wanted.editLink && wanted.heading === null && !isPrint ? await editLink(name, context) : '';
  return part.warning + heading + content + edit;
}

/** A second include of the same page gets another prefix; the page that is shown counts as the first. */
function idPrefixFor(name: string, { page, requestedPage }: MacroContext): string {
  const used = page.shared('Include', () => {
    const register = new IdRegister();
    register.unique(safeId(requestedPage));
    return register;
  });
  return `${used.unique(safeId(name))}.`;
}

interface Part {
  readonly text: string;
  readonly isPartial: boolean;
  readonly warning: string;
}

/** What lies between the matches of `from` and `to`. */
function partOf(text: string, wanted: IncludeArguments, { escape }: MacroContext): Part {
  let start = 0;
  let end = text.length;
  let warning = '';
  const nothing = (expression: string): string =>
    `<p><strong class="warning">Include: Nothing found for "${escape(expression)}"!</strong></p>`;
  if (wanted.from !== null) {
    const match = search(wanted.from, text);
    if (match === null) warning += nothing(wanted.from);
    else start = match.end;
  }
  if (wanted.to !== null) {
    const match = search(wanted.to, text.slice(start));
    if (match === null) warning += nothing(wanted.to);
    else end = start + match.start;
  }
  return { text: text.slice(start, end), isPartial: start > 0 || end < text.length, warning };
}

/** First match in multi-line mode; an expression that is not one stands for itself. */
function search(expression: string, text: string): { readonly start: number; readonly end: number } | null {
  const flags = 'mu';
  const given = pythonRegex(expression, { flags });
  const pattern = given.ok ? given : pythonRegex(escapeRegex(expression), { flags });
  return pattern.ok ? pattern.value.search(text) : null;
}

async function headingHtml(name: string, wanted: IncludeArguments, context: MacroContext): Promise<string> {
  const { heading, level } = wanted;
  if (heading === null) return '';
  const label =
    context.action === 'print'
      ? context.escape(heading)
      : await context.linkTo(name, { label: heading, attributes: [['class', 'include-heading-link']] });
  const { id, number } = context.page.enterHeading({ level, text: heading, id: safeId(heading) });
  return `\n<h${level} id="${context.escape(id)}">${number}${label}</h${level}>\n`;
}

async function contentHtml(compiled: CompiledPage, { page, escape }: MacroContext): Promise<string> {
  const id = escape(compiled.idPrefix);
  const inner = openAtEnd(compiled, await page.fillIncluded(compiled));
  return (
    `<div dir="${compiled.direction}" id="${id}content" lang="${compiled.language}">` +
    `<span class="anchor" id="${id}top"></span>\n${inner}<span class="anchor" id="${id}bottom"></span></div>`
  );
}

/** The last paragraph of wiki markup stays open, so that the anchor behind it stands in it. */
export function openAtEnd(compiled: CompiledPage, html: string): string {
  const last = compiled.tree.children[compiled.tree.children.length - 1];
  const isOpen = last?.kind === 'paragraph' && last.lineClass !== null && html.endsWith('</p>');
  return isOpen ? html.slice(0, -'</p>'.length) : html;
}

async function editLink(name: string, context: MacroContext): Promise<string> {
  const page = await context.linkTo(name, {
    label: `[${name}]`,
    attributes: [['class', 'include-page-link']],
  });
  const edit = await context.linkTo(name, {
    label: '[edit]',
    query: [
      ['action', 'edit'],
      ['backto', context.requestedPage],
    ],
    attributes: [['class', 'include-edit-link']],
  });
  return `<div class="include-link">${page}${edit}</div>`;
}

/** Nested lists of the page's headings, each a link to the page. */
async function titlesOnly(name: string, text: string, context: MacroContext): Promise<string> {
  const compiled = compilePage({ text, pageName: name, settings: context.settings });
  let html = '';
  let depth = 0;
  for (const { level, text: title } of headings(compiled.tree)) {
    while (depth < level) {
      html += '<ul>';
      depth += 1;
    }
    while (depth > level) {
      html += '</ul>';
      depth -= 1;
    }
    html += `<li>${await context.linkTo(name, { label: title })}</li>`;
  }
  return html + '</ul>'.repeat(depth);
}
