import type { Answer } from '../answer.ts';
import type { Action } from '../action.ts';
import { may, type RequestContext } from '../context.ts';
import { message } from '../message.ts';
import { deniedPage, viewPage } from '../page-view.ts';
import { applyToMany, askMove, move, remove, upload } from './attach/change.ts';
import { download } from './attach/download.ts';
import { drawingPicture } from './attach/drawing-picture.ts';
import { install } from './attach/install.ts';
import { attachmentList, viewAttachment } from './attach/list.ts';
import { unzip } from './attach/unzip.ts';

/** Attachments of a page (spec/actions.md §6). */
export const attachFile: Action = {
  name: 'AttachFile',
  run(context) {
    const { parameters, texts } = context;
    if (!may(context, 'read'))
      return Promise.resolve(
        deniedPage(context, [message('action-not-allowed', 'error', texts.text('attach.notAllowedView'))]),
      );
    const what = parameters.text('do');
    const step = steps.get(what);
    if (step !== undefined) return step(context);
    return viewPage(context, {
      messages: [message('unknown-sub-action', 'error', texts.text('attach.unsupported', { what }))],
    });
  },
};

const steps: ReadonlyMap<string, (context: RequestContext) => Promise<Answer>> = new Map([
  ['', (context) => Promise.resolve(attachmentList(context))],
  ['upload_form', (context) => Promise.resolve(attachmentList(context))],
  ['get', download],
  ['view', viewAttachment],
  ['upload', upload],
  ['del', remove],
  ['move', askMove],
  ['attachment_move', move],
  ['multifile', applyToMany],
  ['unzip', unzip],
  ['install', install],
  ['box', drawingPicture],
]);
