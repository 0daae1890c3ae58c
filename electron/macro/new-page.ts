import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';
import { hiddenField } from './search-forms.ts';

/** `<<NewPage(template, label, parent, nametemplate)>>` (spec/macros.md §3.8). */
export const newPage: Macro = {
  name: 'NewPage',
  needs: ['user'],
  run(args, { page, pageUrl, translate, escape }) {
    const { values } = parseArguments(args, {
      template: { kind: 'text', default: '' },
      button_label: { kind: 'text', default: null },
      parent_page: { kind: 'text', default: '' },
      name_template: { kind: 'text', default: '%s' },
    });
    const parent = values.parent_page === '@SELF' ? page.pageName : (values.parent_page ?? '');
    const nameTemplate = values.name_template ?? '%s';
    const field = nameTemplate.includes('%s') ? '<input type="text" name="pagename" size="30">\n' : '';
    const label = values.button_label ?? translate('Create New Page');
    return {
      html:
        `<form class="macro" method="POST" action="${escape(pageUrl(page.pageName))}"><div>\n` +
        `${hiddenField('action', 'newpage')}\n${hiddenField('parent', parent)}\n` +
        `${hiddenField('template', values.template ?? '')}\n${hiddenField('nametemplate', nameTemplate)}\n` +
        `${field}<input type="submit" value="${escape(label)}">\n</div></form>`,
    };
  },
};
