import type { EditorView } from '@codemirror/view';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
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
import { makeCodeEditor, markLines, replaceText, showLine } from './code-editor.ts';
import { useEditorDrafts, type EditorDraft } from './editor-drafts.tsx';
import { TwoVersions } from './two-versions.tsx';

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
  return <AnswerView answer={file}>{(value) => <Editor {...props} file={value} />}</AnswerView>;
}

/** The text in the editor, and the version of the file that it began from. */
interface Work {
  readonly text: string;
  readonly base: Pick<ConfigText, 'text' | 'revision'>;
  /** The version that our own save took the place of, until the file is read again. */
  readonly replaced: string | null;
}

function Editor({ farmId, fileId, line, file }: ConfigEditorProps & { readonly file: ConfigText }) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const cache = useQueryClient();
  const drafts = useEditorDrafts();
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const [work, setWork] = useState<Work>(() => begin(file, drafts.find(farmId, fileId)));
  const [error, setError] = useState<AppError | null>(null);
  const changed = work.text !== work.base.text;
  const isOld = file.revision !== work.base.revision && file.revision !== work.replaced;
  const label = text('editor.label', { file: file.file });

  const typed = useEffectEvent((next: string) => {
    setWork({ ...work, text: next });
    const untouched = next === work.base.text;
    drafts.keep(farmId, fileId, untouched ? null : { revision: work.base.revision, text: next });
  });
  const first = useEffectEvent(() => work.text);
  useEffect(() => {
    if (host.current === null) return;
    const parts = { text: first(), label, readOnly: file.readOnly, onChange: typed };
    const editor = makeCodeEditor(host.current, parts);
    view.current = editor;
    return () => editor.destroy();
  }, [label, file.readOnly]);
  useEffect(() => {
    if (view.current !== null) showLine(view.current, line);
  }, [line, label]);
  useEffect(() => {
    if (view.current !== null)
      markLines(view.current, new Set(file.problems.flatMap(({ source }) => source?.line ?? [])));
  }, [file.problems, label]);

  useEffect(() => {
    if (view.current !== null && view.current.state.doc.toString() !== work.text)
      replaceText(view.current, work.text);
  }, [work.text]);

  // Without changes of one's own the newer version is what one works on from now.
  if (isOld && !changed) setWork(begin(file, null));
  if (work.replaced !== null && file.revision === work.base.revision) setWork({ ...work, replaced: null });
  function takeDisk(): void {
    setWork(begin(file, null));
    drafts.keep(farmId, fileId, null);
    setError(null);
  }

  async function save(revision: string): Promise<void> {
    const written = work.text;
    const result = await bridge.request('config:write', farmId, fileId, written, revision);
    if (result.ok) {
      setError(null);
      const base = { text: written, revision: result.value.revision };
      setWork((now) => ({ ...now, base, replaced: revision }));
      drafts.keep(farmId, fileId, null);
      toasts.show({ text: text('editor.saved', { file: file.file }) });
    } else if (result.error.code !== 'config-changed') return setError(result.error);
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
          <Button
            tone={changed ? 'primary' : 'plain'}
            isDisabled={!changed || isOld}
            onPress={() => void save(work.base.revision)}
          >
            {text('editor.save', { file: file.file })}
          </Button>
        )}
      </div>
      {error !== null && <Failure error={error} />}
      {changed && isOld && (
        <TwoVersions
          fileId={fileId}
          file={file.file}
          onDisk={lineFeeds(file.text)}
          mine={work.text}
          onTakeDisk={takeDisk}
          onSaveMine={() => void save(file.revision)}
        />
      )}
      <ProblemLines
        file={file}
        onLine={(place) => {
          if (view.current !== null) showLine(view.current, place);
        }}
      />
      <div ref={host} className="editor__host" />
    </div>
  );
}

function begin(file: ConfigText, draft: EditorDraft | null): Work {
  const base = { text: lineFeeds(file.text), revision: file.revision };
  if (draft === null) return { text: base.text, base, replaced: null };
  // Of an older version only the revision is known; that the texts differ is what counts.
  return draft.revision === file.revision
    ? { text: draft.text, base, replaced: null }
    : { text: draft.text, base: { text: '', revision: draft.revision }, replaced: null };
}

/** As the editor holds it; what ends each line is known where the file is written. */
const lineFeeds = (text: string): string => text.replaceAll(/\r\n?/g, '\n');

interface ProblemLinesProps {
  readonly file: ConfigText;
  readonly onLine: (line: number) => void;
}

function ProblemLines({ file, onLine }: ProblemLinesProps) {
  const text = useText();
  const say = useSay();
  if (file.problems.length === 0) return null;
  return (
    <ul className="editor__problems">
      {file.problems.map(({ id, source, message }) => (
        <li key={id}>
          {source !== null && (
            <button type="button" className="editor__line code" onClick={() => onLine(source.line)}>
              {text('editor.line', { line: source.line })}
            </button>
          )}{' '}
          {say(message)}
        </li>
      ))}
    </ul>
  );
}
