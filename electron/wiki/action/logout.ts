import type { Action } from '../action.ts';
import { currentUser } from '../context.ts';
import { message } from '../message.ts';
import { viewPage } from '../page-view.ts';

/** The page; the field `logout` has been obeyed by the pipeline. Still somebody: a switch was ended, or there is no field. */
export const logout: Action = {
  name: 'logout',
  run: (context) =>
    viewPage(context, {
      messages:
        currentUser(context) === null
          ? [message('logged-out', 'info', context.texts.text('login.loggedOut'))]
          : [],
    }),
};
