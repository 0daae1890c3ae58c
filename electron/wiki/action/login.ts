import type { Action } from '../action.ts';
import type { Answer } from '../answer.ts';
import { hereUrl, type RequestContext } from '../context.ts';
import { html, noHtml } from '../html.ts';
import { actionPage, viewPage } from '../page-view.ts';

/** The form; with the field `login` in the request the pipeline has tried already, and the page is shown. */
export const login: Action = {
  name: 'login',
  run: (context) => (context.parameters.has('login') ? viewPage(context) : Promise.resolve(form(context))),
};

function form(context: RequestContext): Answer {
  const { texts, settings } = context;
  const create = html`<a href="${hereUrl(context, { action: 'newaccount' })}"
    >${texts.text('login.createAccount')}</a
  >`;
  const content = html`<div class="userpref">
    <form id="loginform" name="loginform" method="post" action="${hereUrl(context)}">
      <div>
        <input type="hidden" name="action" value="login" />
        <p>
          <label for="login-name">${texts.text('login.name')}</label>
          <input id="login-name" type="text" name="name" size="32" autocomplete="username" autofocus />
        </p>
        <p>
          <label for="login-password">${texts.text('login.password')}</label>
          <input
            id="login-password"
            type="password"
            name="password"
            size="32"
            autocomplete="current-password"
          />
        </p>
        <p>
          <input type="hidden" name="login" value="Login" /><input
            type="submit"
            name="login"
            value="${texts.text('login.submit')}"
          />
        </p>
      </div>
    </form>
    ${
      settings.actionsExcluded.includes('newaccount')
        ? noHtml
        : html`<p>${texts.html('login.noAccount', { create })}</p>`
    }
    <p><a href="${hereUrl(context, { action: 'recoverpass' })}">${texts.text('login.forgot')}</a></p>
    <p class="hint">${texts.text('login.cookieHint')}</p>
  </div>`;
  return actionPage(context, { title: texts.text('login.title'), content });
}
