import { parseArguments } from './arguments.ts';
import type { Macro } from './macro.ts';

/** `<<Action(name, text, key=value…)>>`: a link to an action of this page. */
export const action: Macro = {
  name: 'Action',
  needs: ['user'],
  run(args, { actions, page, linkTo }) {
    const { values, others } = parseArguments(
      args,
      { action: { kind: 'text', default: 'show' }, text: { kind: 'text', default: null } },
      { allowOthers: true },
    );
    const name = values.action ?? 'show';
    const label = values.text ?? name;
    if (!actions.includes(name)) return { text: label };
    return linkTo(page.pageName, {
      label,
      query: [['action', name], ...others],
      attributes: [['class', 'action']],
    }).then((html) => ({ html }));
  },
};
