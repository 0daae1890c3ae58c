import type { Action } from '../action.ts';
import { currentUser, hereUrl, maySee, urlOf, type RequestContext } from '../context.ts';
import { html, noHtml, type Html } from '../html.ts';
import { actionPage, loginNeeded } from '../page-view.ts';
import type { UserProfile } from '../../user/profile.ts';

/** The pages below one's own home page, and a form for a new one (spec/actions.md §7). */
export const myPages: Action = {
  name: 'MyPages',
  run(context) {
    const user = currentUser(context);
    if (user === null) return loginNeeded(context);
    return Promise.resolve(
      actionPage(context, { title: context.texts.text('menu.MyPages'), content: list(context, user) }),
    );
  },
};

function list(context: RequestContext, user: UserProfile): Html {
  const { state, texts } = context;
  const names = state.pages
    .names()
    .filter((name) => (name === user.name || name.startsWith(`${user.name}/`)) && maySee(context, name));
  const items = names.map((name) => html`<li><a href="${urlOf(context, name)}">${name}</a></li>`);
  const templates = state.templateNames().filter((name) => maySee(context, name));
  const choices = templates.map((name) => html`<option value="${name}">${name}</option>`);
  const template: Html =
    templates.length === 0
      ? noHtml
      : html`<select name="template"><option value=""></option>${choices}</select> `;
  const create = html`<form action="${hereUrl(context)}" method="post"><div>
<input type="hidden" name="action" value="newpage"><input type="hidden" name="parent" value="${user.name}">
<label for="my-page-name">${user.name}/</label><input id="my-page-name" type="text" name="pagename" size="30" required>
${template}<input type="submit" value="${texts.text('page.create')}">
</div></form>`;
  return html`${items.length === 0 ? noHtml : html`<ul>${items}</ul>`}${create}`;
}
