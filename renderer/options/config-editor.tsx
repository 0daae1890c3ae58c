import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { python } from '@codemirror/lang-python';
import { defaultHighlightStyle, HighlightStyle, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState, RangeSetBuilder } from '@codemirror/state';
import { Decoration, drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { RequestValue } from '../../shared/contract.ts';
import type { AppError } from '../../shared/result.ts';
import { farmRoute, printRoute } from '../app/route.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface ConfigEditorProps {
  readonly farmId: string;
  readonly fileId: string;
  /** 1-based; brought into sight. */
  readonly line: number;
}

type ConfigText = RequestValue<'config:read'>;

/** The raw file with Python highlighting; problems are marked on their lines. */
export default function ConfigEditor(props: ConfigEditorProps) {
  const file = useAnswer('config:read', [props.farmId, props.fileId]);
  return (
    <AnswerView answer={file}>
      {(value) => <Editor key={value.revision} {...props} file={value} />}
    </AnswerView>
  );
}

function Editor({ farmId, fileId, line, file }: ConfigEditorProps & { readonly file: ConfigText }) {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const toasts = useToasts();
  const cache = useQueryClient();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [changed, setChanged] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const label = text('editor.label', { file: file.file });

  useEffect(() => {
    if (host.current === null) return;
    const editor = makeEditor(host.current, file, label, () => setChanged(true));
    showLine(editor, line);
    view.current = editor;
    return () => editor.destroy();
  }, [file, line, label]);

  async function save(): Promise<void> {
    if (view.current === null) return;
    const written = view.current.state.doc.toString();
    const result = await bridge.request('config:write', farmId, fileId, written, file.revision);
    if (!result.ok) return setError(result.error);
    setError(null);
    setChanged(false);
    toasts.show({ text: text('editor.saved', { file: file.file }) });
    await cache.invalidateQueries({ queryKey: ['config:read', farmId, fileId] });
  }

  return (
    <div className="editor">
      <div className="row">
        <a href={printRoute(farmRoute(farmId, 'options'))}>{text('editor.back')}</a>
        <h2 className="code spread">{file.file}</h2>
        {file.readOnly ? (
          <span className="tag">{text('farm.readOnly')}</span>
        ) : (
          <Button tone={changed ? 'primary' : 'plain'} isDisabled={!changed} onPress={() => void save()}>
            {text('editor.save', { file: file.file })}
          </Button>
        )}
      </div>
      {error !== null && <Failure error={error} />}
      {file.problems.length > 0 && (
        <ul className="editor__problems">
          {file.problems.map((problem) => (
            <li key={problem.id}>
              {problem.source !== null && (
                <button
                  type="button"
                  className="editor__line code"
                  onClick={() => view.current !== null && showLine(view.current, problem.source?.line ?? 1)}
                >
                  {text('editor.line', { line: problem.source.line })}
                </button>
              )}{' '}
              {say(problem.message)}
            </li>
          ))}
        </ul>
      )}
      <div ref={host} className="editor__host" />
    </div>
  );
}

function makeEditor(parent: HTMLElement, file: ConfigText, label: string, onChange: () => void): EditorView {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  const state = EditorState.create({
    doc: file.text,
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
      EditorState.readOnly.of(file.readOnly),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) onChange();
      }),
      ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
      problemLines(file),
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

const problemLine = Decoration.line({ class: 'editor__problem-line' });

function problemLines(file: ConfigText) {
  const doc = EditorState.create({ doc: file.text }).doc;
  const builder = new RangeSetBuilder<Decoration>();
  const lines = new Set(file.problems.flatMap(({ source }) => (source === null ? [] : [source.line])));
  for (const line of [...lines].toSorted((a, b) => a - b))
    if (line >= 1 && line <= doc.lines) builder.add(doc.line(line).from, doc.line(line).from, problemLine);
  return EditorView.decorations.of(builder.finish());
}

function showLine(view: EditorView, line: number): void {
  const { doc } = view.state;
  const { from } = doc.line(Math.max(1, Math.min(doc.lines, line)));
  view.dispatch({
    selection: { anchor: from },
    effects: EditorView.scrollIntoView(from, { y: 'center' }),
  });
}
