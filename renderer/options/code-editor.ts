import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { defaultHighlightStyle, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState, RangeSetBuilder, type Text } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';

export interface CodeEditorParts {
  readonly text: string;
  readonly label: string;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
}

const problemLines = new Compartment();

/** An editor for Python inside `parent`; whoever makes it destroys it. */
export function makeCodeEditor(parent: HTMLElement, parts: CodeEditorParts): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  const state = EditorState.create({
    doc: parts.text,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      search({ top: true }),
      highlightSelectionMatches(),
      python(),
      indentUnit.of('    '),
      syntaxHighlighting(highlightStyle),
      keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, indentWithTab]),
      EditorState.readOnly.of(parts.readOnly),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': parts.label }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) parts.onChange(update.state.doc.toString());
      }),
      ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
      problemLines.of([]),
    ],
  });
  return new EditorView({ state, parent });
}

/** CodeMirror's own colours are made for light ground; drawn towards the text colour they are readable on both. */
const highlightStyle = HighlightStyle.define(
  defaultHighlightStyle.specs.map((spec) =>
    typeof spec['color'] === 'string'
      ? { ...spec, color: `color-mix(in oklab, ${spec['color']} 45%, var(--text))` }
      : spec,
  ),
);

/** Puts another text in; undo brings the old one back. */
export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}

/** Marks the lines (1-based) that have problems; the marks move with the lines while a person types. */
export function markLines(view: EditorView, lines: ReadonlySet<number>): void {
  const marks = decorations(view.state.doc, lines);
  view.dispatch({ effects: problemLines.reconfigure(EditorView.decorations.of(marks)) });
}

const problemLine = Decoration.line({ class: 'editor__problem-line' });

function decorations(doc: Text, lines: ReadonlySet<number>) {
  const builder = new RangeSetBuilder<Decoration>();
  for (const line of [...lines].toSorted((a, b) => a - b))
    if (line >= 1 && line <= doc.lines) builder.add(doc.line(line).from, doc.line(line).from, problemLine);
  return builder.finish();
}

export function showLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.max(1, Math.min(doc.lines, line)));
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
}
