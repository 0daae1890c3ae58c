import { parseArguments } from './arguments.ts';
import type { Macro, MacroContext } from './macro.ts';

type Query = readonly (readonly [string, string])[];
const projection: Query = [
  ['action', 'print'],
  ['media', 'projection'],
];
const noParent = '<div class="message">No parent page found!</div>';

/** `<<Navigation(scheme, depth)>>` (spec/macros.md §3.6). */
export const navigation: Macro = {
  name: 'Navigation',
  needs: ['pages', 'user'],
  async run(args, context) {
    const { values } = parseArguments(args, {
      scheme: { kind: 'required-choice', choices: ['children', 'siblings', 'slideshow', 'slides'] },
      depth: { kind: 'integer', default: 0 },
    });
    const isPrint = context.action === 'print';
    if (isPrint && !values.scheme.startsWith('slide')) return '';
    const content = await schemes[values.scheme]?.(context, values.depth ?? 0);
    if (content === undefined || content === '') return '';
    return { html: `<table class="navigation"><tr><td>${content}</td></tr></table>` };
  },
};

const schemes: Readonly<Record<string, (context: MacroContext, depth: number) => Promise<string>>> = {
  children: (context, depth) => relatives(context, context.page.pageName, depth),
  siblings: async (context, depth) => {
    const parent = parentOf(context.page.pageName);
    return parent === null ? noParent : relatives(context, parent, depth);
  },
  slideshow,
  slides,
};

function parentOf(name: string): string | null {
  const slash = name.lastIndexOf('/');
  return slash <= 0 ? null : name.slice(0, slash);
}

/** Pages below `root`, to `depth` levels; 0: all. */
function below(context: MacroContext, root: string, depth: number): readonly string[] {
  return context
    .pageNames()
    .filter((name) => name.startsWith(`${root}/`))
    .filter((name) => depth === 0 || name.slice(root.length + 1).split('/').length <= depth);
}

async function relatives(context: MacroContext, root: string, depth: number): Promise<string> {
  const { pageName } = context.page;
  const parts = await Promise.all(
    below(context, root, depth).map(async (name) => {
      const label = name.slice(root.length);
      return name === pageName ? context.escape(label) : context.linkTo(name, { label });
    }),
  );
  return parts.map((part) => `${part} &nbsp; `).join('');
}

/** In projection mode links stay in it. */
function modeQuery(context: MacroContext): Query {
  return context.query.get('media') === 'projection' ? projection : [];
}

async function slideshow(context: MacroContext): Promise<string> {
  const { pageName } = context.page;
  const query = modeQuery(context);
  const toggle =
    query.length > 0
      ? `${await editLink(context)}${await context.linkTo(pageName, { label: 'Wiki' })}`
      : await context.linkTo(pageName, { label: 'Slideshow', query: projection });
  const [first] = below(context, pageName, 0);
  return first === undefined
    ? toggle
    : `${toggle} &nbsp; ${await context.linkTo(first, { label: 'Start', query })}`;
}

async function editLink(context: MacroContext): Promise<string> {
  return `${await context.linkTo(context.page.pageName, { label: 'Edit', query: [['action', 'edit']] })} `;
}

async function slides(context: MacroContext): Promise<string> {
  const { pageName } = context.page;
  const parent = parentOf(pageName);
  if (parent === null) return noParent;
  const all = below(context, parent, 0);
  const at = all.indexOf(pageName);
  const query = modeQuery(context);
  const link = async (name: string | undefined, label: string): Promise<string> =>
    name === undefined || name === pageName ? '' : `${await context.linkTo(name, { label, query })} `;
  const toggle =
    query.length > 0
      ? `${await editLink(context)}${await context.linkTo(pageName, { label: 'Wiki' })}`
      : await context.linkTo(pageName, { label: 'Slideshow', query: projection });
  return [
    toggle,
    ' ',
    await link(parent, '^'),
    ' ',
    await link(all[0], '|<'),
    ' ',
    await link(at > 0 ? all[at - 1] : undefined, '<<'),
    `Slide ${at + 1} of ${all.length} `,
    await link(at >= 0 ? all[at + 1] : undefined, '>>'),
    ' ',
    await link(all[all.length - 1], '>|'),
  ].join('');
}
