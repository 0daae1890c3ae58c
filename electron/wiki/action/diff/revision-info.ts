import { formatDateTime, hereUrl, type RequestContext } from '../../context.ts';
import { editorName } from '../../editor-name.ts';
import { html, noHtml, type Html } from '../../html.ts';
import type { RevisionPair } from './revisions.ts';

/** One side's head: links to neighbours, which revision it is, who made it. */
export async function revisionInfoCell(
  context: RequestContext,
  pair: RevisionPair,
  side: 'old' | 'new',
): Promise<Html> {
  const { state, texts, pageName } = context;
  const revision = pair[side];
  const entry = state.pages.revisionInfo(pageName, revision);
  const date = entry === null ? '?' : formatDateTime(context, entry.timeMicroseconds / 1e6);
  const size = state.pages.read(pageName, revision)?.sizeBytes ?? 0;
  const name = texts.text('diff.revisionAsOf', { revision, date });
  const head = side === 'old' ? oldHead(context, pair, name) : newHead(context, pair, name);
  const line = (kind: string, content: Html): Html =>
    html`<div class="diff-info diff-info-${kind}">${content}</div>\n`;
  return html`<td class="diff-info">${line('header', head)}${line('rev-size', texts.html('diff.size', { size }))}${line(
    'rev-author',
    texts.html('diff.editor', { editor: entry === null ? '?' : await editorName(context, entry) }),
  )}${line('rev-comment', texts.html('diff.comment', { comment: entry?.comment ?? '' }))}</td>`;
}

interface Step {
  readonly sign: string;
  readonly kind: 'first' | 'prev' | 'next' | 'last';
  /** Null: nothing there. */
  readonly to: readonly [rev1: number, rev2: number] | null;
}

function step(context: RequestContext, side: 'old' | 'new', { sign, kind, to }: Step): Html {
  // The last link carries the other side's class, as in MoinMoin.
  const className = `diff-${kind}-link diff-${kind === 'last' ? 'old' : side}-rev`;
  if (to === null) return html`<span class="diff-no-nav-link ${className}">${sign}</span>`;
  const href = hereUrl(context, { action: 'diff', rev1: to[0], rev2: to[1] });
  return html`<a class="diff-nav-link ${className}" href="${href}" rel="nofollow">${sign}</a>`;
}

function oldHead(context: RequestContext, pair: RevisionPair, name: string): Html {
  const before = pair.before(pair.old);
  const after = pair.after(pair.old);
  const isBetween = after !== null && after < pair.new;
  return html`${step(context, 'old', { sign: '⇤', kind: 'first', to: before === null ? null : [pair.oldest, pair.new] })} ${step(
    context,
    'old',
    { sign: '←', kind: 'prev', to: before === null ? null : [before, pair.new] },
  )} <strong>${name}</strong> ${step(context, 'old', { sign: '→', kind: 'next', to: isBetween ? [after, pair.new] : null })}${noHtml}`;
}

function newHead(context: RequestContext, pair: RevisionPair, name: string): Html {
  const before = pair.before(pair.new);
  const after = pair.after(pair.new);
  const isBetween = before !== null && before > pair.old;
  return html`${step(context, 'new', { sign: '←', kind: 'prev', to: isBetween ? [pair.old, before] : null })} <strong>${name}</strong> ${step(
    context,
    'new',
    { sign: '→', kind: 'next', to: after === null ? null : [pair.old, after] },
  )} ${step(context, 'new', { sign: '⇥', kind: 'last', to: after === null ? null : [pair.old, pair.newest] })}`;
}
