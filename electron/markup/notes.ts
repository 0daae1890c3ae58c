import type { TreeNode } from './tree.ts';

/** Sentences of this room above text that could not be shown as it was meant; their English is the key to the catalogues. */

function sentence(text: string, values: Readonly<Record<string, string>> = {}): TreeNode {
  return { kind: 'sentence', text, values };
}

/** A sentence that ends with the name of a help page. */
function withHelp(node: TreeNode, page: string): readonly TreeNode[] {
  const label: TreeNode[] = [{ kind: 'text', text: page }];
  return [
    node,
    { kind: 'text', text: ' ' },
    { kind: 'page-link', page, anchor: null, query: [], attributes: [], label, indexed: false },
    { kind: 'text', text: '.' },
  ];
}

export const xsltOff: readonly TreeNode[] = withHelp(
  sentence('XSLT option disabled, please look at'),
  'HelpOnConfiguration',
);

/** As the server without its optional library answers (strict compatibility). */
export const rstOff: readonly TreeNode[] = [
  sentence('Rendering of reStructured text is not possible, please install Docutils.'),
];

export function unknownParser(name: string): readonly TreeNode[] {
  return withHelp(
    sentence('There is no parser "{name}" here, the text is shown as it is written. See', { name }),
    'HelpOnParsers',
  );
}

export function unknownLanguage(name: string): readonly TreeNode[] {
  return withHelp(sentence("Syntax highlighting not supported for '{name}', see", { name }), 'HelpOnParsers');
}
