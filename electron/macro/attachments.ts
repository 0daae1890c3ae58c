import { mimeTypeOf } from '../markup/mime-types.ts';
import { escapeText } from '../markup/html-text.ts';
import { pythonRegex } from '../config/regex/python-regex.ts';
import { ArgumentError, parseArguments } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';
import { hiddenField } from './search-forms.ts';
import { formatDate } from '../../shared/python/strftime.ts';
import type { AttachmentFacts } from './wiki-view.ts';

/** `<<AttachInfo(page)>>`: how many files a page has. */
export const attachInfo: Macro = {
  name: 'AttachInfo',
  needs: ['time', 'user'],
  run(args, { attachments, escape, page, pageUrl }) {
    const { values } = parseArguments(args, { pagename: { kind: 'text', default: null } });
    const name = values.pagename ?? page.pageName;
    const href = escape(pageUrl(name, { query: [['action', 'AttachFile']] }));
    const count = attachments(name).length;
    return {
      html: `\n<p>\nThere are <a href="${href}">${count} attachment(s)</a> stored for this page.\n</p>\n`,
    };
  },
};

/** `<<AttachList(page, type, expression)>>`: the files of a page, without links that change them. */
export const attachList: Macro = {
  name: 'AttachList',
  needs: ['time', 'user'],
  run(args, context) {
    const { values } = parseArguments(args, {
      pagename: { kind: 'text', default: null },
      mime_type: { kind: 'text', default: '*' },
      search_term: { kind: 'text', default: '.+' },
    });
    const name = values.pagename ?? context.page.pageName;
    const pattern = pythonRegex(values.search_term ?? '.+', { flags: 'u' });
    if (!pattern.ok) throw new ArgumentError(`Error in regex ${values.search_term ?? ''}`);
    const wanted = values.mime_type ?? '*';
    const files = context
      .attachments(name)
      .filter(
        (file) => pattern.value.test(file.name) && (wanted === '*' || mimeTypeOf(file.name) === wanted),
      );
    return { html: files.length === 0 ? '' : listHtml(context, name, files) };
  },
};

function listHtml(context: MacroContext, page: string, files: readonly AttachmentFacts[]): string {
  const items = files.map((file) => `<li>${fileHtml(context, page, file)}</li>`).join('');
  const choice = (value: string, label: string): string =>
    `<input type="radio" name="multifile" value="${value}">${label}</input>\n`;
  return (
    `<form method="POST">\n${hiddenField('action', 'AttachFile')}\n${hiddenField('do', 'multifile')}\n` +
    `<ul>${items}</ul><input type="checkbox" onclick="checkAll(this, 'fn')">&nbsp;All files&nbsp;|&nbsp;Selected Files:\n` +
    `${choice('rm', 'delete')}${choice('mv', 'move to page')}${choice('cp', 'copy to page')}` +
    `<input type="text" name="multi_dest_pagename" value="${context.escape(page)}">\n` +
    `<input type="submit" value="Do it.">\n</form>`
  );
}

function fileHtml(context: MacroContext, page: string, file: AttachmentFacts): string {
  const { escape, pageUrl, visitor } = context;
  const link = (what: string): string => {
    const href = pageUrl(page, {
      query: [
        ['action', 'AttachFile'],
        ['do', what],
        ['target', file.name],
      ],
    });
    return `<a href="${escape(href)}">${what}</a>`;
  };
  const time = formatDate(visitor.dateTimeFormat, file.modifiedSeconds, visitor.zoneOffsetSeconds);
  const size = (file.sizeBytes / 1024).toFixed(1);
  const name = escape(file.name);
  return (
    `[${link('get')}&nbsp;| ${link('view')}]<input type="checkbox" name="fn" value="${name}">` +
    ` (${escapeText(time)}, ${size} KB) [[attachment:${escapeText(file.name)}]]`
  );
}
