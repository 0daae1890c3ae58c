import { diffBlocks, withHardBlanks, type DiffPiece } from '../../page/diff/block-diff.ts';
import { diffLines } from '../../page/diff/line-diff.ts';
import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { currentUser, hereUrl, may, type RequestContext } from '../context.ts';
import { attributes, html, joinHtml, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { actionPage, deniedPage, lastEdited, viewPage } from '../page-view.ts';
import { renderPageText } from '../render-text.ts';
import { revisionInfoCell } from './diff/revision-info.ts';
import { chooseRevisions, type RevisionPair } from './diff/revisions.ts';

/** What changed between two revisions (spec/actions.md §5.2). */
export const diff: Action = {
  name: 'diff',
  async run(context) {
    if (!may(context, 'read')) return deniedPage(context);
    const { texts } = context;
    const chosen = chooseRevisions(context);
    if (chosen === 'no-older')
      return viewPage(context, {
        messages: [message('no-older-revisions', 'error', texts.text('diff.noOlder'))],
      });
    if (chosen === 'unknown')
      return viewPage(context, {
        messages: [message('no-log-entries', 'error', texts.text('info.none'))],
        editBarAlways: true,
      });
    return show(context, chosen);
  },
};

async function show(context: RequestContext, pair: RevisionPair): Promise<Answer> {
  const { state, texts, pageName, parameters } = context;
  const [oldText, newText] = [pair.old, pair.new].map(
    (revision) => state.pages.read(pageName, revision)?.text ?? '',
  );
  if (oldText === undefined || newText === undefined) throw new Error('both revisions were found before');
  const fancy = currentUser(context)?.showFancyDiff ?? true;
  const spanned = Math.abs(pair.new - pair.old);
  const rendered = await renderPageText(context, pageName, newText);
  const difference = fancy
    ? await fancyTable(context, pair, oldText, newText)
    : html`<pre>${diffLines(oldText, newText).join('\n')}</pre>`;
  const content = html`<span class="diff-header">${texts.text('diff.between', { from: pair.old, to: pair.new })}${
    spanned > 1 ? ` ${texts.text('diff.spanning', { count: spanned })}` : ''
  }</span>
${changeForms(context, pair)}
${parameters.has('ignorews') ? html`<p>${texts.text('diff.ignored')}</p>` : noHtml}${difference}
<div id="content-below-diff" lang="${rendered.content.language}" dir="${rendered.content.direction}">${rendered.content.html}</div>`;
  return actionPage(context, {
    title: texts.text('diff.title', { page: pageName }),
    content,
    pageInfo: await lastEdited(context, 0),
    offersDoubleClick: true,
  });
}

/** Previous change, revert, next change. */
function changeForms(context: RequestContext, pair: RevisionPair): Html {
  const { texts } = context;
  const form = (fields: Readonly<Record<string, string | number>>, label: string, enabled: boolean): Html =>
    html`<td><form action="${hereUrl(context)}" method="get"><div>${Object.entries(fields).map(
      ([name, value]) => html`<input name="${name}" value="${value}" type="hidden">`,
    )}<input${attributes({ type: 'submit', value: label, disabled: !enabled })}></div></form></td>`;
  const before = pair.before(pair.old);
  const after = pair.after(pair.new);
  const asked = context.parameters.integer('rev2') ?? 0;
  return html`<table class="diff"><tr>${form(
    { action: 'diff', rev1: before ?? pair.old, rev2: pair.old },
    texts.text('diff.previous'),
    before !== null,
  )}${
    may(context, 'revert')
      ? form(
          { action: 'revert', rev: asked },
          texts.text('diff.revert'),
          pair.new !== pair.newest && asked > 0,
        )
      : noHtml
  }${form({ action: 'diff', rev1: pair.new, rev2: after ?? pair.new }, texts.text('diff.next'), after !== null)}</tr></table>`;
}

async function fancyTable(
  context: RequestContext,
  pair: RevisionPair,
  oldText: string,
  newText: string,
): Promise<Html> {
  const { texts } = context;
  const blocks = diffBlocks(oldText, newText);
  const head = html`<tr>${await revisionInfoCell(context, pair, 'old')}${await revisionInfoCell(context, pair, 'new')}</tr>`;
  if (blocks.length === 0)
    return html`<table class="diff">${head}<tr><td class="diff-same" colspan="2">${texts.text('diff.none')}</td></tr></table>`;
  const line = (number: number): Html =>
    html`<td><a href="#line-${number}">${texts.text('diff.line', { line: number })}</a></td>`;
  const rows = blocks.map(
    (block) => html`<tr class="diff-title">${line(block.oldLine)}${line(block.newLine)}</tr>
<tr><td class="diff-removed">${pieces(block.old)}</td><td class="diff-added">${pieces(block.new)}</td></tr>`,
  );
  return html`<table class="diff">${head}
<tr><td class="diff-removed"><span>${texts.text('diff.deletions')}</span></td><td class="diff-added"><span>${texts.text('diff.additions')}</span></td></tr>
${rows}</table>`;
}

const pieces = (side: readonly DiffPiece[]): Html =>
  joinHtml(
    side.map((piece) => {
      const lines = joinHtml(withHardBlanks(piece.text).split('\n'), html`<br>`);
      return piece.changed ? html`<span>${lines}</span>` : lines;
    }),
  );
