import { guarded, heard, toldElsewhere } from '../../base/guard.ts';
import { open, mkdtemp, rm } from '../../base/file-system.ts';
import os from 'node:os';
import path from 'node:path';
import { groupNameTest } from '../../user/names.ts';
import { cleanAttachmentName, storedAttachmentName } from '../../page/attachment-name.ts';
import { makePackage } from '../../page/package/make-package.ts';
import { normalisePageName } from '../../page/page-name.ts';
import type { EditLogEntry } from '../../page/edit-log.ts';
import type { Answer } from '../answer.ts';
import { may, maySee, type RequestContext } from '../context.ts';
import { dialogAction, subPages } from '../dialog.ts';
import { headerText } from '../header-text.ts';
import { html } from '../html.ts';
import { message } from '../message.ts';
import type { Message } from '../theme/frame.ts';

/** Pages as a zip file that another wiki can install (spec/actions.md §4.4). */
export const packagePages = dialogAction({
  name: 'PackagePages',
  trigger: 'submit',
  changesNothing: true,
  isAllowed: (context) => may(context, 'read'),
  submitLabel: ({ texts }) => texts.text('package.submit'),
  fields: (context) => {
    const { texts, pageName } = context;
    const names = [pageName, ...subPages(context, 'read')];
    return html`<p><strong>${texts.text('package.question')}</strong></p>
<p class="field"><label for="package-name">${texts.text('package.name')}</label> <input id="package-name" type="text" name="packagename" size="60" maxlength="150" value="${`${pageName.replaceAll('/', '-')}.zip`}"></p>
<p class="field"><label for="package-list">${texts.text('package.list')}</label> <textarea id="package-list" name="pagelist" cols="60" rows="${Math.min(12, names.length + 2)}">
${names.join('\n')}</textarea></p>
<p><label><input type="checkbox" name="include_attachments" value="1"> ${texts.text('package.attachments')}</label></p>`;
  },
  async perform(context) {
    const { parameters, texts } = context;
    const wanted = storedAttachmentName(cleanAttachmentName(parameters.text('packagename')));
    const fileName = /\.zip$/i.test(wanted) ? wanted : `${wanted === '' ? 'pages' : wanted}.zip`;
    const names = listedPages(context, parameters.text('pagelist'));
    if (names.length === 0) return message('package-empty', 'error', texts.text('package.empty'));
    return sendPackage(context, names, fileName);
  },
});

/** One page in a line, or several with commas between; only what exists and may be read. */
function listedPages(context: RequestContext, list: string): readonly string[] {
  const { state, settings } = context;
  const isGroup = groupNameTest(settings.pageGroupRegex);
  const isPage = (name: string): boolean =>
    name !== '' && state.pages.mayExist(name) && maySee(context, name);
  const names = list.split(/[\r\n]+/).flatMap((line) => {
    const whole = normalisePageName(line, isGroup);
    return isPage(whole) ? [whole] : line.split(',').map((part) => normalisePageName(part, isGroup));
  });
  return [...new Set(names)].filter(isPage);
}

async function sendPackage(
  context: RequestContext,
  names: readonly string[],
  fileName: string,
): Promise<Answer | Message> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'croft-package-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path.join(folder, 'package.zip'), 'wx+', 0o600);
    await makePackage(context.state.pages, file, {
      names,
      withAttachments: context.parameters.has('include_attachments'),
      authorOf: (entry) => authorName(context, entry),
      nowSeconds: context.nowSeconds,
    });
    const { size } = await file.stat();
    const body = heard(file.createReadStream({ start: 0 }), toldElsewhere); // closes the file
    body.once('close', guarded('package: clearing up', discard));
    return {
      status: 200,
      headers: [
        ['Content-Type', 'application/zip'],
        ['Content-Length', String(size)],
        ['Content-Disposition', `attachment; filename="${headerText(fileName)}"`],
        ['Cache-Control', 'no-store'],
      ],
      body,
      endsSession: 'leave',
    };
  } catch (error) {
    await discard();
    throw error;
  }
}

async function authorName({ state }: RequestContext, { userId }: EditLogEntry): Promise<string> {
  return userId === '' ? '' : ((await state.users.byId(userId))?.name ?? '');
}
