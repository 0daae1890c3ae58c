import { normaliseFormText } from '../../page/text.ts';
import { htmlAnswer, redirect, type Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { authorOf, variablesFor } from '../author.ts';
import { cleanInput } from '../clean-input.ts';
import { may, urlOf, type RequestContext } from '../context.ts';
import { dropDraft, keepDraft, readDraft } from '../drafts.ts';
import { html, noHtml, type Html } from '../html.ts';
import { message, statusWith } from '../message.ts';
import { deniedPage, viewPage } from '../page-view.ts';
import { tellSubscribers } from '../notify/tell.ts';
import { renderPageText } from '../render-text.ts';
import type { Message } from '../theme/frame.ts';
import { interfaceContent, makeFrame } from '../theme/page-frame.ts';
import { renderBare, renderFrame } from '../theme/render-frame.ts';
import { textchaProblem } from '../textcha.ts';
import { recordVisit } from '../trail.ts';
import { hasGoodTicket } from '../tickets.ts';
import { addCategory } from './edit/category.ts';
import { takeLock } from './edit/edit-lock.ts';
import { editorForm, type EditorFields } from './edit/editor-form.ts';
import { editorOutline } from './edit/editor-outline.ts';
import { incompleteMessages, refusalMessage } from './edit/save-problem.ts';

/** The editor, its preview, and saving (spec/actions.md §4). */
export const edit: Action = {
  name: 'edit',
  async run(context) {
    const { parameters } = context;
    if (!may(context, 'read')) return deniedPage(context);
    if (!may(context, 'write')) return editDenied(context);
    if (parameters.has('button_cancel')) return cancel(context);
    if (parameters.has('button_load_draft')) return loadDraft(context);
    if (context.request.method !== 'POST' || !parameters.has('savetext')) return openEditor(context);
    const fields = submittedFields(context);
    const isPreview = parameters.has('button_preview') || parameters.has('button_spellcheck');
    if (isPreview) return preview(context, fields);
    return save(context, fields);
  },
};

function editDenied(context: RequestContext): Answer {
  recordVisit(context);
  const sentence = context.texts.text('edit.notAllowed');
  const frame = makeFrame(context, {
    content: interfaceContent(context, html`<p><strong>${sentence}</strong></p>`),
    denied: true,
  });
  return htmlAnswer(context, 200, renderFrame(frame), 'never');
}

interface EditorView {
  readonly title: string;
  readonly fields: EditorFields;
  readonly messages?: readonly Message[];
  readonly below?: Html;
  /** With the page's header around, after a save that was refused. */
  readonly withHeader?: boolean;
}

async function editorPage(context: RequestContext, view: EditorView): Promise<Answer> {
  const lock = await takeLock(context);
  const messages = [...(view.messages ?? []), ...(lock.message === null ? [] : [lock.message])];
  const kept = await readDraft(context);
  const draft = kept !== null && kept.text !== view.fields.text ? kept : null;
  const form = lock.granted
    ? html`${editorOutline(context, view.fields.text)}${editorForm(context, view.fields, draft)}`
    : noHtml;
  const frame = makeFrame(context, {
    title: view.title,
    content: interfaceContent(context, html`${form}${view.below ?? noHtml}`),
    messages,
    offersDoubleClick: true,
  });
  const body = view.withHeader === true ? renderFrame(frame) : renderBare(frame);
  return htmlAnswer(context, statusWith(messages, 200), body, 'never');
}

async function openEditor(context: RequestContext): Promise<Answer> {
  const { state, pageName, texts, parameters } = context;
  const wanted = parameters.integer('rev') ?? 0;
  const current = state.pages.page(pageName);
  const stored =
    wanted > 0 ? state.pages.read(pageName, wanted) : current.exists ? state.pages.read(pageName) : null;
  if (stored !== null && !stored.clean)
    return viewPage(context, { messages: [message('damaged-text', 'error', texts.text('edit.notClean'))] });
  const start = stored === null ? await newPageText(context) : { text: stored.text, messages: [] };
  return editorPage(context, {
    title: texts.text('edit.title', { page: pageName }),
    fields: { ...emptyFields, text: start.text, revision: current.exists ? (current.current ?? 0) : 0 },
    messages: start.messages,
  });
}

const emptyFields: EditorFields = {
  text: '',
  revision: 0,
  comment: '',
  category: '',
  stripTrailingSpace: false,
  trivial: false,
};

/** What a new page begins with: the template's text, one's own draft, or an invitation. */
async function newPageText(
  context: RequestContext,
): Promise<{ readonly text: string; readonly messages: readonly Message[] }> {
  const { parameters, state, texts, pageName } = context;
  const invitation = texts.text('edit.describe', { page: pageName });
  const template = parameters.text('template');
  if (template !== '') {
    if (!may(context, 'read', template)) {
      const text = texts.text('edit.templateUnreadable', { page: template });
      return { text: invitation, messages: [message('template-unreadable', 'error', text)] };
    }
    const found = state.pages.exists(template) ? state.pages.read(template) : null;
    if (found !== null) {
      const text = texts.text('edit.templateLoaded', { page: template });
      return { text: found.text, messages: [message('template-loaded', 'info', text)] };
    }
    const text = texts.text('edit.templateMissing', { page: template });
    return { text: invitation, messages: [message('template-missing', 'warning', text)] };
  }
  const draft = await readDraft(context);
  return { text: draft?.text ?? invitation, messages: [] };
}

function submittedFields(context: RequestContext): EditorFields {
  const { parameters, state } = context;
  const stripTrailingSpace = parameters.text('rstrip') !== '' && parameters.text('rstrip') !== '0';
  const text = normaliseFormText(parameters.text('savetext'), { stripTrailingSpace });
  const category = parameters.text('category').trimEnd();
  return {
    text: addCategory(text, category, (name) => state.isCategory(name)),
    revision: Math.max(0, parameters.integer('rev') ?? 0),
    comment: cleanInput(parameters.text('comment')),
    category: '',
    stripTrailingSpace,
    trivial: parameters.text('trivial') !== '',
  };
}

async function preview(
  context: RequestContext,
  fields: EditorFields,
  options: { readonly messages?: readonly Message[]; readonly withHeader?: boolean } = {},
): Promise<Answer> {
  await keepDraft(context, fields.text, fields.revision);
  const { texts, pageName } = context;
  const rendered = await renderPageText(context, pageName, fields.text);
  const conflict = fields.text.includes("---- /!\\ '''Edit conflict")
    ? [message('conflict-in-text', 'warning', texts.text('edit.conflictInText'))]
    : [];
  return editorPage(context, {
    title: texts.text('edit.previewTitle', { page: pageName }),
    fields,
    messages: [...(options.messages ?? []), ...conflict],
    below: html`<div id="preview" lang="${rendered.content.language}" dir="${rendered.content.direction}">${rendered.content.html}</div>`,
    withHeader: options.withHeader ?? false,
  });
}

async function save(context: RequestContext, fields: EditorFields): Promise<Answer> {
  const { settings, state, texts, pageName } = context;
  const refused = (reason: Message): Promise<Answer> =>
    preview(context, fields, { messages: [reason], withHeader: true });
  if (settings.editTicketing && !hasGoodTicket(context))
    return refused(message('ticket-refused', 'error', texts.text('action.useForm', { action: 'save' })));
  const unanswered = textchaProblem(context);
  if (unanswered !== null) return refused(unanswered);
  if (settings.commentRequired && fields.comment === '')
    return refused(message('comment-required', 'error', texts.text('edit.commentRequired')));
  const author = authorOf(context);
  const saved = await state.pages.save({
    name: pageName,
    text: fields.text,
    author,
    comment: fields.comment,
    baseRevision: fields.revision,
    variables: variablesFor(context),
  });
  if (!saved.ok) {
    if (saved.error.kind === 'EditConflict') return conflict(context, fields, saved.error);
    return refused(refusalMessage(context, saved.error));
  }
  await dropDraft(context);
  await state.pages.releaseEditLock(pageName, author);
  if (saved.value.alreadySaved)
    return viewPage(context, {
      messages: [message('already-saved', 'info', texts.text('edit.alreadySaved'))],
    });
  const told = await tellSubscribers(context, {
    kind: 'changed',
    page: pageName,
    revision: saved.value.revision,
    comment: fields.comment,
    trivial: fields.trivial,
  });
  const lacking = incompleteMessages(context, saved);
  return viewPage(context, {
    messages: [message('saved', 'info', texts.text('edit.saved')), ...lacking, ...told],
  });
}

/** The editor again with both texts merged; nothing is saved, and the text that was sent is kept as a draft. */
async function conflict(
  context: RequestContext,
  fields: EditorFields,
  found: Parameters<typeof refusalMessage>[1] & { readonly kind: 'EditConflict' },
): Promise<Answer> {
  await keepDraft(context, fields.text, fields.revision);
  const { texts, pageName, settings } = context;
  return editorPage(context, {
    title: texts.text('edit.title', { page: pageName }),
    fields: { ...fields, text: found.merged, revision: found.currentRevision },
    // MoinMoin says nothing about others' changes, by mistake (spec/actions.md §4.2).
    messages:
      settings.compatibility === 'strict' && found.reason === 'changed'
        ? []
        : [refusalMessage(context, found)],
    withHeader: true,
  });
}

async function cancel(context: RequestContext): Promise<Answer> {
  const { parameters, state, pageName, texts } = context;
  if (context.request.method === 'POST' && parameters.has('savetext')) {
    const fields = submittedFields(context);
    await keepDraft(context, fields.text, fields.revision);
  }
  await state.pages.releaseEditLock(pageName, authorOf(context));
  const backto = parameters.text('backto');
  if (backto !== '') return redirect(context, urlOf(context, backto));
  return viewPage(context, {
    messages: [message('edit-cancelled', 'error', texts.text('edit.cancelled'))],
  });
}

async function loadDraft(context: RequestContext): Promise<Answer> {
  const draft = await readDraft(context);
  if (draft === null) return openEditor(context);
  const { texts, pageName } = context;
  return editorPage(context, {
    title: texts.text('edit.title', { page: pageName }),
    fields: { ...emptyFields, text: draft.text, revision: draft.revision },
  });
}
