import { escapeText } from '../markup/html-text.ts';
import { pythonRegex } from '../config/regex/python-regex.ts';
import { knownLanguages } from '../../shared/known-languages.ts';
import { mimeTypes } from '../markup/mime-types.ts';
import type { Macro, MacroContext } from './macro.ts';
import { hiddenField } from './search-forms.ts';

/** `<<AdvancedSearch>>` (spec/macros.md §6). */
export const advancedSearch: Macro = {
  name: 'AdvancedSearch',
  needs: ['pages', 'user'],
  run(_args, context) {
    const { pageUrl, page, escape, translate } = context;
    const pattern = pythonRegex(context.categoryRegex, { flags: 'u', whole: true });
    const categories = context.pageNames().filter((name) => pattern.ok && pattern.value.test(name));
    const rows = [
      field(context, 'containing all the following terms', 'and_terms'),
      field(context, 'containing one or more of the following terms', 'or_terms'),
      field(context, 'not containing the following terms', 'not_terms'),
      field(context, 'last modified since (e.g. 2 weeks before)', 'mtime'),
      choice(context, 'any category', 'categories', categories),
      choice(context, 'any language', 'language', [...knownLanguages]),
      choice(context, 'any type', 'mimetype', mimeTypes),
      box(context, 'titlesearch', 'Search only in titles'),
      box(context, 'case', 'Case-sensitive search'),
      box(context, 'excludeunderlay', 'Exclude underlay'),
      box(context, 'nosystemitems', 'No system items'),
    ];
    return {
      html:
        `<form method="get" action="${escape(pageUrl(page.pageName))}">\n<div>\n` +
        `${hiddenField('action', 'fullsearch')}\n${hiddenField('advancedsearch', '1')}\n` +
        `<table class="advancedsearch"><tbody>\n${rows.join('')}</tbody></table>\n` +
        `<input type="submit" value="${escape(translate('Go get it!'))}">\n</div>\n</form>`,
    };
  },
};

function row(label: string, content: string): string {
  return `<tr><td>${label}</td><td>${content}</td></tr>\n`;
}

function field({ translate, query, escape }: MacroContext, label: string, name: string): string {
  const value = escape(query.get(name) ?? '');
  return row(escapeText(translate(label)), `<input type="text" name="${name}" size="30" value="${value}">`);
}

function choice(
  { translate, escape }: MacroContext,
  any: string,
  name: string,
  values: readonly string[],
): string {
  const options = values
    .map((value) => `<option value="${escape(value)}">${escapeText(value)}</option>`)
    .join('');
  const first = `<option value="" selected="selected">${escapeText(translate(any))}</option>`;
  return row(
    escapeText(name),
    `<select name="${name}" size="3" multiple="multiple">${first}${options}</select>`,
  );
}

function box({ translate }: MacroContext, name: string, label: string): string {
  return row(
    '',
    `<label><input type="checkbox" name="${name}" value="1">${escapeText(translate(label))}</label>`,
  );
}
