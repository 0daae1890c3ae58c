import { groupNameTest } from '../../user/names.ts';
import { normalisePageName } from '../../page/page-name.ts';
import type { PageOutcome } from '../../page/page-types.ts';
import type { Saved } from '../../page/page-store.ts';
import { redirect, type Answer } from '../answer.ts';
import { authorOf, variablesFor } from '../author.ts';
import { cleanInput } from '../clean-input.ts';
import { may, urlOf, type RequestContext } from '../context.ts';
import { dialogAction, subPages, subPagesField } from '../dialog.ts';
import { html, noHtml, type Html } from '../html.ts';
import { message } from '../message.ts';
import { tellSubscribers } from '../notify/tell.ts';
import { viewPage } from '../page-view.ts';
import type { Message } from '../theme/frame.ts';
import { incompleteMessages, refusalMessage } from './edit/save-problem.ts';

const comment = (context: RequestContext): string => cleanInput(context.parameters.text('comment'));

const missing = (context: RequestContext): Message | null =>
  context.state.pages.exists(context.pageName)
    ? null
    : message('page-missing', 'error', context.texts.text('delete.missing'));

const mayRemove = (context: RequestContext): boolean => may(context, 'write') && may(context, 'delete');

export const deletePage = dialogAction({
  name: 'DeletePage',
  trigger: 'delete',
  isAllowed: mayRemove,
  obstacle: missing,
  submitLabel: ({ texts }) => texts.text('delete.submit'),
  fields: (
    context,
  ) => html`<p><strong>${context.texts.text('delete.question', { page: context.pageName })}</strong></p>
${subPagesField(context, { name: 'delete_subpages', label: context.texts.text('delete.subpages'), right: 'delete' })}`,
  async perform(context) {
    const { state, texts, parameters, pageName } = context;
    const names = [pageName, ...(parameters.has('delete_subpages') ? subPages(context, 'delete') : [])];
    const messages: Message[] = [];
    for (const name of names) {
      const deleted = await state.pages.delete({
        name,
        author: authorOf(context),
        comment: comment(context),
      });
      if (!deleted.ok && name === pageName) return refusalMessage(context, deleted.error);
      messages.push(
        deleted.ok
          ? message('page-deleted', 'info', texts.text('delete.done', { page: name }))
          : message(
              'page-not-deleted',
              'error',
              texts.text('delete.failed', { page: name, reason: deleted.error.kind }),
            ),
      );
      if (deleted.ok)
        messages.push(
          ...incompleteMessages(context, deleted),
          ...(await tellSubscribers(context, {
            kind: 'deleted',
            page: name,
            revision: deleted.value.revision,
            comment: comment(context),
          })),
        );
    }
    return viewPage(context, { messages, isDialog: true });
  },
});

/** The wanted name as the wiki would store it, or why it can't be taken. */
function wantedName(context: RequestContext): string | Message {
  const { parameters, settings, texts, pageName } = context;
  const isGroup = groupNameTest(settings.pageGroupRegex);
  const name = normalisePageName(cleanInput(parameters.text('newpagename')), isGroup);
  if (name === '') return message('name-empty', 'error', texts.text('rename.empty'));
  if (name === pageName) return message('name-taken', 'error', texts.text('rename.exists', { page: name }));
  if (!may(context, 'write', name))
    return message('action-not-allowed', 'error', texts.text('move.denied', { page: name }));
  return name;
}

const newNameField = (context: RequestContext): Html =>
  html`<p class="field"><label for="newpagename">${context.texts.text('rename.newName')}</label> <input id="newpagename" type="text" name="newpagename" value="${context.pageName}" size="60"></p>`;

type Move = (name: string, to: string) => Promise<PageOutcome<Saved>>;

/**
 * The page, then those below it; the first refusal of the page itself is told in the dialog. The answer is a redirect, so
 * how the mails fared is only in the log; but it is the page itself where what was stored lacks something.
 */
async function movePages(
  context: RequestContext,
  kind: 'renamed' | 'copied',
  to: string,
  below: readonly string[],
  move: Move,
): Promise<Message | { readonly lacking: readonly Message[] }> {
  const moved = await move(context.pageName, to);
  if (!moved.ok) return refusalMessage(context, moved.error);
  const done = [{ from: context.pageName, saved: moved.value }];
  const lacking = [...incompleteMessages(context, moved)];
  for (const name of below) {
    const target = `${moved.value.name}${name.slice(context.pageName.length)}`;
    const outcome = await move(name, target);
    if (outcome.ok) {
      done.push({ from: name, saved: outcome.value });
      lacking.push(...incompleteMessages(context, outcome));
    } else context.log({ kind: 'problem', what: `A sub page was not moved: ${outcome.error.kind}` });
  }
  for (const { from, saved } of done)
    await tellSubscribers(context, {
      kind,
      page: saved.name,
      from,
      revision: saved.revision,
      comment: comment(context),
    });
  return { lacking };
}

const arrived = (
  context: RequestContext,
  page: string,
  lacking: readonly Message[],
  status?: 301,
): Answer | Promise<Answer> =>
  lacking.length === 0
    ? redirect(context, urlOf(context, page), status)
    : viewPage({ ...context, pageName: page }, { messages: lacking, isDialog: true });

export const renamePage = dialogAction({
  name: 'RenamePage',
  trigger: 'rename',
  isAllowed: mayRemove,
  obstacle: missing,
  submitLabel: ({ texts }) => texts.text('rename.submit'),
  fields: (
    context,
  ) => html`${subPagesField(context, { name: 'rename_subpages', label: context.texts.text('rename.subpages'), right: 'delete' })}
${newNameField(context)}${
    context.settings.showRenameRedirect
      ? html`<p><label><input type="checkbox" name="rename_redirect" value="1"> ${context.texts.text('rename.redirect')}</label></p>`
      : noHtml
  }`,
  async perform(context) {
    const { state, parameters } = context;
    const to = wantedName(context);
    if (typeof to !== 'string') return to;
    const below = parameters.has('rename_subpages') ? subPages(context, 'delete') : [];
    const moved = await movePages(context, 'renamed', to, below, (name, target) =>
      state.pages.rename({
        name,
        to: target,
        author: authorOf(context),
        comment: comment(context),
        variables: variablesFor(context, target),
      }),
    );
    if (!('lacking' in moved)) return moved;
    if (parameters.has('rename_redirect') && context.settings.showRenameRedirect)
      await leaveRedirect(context, to);
    return arrived(context, to, moved.lacking, 301);
  },
});

async function leaveRedirect(context: RequestContext, to: string): Promise<void> {
  const { state, pageName } = context;
  const saved = await state.pages.save({
    name: pageName,
    text: `#redirect ${to}\n`,
    author: authorOf(context),
    variables: null,
  });
  if (!saved.ok)
    context.log({
      kind: 'problem',
      what: `The redirect of a renamed page was not saved: ${saved.error.kind}`,
    });
}

export const copyPage = dialogAction({
  name: 'CopyPage',
  trigger: 'copy',
  isAllowed: (context) => may(context, 'read'),
  obstacle: missing,
  submitLabel: ({ texts }) => texts.text('copy.submit'),
  fields: (
    context,
  ) => html`<p><strong>${context.texts.text('copy.question', { page: context.pageName })}</strong></p>
${subPagesField(context, { name: 'copy_subpages', label: context.texts.text('copy.subpages'), right: 'read' })}
${newNameField(context)}`,
  async perform(context) {
    const { state, parameters } = context;
    const to = wantedName(context);
    if (typeof to !== 'string') return to;
    const below = parameters.has('copy_subpages') ? subPages(context, 'read') : [];
    const moved = await movePages(context, 'copied', to, below, (name, target) =>
      state.pages.copy({
        name,
        to: target,
        author: authorOf(context),
        comment: comment(context),
        variables: variablesFor(context, target),
      }),
    );
    return 'lacking' in moved ? arrived(context, to, moved.lacking) : moved;
  },
});

const revisionAsked = (context: RequestContext): number =>
  Math.max(0, context.parameters.integer('rev') ?? 0);

export const revert = dialogAction({
  name: 'revert',
  trigger: 'revert',
  isAllowed: (context) => may(context, 'write') && may(context, 'revert'),
  obstacle: (context) =>
    revisionAsked(context) > 0
      ? null
      : message('revert-needs-revision', 'error', context.texts.text('revert.explain')),
  revision: revisionAsked,
  submitLabel: ({ texts }) => texts.text('revert.submit'),
  fields: (
    context,
  ) => html`<p><strong>${context.texts.text('revert.question', { page: context.pageName, revision: revisionAsked(context) })}</strong></p>
<input type="hidden" name="rev" value="${revisionAsked(context)}">`,
  async perform(context): Promise<Answer | Message> {
    const { state, texts, pageName } = context;
    const reverted = await state.pages.revert({
      name: pageName,
      revision: revisionAsked(context),
      author: authorOf(context),
      comment: comment(context),
      variables: variablesFor(context),
    });
    if (!reverted.ok) return refusalMessage(context, reverted.error);
    const told = await tellSubscribers(context, {
      kind: 'reverted',
      page: pageName,
      revision: reverted.value.revision,
      comment: comment(context),
    });
    return viewPage(context, {
      messages: [
        message('saved', 'info', texts.text('edit.saved')),
        ...incompleteMessages(context, reverted),
        ...told,
      ],
      isDialog: true,
    });
  },
});

export const load = dialogAction({
  name: 'Load',
  trigger: 'Load',
  isAllowed: (context) => may(context, 'write'),
  submitLabel: ({ texts }) => texts.text('load.submit'),
  fields: (context) => html`<p><strong>${context.texts.text('load.title')}</strong></p>
<p class="field"><label for="load-file">${context.texts.text('load.file')}</label> <input id="load-file" type="file" name="file"></p>
<p class="field"><label for="load-name">${context.texts.text('load.name')}</label> <input id="load-name" type="text" name="rename" value="${context.pageName}" size="60"></p>
<input type="hidden" name="do" value="upload">`,
  async perform(context): Promise<Answer | Message> {
    const { parameters, settings, state, texts } = context;
    const file = parameters.file('file');
    const text = file === null ? parameters.first('file') : Buffer.from(file.bytes).toString('utf8');
    if (text === null || text === '') return message('no-file', 'error', texts.text('load.noFile'));
    const wanted = parameters.text('rename').trim();
    const fileName = (file?.name ?? '').split(/[\\/]/).at(-1) ?? '';
    const isGroup = groupNameTest(settings.pageGroupRegex);
    const name = normalisePageName(wanted === '' ? fileName.replace(/\.[^.]*$/, '') : wanted, isGroup);
    if (name === '') return message('name-empty', 'error', texts.text('rename.empty'));
    const saved = await state.pages.save({
      name,
      text: text.replace(/\r\n?/g, '\n'),
      author: authorOf(context),
      comment: comment(context),
      variables: null,
    });
    if (!saved.ok) return refusalMessage(context, saved.error);
    const { revision } = saved.value;
    await tellSubscribers(context, { kind: 'changed', page: name, revision, comment: comment(context) });
    return arrived(context, name, incompleteMessages(context, saved));
  },
});
