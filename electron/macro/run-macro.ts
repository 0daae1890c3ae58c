import { UnreadableError } from '../base/disk-reading.ts';
import { escapeHtml, escapeText } from '../markup/html-text.ts';
import type { PageState } from '../markup/environment.ts';
import type { BlockLanguage } from '../markup/tree.ts';
import { languageAttributes } from '../markup/html-elements.ts';
import { directionOf, isKnownLanguage } from '../markup/languages.ts';
import { pageUrl } from '../../shared/names/page-name.ts';
import { safeId } from '../markup/ids.ts';
import { attributesHtml } from '../markup/html-text.ts';
import type { LinkOptions, Macro, MacroContext, MacroOutput } from './macro.ts';
import type { WikiView } from './wiki-view.ts';

/** Macros by name, ours below a farm's own (spec/macros.md §1). */
export type MacroRegistry = ReadonlyMap<string, Macro>;

/** Runs a macro of a page; never throws. */
export async function runMacro(
  registry: MacroRegistry,
  name: string,
  args: string | null,
  source: string | null,
  view: WikiView,
  page: PageState,
): Promise<string> {
  if (!/^\w+$/.test(name)) return `&lt;&lt;${escapeText(name)}: invalid macro name&gt;&gt;`;
  const macro = registry.get(name);
  if (macro === undefined)
    return isKnownLanguage(name) ? languageText(name, args, page) : unknownMacro(name, source);
  try {
    return outputHtml(await macro.run(args, macroContext(view, page)));
  } catch (error) {
    if (error instanceof UnreadableError) throw error; // names files, and is no fault of the page's author
    // A failing macro is the page author's business, not a server error (spec/macros.md §1).
    const message = error instanceof Error ? error.message : String(error);
    return failure(name, message);
  }
}

export function failure(name: string, message: string): string {
  return escapeText(`<<${name}: execution failed [${message}] (see also the log)>>`);
}

function unknownMacro(name: string, source: string | null): string {
  if (source === null) return `Cannot load macro ${escapeText(name)}`;
  return `<span title="Cannot load macro ${escapeHtml(name)}">${escapeText(source)}</span>`;
}

/** `<<de(text)>>`; the form without text is read by the parser, it changes the blocks after it. */
function languageText(code: string, args: string | null, page: PageState): string {
  const text = escapeText(args ?? '');
  return code === page.language ? text : `<span dir="${directionOf(code)}" lang="${code}">${text}</span>`;
}

function outputHtml(output: MacroOutput): string {
  // U+0000 marks places inside the renderer.
  if (typeof output === 'string') return escapeText(output.replaceAll('\u0000', ''));
  return 'html' in output ? output.html : escapeText(output.text.replaceAll('\u0000', ''));
}

function macroContext(view: WikiView, page: PageState): MacroContext {
  return {
    ...view,
    page,
    escape: escapeHtml,
    linkTo: async (name, options) => linkTo(view, name, options, page.blockLanguage),
  };
}

function linkTo(
  view: WikiView,
  name: string,
  options: LinkOptions = {},
  language: BlockLanguage | null = null,
): string {
  const exists = view.pageExists(name);
  const anchor = options.anchor === undefined ? {} : { anchor: safeId(options.anchor) };
  const href = pageUrl(view.settings.scriptRoot, name, { query: options.query ?? [], ...anchor });
  const given = options.attributes ?? [];
  const classes = [
    ...(exists ? [] : ['nonexistent']),
    ...given.filter(([key]) => key === 'class').map(([, value]) => value),
  ];
  const attributes = attributesHtml([
    ...(classes.length > 0 ? [['class', classes.join(' ')] as const] : []),
    ['href', href],
    ...given.filter(([key]) => key !== 'class'),
    ...languageAttributes(language ?? undefined),
  ]);
  const label = options.labelHtml ?? escapeText(options.label ?? name);
  if (!exists && view.visitor.showNonexistentAsQuestionMark) return `<a${attributes}>?</a>${label}`;
  return `<a${attributes}>${label}</a>`;
}
