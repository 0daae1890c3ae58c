import { textHunks } from '../../shared/text-hunks.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { DiffView } from './diff-view.tsx';

export interface TwoVersionsProps {
  readonly fileId: string;
  readonly file: string;
  readonly onDisk: string;
  readonly mine: string;
  readonly onTakeDisk: () => void;
  readonly onSaveMine: () => void;
}

/** The file changed on disk while it was edited here: both versions line by line, and what to do about it. */
export function TwoVersions(props: TwoVersionsProps) {
  const { fileId, file, onDisk, mine } = props;
  const text = useText();
  return (
    <section className="two-versions" role="alert" aria-label={text('editor.changed', { file })}>
      <div className="row">
        <p className="spread">{text('editor.changed', { file })}</p>
        <Button onPress={props.onTakeDisk}>{text('editor.takeDisk')}</Button>
        <Button onPress={props.onSaveMine}>{text('editor.saveMine')}</Button>
      </div>
      <p className="soft">{text('editor.versionSigns')}</p>
      <DiffView diff={{ fileId, file, hunks: textHunks(onDisk, mine) }} />
    </section>
  );
}
