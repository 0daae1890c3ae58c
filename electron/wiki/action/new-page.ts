import { redirect, textAnswer } from '../answer.ts';
import type { Action } from '../action.ts';
import { currentUser, urlOf } from '../context.ts';
import { formatDate } from '../../../shared/python/strftime.ts';
import { message } from '../message.ts';
import { viewPage } from '../page-view.ts';

/** Puts a new page's name together and opens the editor (spec/actions.md §4.3). */
export const newpage: Action = {
  name: 'newpage',
  run(context) {
    const { request, parameters, texts, pageName, nowSeconds } = context;
    if (request.method !== 'POST') return Promise.resolve(textAnswer(context, 200, 'text/html', ''));
    const template = parameters.text('nametemplate');
    const pattern = template === '' ? '%s' : template;
    const typed = parameters.text('pagename').trim();
    const parent =
      parameters.text('parent') === '@ME' ? (currentUser(context)?.name ?? '') : parameters.text('parent');
    // The typed name is put in first, so that a date pattern in it stays as typed.
    const named = pattern
      .split('%s')
      .map((piece) => formatDate(piece, nowSeconds))
      .join(typed)
      .trim();
    if (named === '')
      return viewPage(context, { messages: [message('name-missing', 'error', texts.text('newpage.empty'))] });
    const name = parent === '' ? named : `${parent}/${named}`;
    const from = parameters.text('template');
    const query = { action: 'edit', backto: pageName, ...(from === '' ? {} : { template: from }) };
    return Promise.resolve(redirect(context, urlOf(context, name, query)));
  },
};

/** To the discussion of the page, which the editor makes from a template if it is not there yet. */
export const supplementation: Action = {
  name: 'supplementation',
  run(context) {
    const { settings, state, pageName } = context;
    const suffix = `/${settings.supplementationPageName}`;
    const name = pageName.endsWith(suffix) ? pageName : `${pageName}${suffix}`;
    if (state.pages.exists(name)) return Promise.resolve(redirect(context, urlOf(context, name)));
    const query = { action: 'edit', backto: name, template: settings.supplementationPageTemplate };
    return Promise.resolve(redirect(context, urlOf(context, name, query)));
  },
};
