import type { CreatePreview } from '../../shared/contract/app.ts';
import type { Answer } from '../data/use-answer.ts';
import { SharingPicture } from '../sharing/sharing-picture.tsx';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';

/** What would be made: place, addresses, files, who shares a login. */
export function CreatePreviewPanel(props: { readonly preview: Answer<'farm:previewCreate'> }) {
  const text = useText();
  return (
    <aside className="create__preview" aria-label={text('create.preview')}>
      <h2>{text('create.preview')}</h2>
      <AnswerView answer={props.preview}>{(value) => <Preview preview={value} />}</AnswerView>
    </aside>
  );
}

function Preview({ preview }: { readonly preview: CreatePreview }) {
  const text = useText();
  const say = useSay();
  return (
    <>
      <p className="code create__path">{preview.path}</p>
      {preview.problems.length > 0 && (
        <ul className="create__problems">
          {preview.problems.map(({ field, error }) => (
            <li key={field} className="bad">
              {say(error.message)}
            </li>
          ))}
        </ul>
      )}
      <section>
        <h3>{text('create.addresses')}</h3>
        <ul>
          {preview.addresses.map(({ wiki, url }) => (
            <li key={wiki} className="code">
              {url}
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3>{text('create.sharing')}</h3>
        <SharingPicture sharing={preview.sharing} label={text('sharing.picture')} width={300} />
      </section>
      <section>
        <h3>{text('create.files')}</h3>
        {preview.files.map(({ file, text: content }) =>
          content === null ? (
            <p key={file} className="code">
              {file}
            </p>
          ) : (
            <details key={file}>
              <summary className="code">{file}</summary>
              <pre className="create__file">{content}</pre>
            </details>
          ),
        )}
      </section>
    </>
  );
}
