import { Fragment } from 'react';
import type { FileDiff } from '../../shared/contract/option.ts';
import { useText } from '../texts/text.ts';

const signs = { added: '+', removed: '−' } as const;

/** The changed lines of one file with their surroundings; signs besides colours. */
export function DiffView({ diff }: { readonly diff: FileDiff }) {
  const text = useText();
  return (
    <figure className="diff">
      <figcaption className="code strong">{diff.file}</figcaption>
      {diff.hunks.length === 0 && <p className="soft">{text('options.sameFile')}</p>}
      <div className="diff__lines code">
        {diff.hunks.map((hunk, index) => (
          <Fragment key={hunk[0]?.before ?? index}>
            {index > 0 && <div className="diff__gap">⋯</div>}
            {hunk.map((line) => (
              <div key={`${line.before}-${line.after}`} className={`diff__line diff__line--${line.kind}`}>
                <span className="diff__number">{line.before ?? ''}</span>
                <span className="diff__number">{line.after ?? ''}</span>
                {line.kind === 'same' ? (
                  <span> </span>
                ) : (
                  <span role="img" aria-label={text(`diff.${line.kind}`)}>
                    {signs[line.kind]}
                  </span>
                )}
                <span className="diff__text">{line.text}</span>
              </div>
            ))}
          </Fragment>
        ))}
      </div>
    </figure>
  );
}
