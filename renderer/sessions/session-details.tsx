import { Copy, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { SessionDetails } from '../../shared/contract/session.ts';
import { BecomeDialog } from '../identity/become-dialog.tsx';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { TimeText, useExactTime } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { makeFilter } from './session-filter.ts';
import { lifetimeText, userText } from './session-texts.ts';
import { TypedTree } from './typed-tree.tsx';
import { useEndSessions } from './use-end-sessions.ts';

export interface SessionDetailsPanelProps {
  readonly farmId: string;
  readonly rowId: string;
  readonly onClose: () => void;
}

/** Everything about one session, beside the table. */
export function SessionDetailsPanel({ farmId, rowId, onClose }: SessionDetailsPanelProps) {
  const text = useText();
  const details = useAnswer('session:show', [farmId, rowId], { keepPrevious: true });
  return (
    <aside
      className="session-details"
      aria-label={text('sessions.details', { sid: details.data?.row.shortSid ?? '' })}
    >
      <div className="row">
        <h2 className="spread">{text('sessions.details', { sid: details.data?.row.shortSid ?? '…' })}</h2>
        <IconButton label={text('sessions.closeDetails')} onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <AnswerView answer={details}>
        {(value) => <DetailsBody farmId={farmId} details={value} onClose={onClose} />}
      </AnswerView>
    </aside>
  );
}

interface DetailsBodyProps {
  readonly farmId: string;
  readonly details: SessionDetails;
  readonly onClose: () => void;
}

function DetailsBody({ farmId, details, onClose }: DetailsBodyProps) {
  const text = useText();
  const say = useSay();
  const exact = useExactTime();
  const { row, lifetime, file } = details;
  return (
    <div className="session-details__body">
      <Actions farmId={farmId} details={details} onClose={onClose} />
      {details.classification !== 'ok' && <p className="bad">{unusableText(details, text)}</p>}
      <Part title={text('sessions.identity')}>
        <p>
          {row.user !== null && row.actingAs !== null ? (
            <span className="tag tag--amber">
              {text('identity.as', { user: row.user.name, target: row.actingAs.name })}
            </span>
          ) : (
            userText(row, text)
          )}
        </p>
        {row.user !== null && <p className="code soft">{row.user.id}</p>}
        {row.authMethod !== null && (
          <p className="soft">
            {text('sessions.authMethod')}: {row.authMethod}
          </p>
        )}
      </Part>
      <Part title={text('sessions.lifetime')}>
        <p>{lifetimeText(lifetime, text)}</p>
        {lifetime.cookieEndsAt !== null && (
          <p className="soft">{text('sessions.cookieEnds', { date: exact(lifetime.cookieEndsAt) })}</p>
        )}
      </Part>
      <Part title={text('sessions.perWiki')}>
        <ul>
          {details.perWiki.map((wiki) => (
            <li key={wiki.wikiId}>
              {wiki.wikiId}{' '}
              <span className="soft">
                {wiki.honoured
                  ? text('sessions.honoured', { cookie: wiki.cookieName })
                  : text('sessions.notHonoured', { reason: say(wiki.reason ?? '') })}
              </span>
            </li>
          ))}
        </ul>
      </Part>
      <Part title={text('sessions.fullTrail')}>
        {details.trail.length === 0 && <p className="soft">{text('sessions.noTrail')}</p>}
        <ol>
          {details.trail.toReversed().map((entry, index) => (
            <li key={`${entry.page}-${index}`}>
              {entry.url === null ? (
                entry.page
              ) : (
                <a href={entry.url} target="_blank" rel="noreferrer">
                  {entry.page}
                </a>
              )}
              {entry.wikiId !== null && <span className="soft"> {entry.wikiId}</span>}
            </li>
          ))}
        </ol>
      </Part>
      {details.extension.length > 0 && (
        <Part title={text('sessions.extension')}>
          <ul className="typed">
            {details.extension.map(([key, value]) => (
              <TypedTree key={key} name={key} value={value} />
            ))}
          </ul>
        </Part>
      )}
      <Part title={text('sessions.file')}>
        <p className="code">{text('sessions.fileSize', { name: file.name, size: file.sizeBytes })}</p>
        <p className="code soft">{file.directory}</p>
        <p className="soft">
          {text('sessions.startedAt')} <TimeText at={file.bornAt} /> · {text('sessions.lastSeenAt')}{' '}
          <TimeText at={file.modifiedAt} />
        </p>
      </Part>
      {details.content !== null && (
        <details>
          <summary>{text('sessions.content')}</summary>
          <ul className="typed">
            <TypedTree name={null} value={details.content} />
          </ul>
        </details>
      )}
      {details.firstBytes !== null && (
        <Part title={text('sessions.firstBytes')}>
          <pre className="session-details__bytes">{details.firstBytes}</pre>
        </Part>
      )}
    </div>
  );
}

function Part(props: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.children}
    </section>
  );
}

function unusableText(details: SessionDetails, text: ReturnType<typeof useText>): string {
  if (details.classification === 'refused')
    return text('sessions.refused', { names: details.refusedNames.join(', ') });
  return text(details.classification === 'corrupt' ? 'sessions.corrupt' : 'sessions.notADict');
}

function Actions({ farmId, details, onClose }: DetailsBodyProps) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const end = useEndSessions(farmId);
  const [becoming, setBecoming] = useState(false);
  const { row } = details;

  async function endThis(): Promise<void> {
    const ids = new Set([row.id]);
    await end({ kind: 'rows', ids }, makeFilter('', 'all', null));
    onClose();
  }
  async function copySid(): Promise<void> {
    const result = await bridge.request('session:copySid', farmId, row.id);
    if (!result.ok) return toasts.fail(result.error);
    if (result.value.where === 'page') await navigator.clipboard.writeText(result.value.sid);
    toasts.show({ text: text('sessions.copiedSid') });
  }

  return (
    <div className="row session-details__actions">
      <Button tone="danger" small onPress={() => void endThis()}>
        {text('sessions.endAs', { user: userText(row, text) })}
      </Button>
      {row.user !== null && row.actingAs === null && (
        <Button small onPress={() => setBecoming(true)}>
          {text('sessions.become', { user: row.user.name })}
        </Button>
      )}
      <span className="spread" />
      <IconButton label={text('sessions.copySid')} onPress={() => void copySid()}>
        <Copy size={14} aria-hidden />
      </IconButton>
      {becoming && row.user !== null && (
        <BecomeDialog
          farmId={farmId}
          wikiId={row.wikis[0] ?? null}
          target={null}
          search={row.user.name}
          onClose={() => setBecoming(false)}
        />
      )}
    </div>
  );
}
