import { groupNameTest } from '../../../user/names.ts';
import { installPackage, type InstalledStep } from '../../../page/package/install-package.ts';
import {
  changesSomething,
  previewPackage,
  type PackageEffect,
  type PackageStep,
  type PackageTarget,
} from '../../../page/package/package-steps.ts';
import { readPackage, type PackageFault, type PagePackage } from '../../../page/package/read-package.ts';
import type { Attachment } from '../../../page/page-store.ts';
import type { Answer } from '../../answer.ts';
import { authorOf } from '../../author.ts';
import { hereUrl, isSuperuserHere, urlOf, type RequestContext } from '../../context.ts';
import { html, noHtml, type Html } from '../../html.ts';
import { message } from '../../message.ts';
import { actionPage, viewPage } from '../../page-view.ts';
import type { TextId } from '../../texts/texts.ts';
import { hasGoodTicket } from '../../tickets.ts';
import { incompleteMessages, refusalMessage } from '../edit/save-problem.ts';
import { refuseAttachAction } from './refuse.ts';
import { goneMessage, missingAttachment, openTarget, targetOf } from './target.ts';

/** Installing a page package that is attached: first what it would do, then, with the form's button, doing it. */
export async function install(context: RequestContext): Promise<Answer> {
  const { parameters, request } = context;
  if (!isSuperuserHere(context)) return refuseAttachAction(context, 'install');
  const target = targetOf(context);
  if ('kind' in target) return missingAttachment(context, target);
  const file = await openTarget(target);
  if (file === null) return missingAttachment(context, goneMessage(context, target));
  try {
    const reading = await readPackage(file);
    if (!reading.ok) {
      const text = faultText(context, target.fileName, reading.fault);
      return await viewPage(context, { messages: [message('package-refused', 'error', text)] });
    }
    const confirmed = request.method === 'POST' && parameters.has('install');
    return confirmed && hasGoodTicket(context)
      ? await carryOut(context, target, reading.value)
      : await preview(context, target, reading.value, confirmed);
  } finally {
    await file.close();
  }
}

const packageTarget = ({ state, settings }: RequestContext): PackageTarget => ({
  pages: state.pages,
  isGroup: groupNameTest(settings.pageGroupRegex),
});

async function preview(
  context: RequestContext,
  target: Attachment,
  archive: PagePackage,
  lacksTicket: boolean,
): Promise<Answer> {
  const { texts, pageName } = context;
  const steps = await previewPackage(archive, packageTarget(context));
  const changes = steps.filter(changesSomething).length;
  const form = html`<form action="${hereUrl(context)}" method="post"><p class="buttons">
<input type="hidden" name="action" value="AttachFile"><input type="hidden" name="do" value="install"><input type="hidden" name="target" value="${target.fileName}"><input type="hidden" name="ticket" value="${context.ticket(pageName, 'AttachFile')}">
<input type="submit" name="install" value="${texts.text('install.submit')}"></p></form>`;
  const refusal = texts.text('action.useForm', { action: 'AttachFile.install' });
  return actionPage(context, {
    title: texts.text('install.title', { file: target.fileName }),
    content: html`<p>${texts.text(changes === 0 ? 'install.nothing' : 'install.explain', { count: changes })}</p>
${stepTable(context, steps, () => noHtml)}${changes === 0 ? noHtml : form}`,
    messages: lacksTicket ? [message('ticket-refused', 'error', refusal)] : [],
  });
}

async function carryOut(context: RequestContext, target: Attachment, archive: PagePackage): Promise<Answer> {
  const { texts } = context;
  const steps = await installPackage(archive, packageTarget(context), { installer: authorOf(context) });
  const refused = steps.filter(({ refusal }) => refusal !== null).length;
  const done = steps.filter((step) => step.refusal === null && changesSomething(step)).length;
  return actionPage(context, {
    title: texts.text('install.doneTitle', { file: target.fileName }),
    content: stepTable(context, steps, (step) => outcomeText(context, step)),
    messages: [
      refused === 0
        ? message('package-installed', 'info', texts.text('install.done', { count: done }))
        : message('package-installed', 'warning', texts.text('install.partly', { count: done, refused })),
    ],
  });
}

function outcomeText(context: RequestContext, step: InstalledStep): Html {
  if (step.refusal !== null) return html`${refusalMessage(context, step.refusal).body}`;
  if (!changesSomething(step)) return noHtml;
  const lacking = incompleteMessages(context, step).map(({ body }) => html` ${body}`);
  return html`${context.texts.text('install.stepDone')}${lacking}`;
}

function stepTable<Step extends PackageStep>(
  context: RequestContext,
  steps: readonly Step[],
  outcome: (step: Step) => Html,
): Html {
  const { texts } = context;
  const rows = steps.map((step) => {
    const page = step.page === '' ? noHtml : html`<a href="${urlOf(context, step.page)}">${step.page}</a>`;
    return html`<tr><td>${page}</td><td>${texts.text(effectTexts[step.effect], { what: step.detail })}</td><td>${outcome(step)}</td></tr>\n`;
  });
  const head = (['install.page', 'install.effect', 'install.outcome'] as const).map(
    (id) => html`<th scope="col">${texts.text(id)}</th>`,
  );
  return html`<table class="package-steps"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
}

const effectTexts: Readonly<Record<PackageEffect, TextId>> = {
  create: 'install.create',
  revise: 'install.revise',
  attach: 'install.attach',
  replace: 'install.replace',
  detach: 'install.detach',
  delete: 'install.delete',
  rename: 'install.rename',
  say: 'install.say',
  same: 'install.same',
  unsupported: 'install.unsupported',
  missing: 'install.missing',
  taken: 'install.taken',
  badName: 'install.badName',
};

function faultText({ texts }: RequestContext, file: string, fault: PackageFault): string {
  switch (fault.kind) {
    case 'noPackage':
      return texts.text('install.noPackage', { file });
    case 'damaged':
      return texts.text('install.damaged', { file, detail: fault.detail });
    case 'hostileName':
      return texts.text('install.hostileName', { file, name: fault.name });
    case 'twice':
      return texts.text('install.twice', { file, name: fault.name });
    case 'tooLarge':
      return texts.text('install.tooLarge', { file, name: fault.name });
    case 'script':
      return texts.text('install.script', { file, line: fault.line });
    case 'missing':
      return texts.text('install.missingFile', { file, name: fault.name });
  }
}
