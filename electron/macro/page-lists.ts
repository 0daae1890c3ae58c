import { pythonRegex } from '../config/regex/python-regex.ts';
import { ArgumentError, parseArguments } from './arguments.ts';
import { likePagesOf } from './like-pages.ts';
import { bulletList, numberedList } from './lists.ts';
import type { Macro, MacroContext } from './macro.ts';

async function links(context: MacroContext, names: readonly string[]): Promise<string[]> {
  return Promise.all(names.map((name) => context.linkTo(name)));
}

/** `<<PageCount(exists)>>`. */
export const pageCount: Macro = {
  name: 'PageCount',
  needs: ['pages', 'user'],
  run(args, { folderCount, pageNames }) {
    const { values } = parseArguments(args, { exists: { kind: 'text', default: null } });
    const { exists } = values;
    if (exists === null || exists === '') return String(folderCount());
    if (exists !== 'exists') throw new ArgumentError(`Wrong argument: ${exists}`);
    return String(pageNames().length);
  },
};

/** Characters as they are stored: line ends count two. */
function sizeOf(text: string): number {
  let size = 0;
  for (const character of text) size += character === '\n' ? 2 : 1;
  return size;
}

/** `<<PageSize>>`: pages by the size of their text. */
export const pageSize: Macro = {
  name: 'PageSize',
  needs: ['pages', 'user'],
  async run(_args, context) {
    const sizes = context.pageNames().map((name) => ({ name, size: sizeOf(context.readPage(name) ?? '') }));
    const ordered = sizes.toSorted((a, b) => b.size - a.size || (a.name < b.name ? 1 : -1));
    const items = await Promise.all(
      ordered.map(async ({ name, size }) => {
        const shown = String(size).padStart(6).replaceAll(' ', '&nbsp;');
        return `<tt>${shown} </tt>${await context.linkTo(name)}`;
      }),
    );
    return { html: numberedList(items) };
  },
};

/** `<<RandomPage(links)>>`. */
export const randomPage: Macro = {
  name: 'RandomPage',
  needs: ['time', 'pages', 'user'],
  async run(args, context) {
    const { values } = parseArguments(args, { links: { kind: 'integer', default: 1 } });
    const names = [...context.pageNames()];
    const count = Math.min(Math.max(values.links ?? 1, 1), names.length);
    const chosen: string[] = [];
    while (chosen.length < count) chosen.push(...names.splice(context.random(names.length), 1));
    const shown = await links(context, chosen.toSorted());
    return { html: count === 1 ? (shown[0] ?? '') : bulletList(shown) };
  },
};

/** `<<TemplateList(needle)>>`: pages whose names match. */
export const templateList: Macro = {
  name: 'TemplateList',
  needs: ['pages', 'user'],
  async run(args, context) {
    const { values } = parseArguments(args, { needle: { kind: 'text', default: '.+' } });
    const pattern = pythonRegex(values.needle ?? '.+', { flags: 'iu' });
    if (!pattern.ok) throw new ArgumentError(`Error in regex ${values.needle ?? ''}`);
    return {
      html: bulletList(
        await links(
          context,
          context.pageNames().filter((name) => pattern.value.test(name)),
        ),
      ),
    };
  },
};

/** `<<EditTemplates>>`: template pages as links that edit the current page. */
export const editTemplates: Macro = {
  name: 'EditTemplates',
  needs: ['pages', 'user'],
  async run(args, context) {
    parseArguments(args, {});
    const pattern = pythonRegex(context.templateRegex, { flags: 'u' });
    const templates = context.pageNames().filter((name) => pattern.ok && pattern.value.test(name));
    const items = templates.map((template) =>
      context.linkTo(context.page.pageName, {
        label: template,
        query: [
          ['action', 'edit'],
          ['template', template],
        ],
      }),
    );
    return { html: bulletList(await Promise.all(items)) };
  },
};

/** `<<EditedSystemPages>>`: pages of the farm that stand above a shipped one. */
export const editedSystemPages: Macro = {
  name: 'EditedSystemPages',
  needs: ['time'],
  async run(args, context) {
    parseArguments(args, {});
    const edited = context.pageNames().filter((name) => context.isEditedSystemPage(name));
    return { html: numberedList(await links(context, edited)) };
  },
};

/** `<<LikePages(text)>>`: pages with similar names. */
export const likePages: Macro = {
  name: 'LikePages',
  needs: ['pages', 'user'],
  async run(args, context) {
    const { values } = parseArguments(args, { text: { kind: 'text', default: '(none)' } });
    const groups = likePagesOf(context.page.pageName, context.pageNames());
    if (groups.length === 0) return values.text ?? '(none)';
    const lists = await Promise.all(groups.map(async (group) => bulletList(await links(context, group))));
    return { html: lists.join('') };
  },
};
