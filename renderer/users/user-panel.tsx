import { X } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { UserDetails, UserRow } from '../../shared/contract/user.ts';
import { farmRoute, printRoute } from '../app/route.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { expiryText } from '../sessions/session-texts.ts';
import { useSay, useText } from '../texts/text.ts';
import { AnswerView } from '../ui/answer-view.tsx';
import { Button, IconButton } from '../ui/button.tsx';
import { TimeText, useNow } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { DisableUserDialog } from './disable-user-dialog.tsx';
import { ResetPasswordDialog } from './reset-password-dialog.tsx';
import { UserTags } from './user-tags.tsx';

export interface UserPanelProps {
  readonly farm: FarmSummary;
  readonly row: UserRow;
  readonly onBecome: () => void;
  readonly onClose: () => void;
}

/** One account: what touches sessions, its sessions, and what can be done with it. */
export function UserPanel({ farm, row, onBecome, onClose }: UserPanelProps) {
  const text = useText();
  const say = useSay();
  const details = useAnswer('user:show', [farm.id, row.storeId, row.id], { keepPrevious: true });
  return (
    <aside className="user-panel" aria-label={text('users.panel', { user: row.name })}>
      <div className="row">
        <h2 className="spread">{row.name === '' ? row.id : row.name}</h2>
        <IconButton label={text('users.closePanel')} onPress={onClose}>
          <X size={16} aria-hidden />
        </IconButton>
      </div>
      <UserTags row={row} />
      {row.damaged !== null && <p className="bad">{say(row.damaged)}</p>}
      <Actions farm={farm} row={row} onBecome={onBecome} />
      <AnswerView answer={details}>{(value) => <AccountFacts farmId={farm.id} details={value} />}</AnswerView>
    </aside>
  );
}

type Asking = 'disable' | 'password' | null;

function Actions({ farm, row, onBecome }: Omit<UserPanelProps, 'onClose'>) {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const [asking, setAsking] = useState<Asking>(null);

  async function enable(): Promise<void> {
    const result = await bridge.request('user:enable', farm.id, row.storeId, row.id);
    if (result.ok) toasts.show({ text: text('users.enabled', { user: row.name }) });
    else toasts.fail(result.error);
  }

  return (
    <div className="user-panel__actions">
      {farm.switchingAllowed && row.damaged === null && (
        <Button onPress={onBecome}>{text('become.button', { user: row.name })}</Button>
      )}
      {!farm.readOnly && row.damaged === null && (
        <>
          <Button onPress={() => setAsking('password')}>{text('users.resetPassword')}</Button>
          {row.disabled ? (
            <Button onPress={() => void enable()}>{text('users.enable', { user: row.name })}</Button>
          ) : (
            <Button tone="danger" onPress={() => setAsking('disable')}>
              {text('users.disable', { user: row.name })}
            </Button>
          )}
        </>
      )}
      {asking === 'disable' && (
        <DisableUserDialog farmId={farm.id} row={row} onClose={() => setAsking(null)} />
      )}
      {asking === 'password' && (
        <ResetPasswordDialog farmId={farm.id} row={row} onClose={() => setAsking(null)} />
      )}
    </div>
  );
}

function AccountFacts({ farmId, details }: { readonly farmId: string; readonly details: UserDetails }) {
  const text = useText();
  const now = useNow();
  const { row } = details;
  const onOff = (on: boolean): string => text(on ? 'users.on' : 'users.off');
  return (
    <>
      <dl className="facts">
        <dt>{text('users.id')}</dt>
        <dd className="code">{row.id}</dd>
        {details.createdAt !== null && (
          <>
            <dt>{text('users.created')}</dt>
            <dd>
              <TimeText at={details.createdAt} />
            </dd>
          </>
        )}
        {row.lastLoginAt !== null && (
          <>
            <dt>{text('users.lastLogin')}</dt>
            <dd>
              <TimeText at={row.lastLoginAt} />
            </dd>
          </>
        )}
        {row.superuserOn.length > 0 && (
          <>
            <dt>{text('users.superuserOn')}</dt>
            <dd>{row.superuserOn.join(', ')}</dd>
          </>
        )}
        <dt>{text('users.password')}</dt>
        <dd>{details.passwordScheme ?? text('users.noPassword')}</dd>
        <dt>{text('users.rememberMe')}</dt>
        <dd>{onOff(details.rememberMe)}</dd>
        <dt>{text('users.showTrail')}</dt>
        <dd>{onOff(details.showPageTrail)}</dd>
        <dt>{text('users.lastVisit')}</dt>
        <dd>{onOff(details.rememberLastVisit)}</dd>
        {details.groups.map(({ wikiId, names }) => (
          <Fragment key={wikiId}>
            <dt>{text('users.groupsOn', { wiki: wikiId })}</dt>
            <dd>{names.length === 0 ? text('common.none') : names.join(', ')}</dd>
          </Fragment>
        ))}
      </dl>
      <section>
        <h3>{text('users.sessionsNow')}</h3>
        {details.sessions.length === 0 && <p className="soft">{text('users.noSessions')}</p>}
        <ul>
          {details.sessions.map((session) => (
            <li key={session.id} className="row user-panel__session">
              <a href={printRoute(farmRoute(farmId, 'sessions', { user: row.name, session: session.id }))}>
                {session.wikis.join(' ') || session.shortSid}
              </a>
              {session.actingAs !== null && <span className="tag tag--amber">{session.actingAs.name}</span>}
              <span className="soft">{expiryText(session, text, now)}</span>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
