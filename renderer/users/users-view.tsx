import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import type { UserRow } from '../../shared/contract/user.ts';
import { farmRoute, go, printRoute } from '../app/route.ts';
import { useAnswer } from '../data/use-answer.ts';
import { BecomeDialog } from '../identity/become-dialog.tsx';
import { useText } from '../texts/text.ts';
import { AnswerView, Empty } from '../ui/answer-view.tsx';
import { Button } from '../ui/button.tsx';
import { SearchField, Select } from '../ui/fields.tsx';
import { TimeText, useRested } from '../ui/time-text.tsx';
import { CreateUserDialog } from './create-user-dialog.tsx';
import { UserPanel } from './user-panel.tsx';
import { UserTags } from './user-tags.tsx';

export interface UsersViewProps {
  readonly farm: FarmSummary;
  readonly details: Readonly<Record<string, string>>;
}

const page = 200;
/** As many as one answer may hold; who looks for more types a name. */
const most = 500;

export function UsersView({ farm, details }: UsersViewProps) {
  const text = useText();
  const [typed, setTyped] = useState(details['find'] ?? '');
  const [storeId, setStoreId] = useState('*');
  const [limit, setLimit] = useState(page);
  const [shown, setShown] = useState<UserRow | null>(null);
  const [pressed, setCreating] = useState(false);
  function closeCreate(): void {
    setCreating(false);
    if (details['create'] === 'yes') go(farmRoute(farm.id, 'users'), { replace: true });
  }
  const [becoming, setBecoming] = useState<UserRow | null>(null);
  const query = {
    text: useRested(typed),
    storeId: storeId === '*' ? null : storeId,
    offset: 0,
    limit: Math.min(most, limit),
  };
  const users = useAnswer('user:list', [farm.id, query], { keepPrevious: true });
  const stores = users.data?.stores ?? [];
  // The palette and the findings lead here by the address; the dialog needs to know whose account it can be.
  const creating = (pressed || details['create'] === 'yes') && stores.length > 0;
  // The row as it is now, not as it was when it was chosen.
  const current = users.data?.rows.find((row) => sameAccount(row, shown)) ?? shown;

  return (
    <div className="users">
      <div className="users__bar">
        <div className="users__filter">
          <SearchField label={text('users.search')} value={typed} onChange={setTyped} />
        </div>
        {stores.length > 1 && (
          <Select
            label={text('users.store')}
            hideLabel
            choices={[
              { id: '*', text: text('users.allStores') },
              ...stores.map((store) => ({ id: store.id, text: store.wikis.join(', ') })),
            ]}
            value={storeId}
            onChange={setStoreId}
          />
        )}
        <span className="spread" />
        {!farm.readOnly && stores.length > 0 && (
          <Button onPress={() => setCreating(true)}>{text('users.create')}</Button>
        )}
        <a href={printRoute(farmRoute(farm.id, 'sessions', { show: 'history', what: 'switches' }))}>
          {text('users.audit')}
        </a>
      </div>
      <div className="users__body">
        <div className="table-frame spread" data-tour="users">
          <AnswerView answer={users}>
            {(value) =>
              value.rows.length === 0 ? (
                <Empty
                  sentence={typed === '' ? text('users.none') : text('users.noneFound', { text: typed })}
                >
                  {typed === '' && !farm.readOnly && (
                    <Button onPress={() => setCreating(true)}>{text('users.create')}</Button>
                  )}
                </Empty>
              ) : (
                <>
                  <UserTable
                    rows={value.rows}
                    shown={current}
                    onShow={setShown}
                    onBecome={farm.switchingAllowed ? setBecoming : null}
                  />
                  {value.total > most && limit >= most && (
                    <p className="soft table__end">
                      {text('users.firstOnly', { shown: most, total: value.total })}
                    </p>
                  )}
                  {value.total > value.rows.length && limit < most && (
                    <Button onPress={() => setLimit(limit + page)}>
                      {text('users.more', { count: value.total - value.rows.length })}
                    </Button>
                  )}
                </>
              )
            }
          </AnswerView>
        </div>
        {current !== null && (
          <UserPanel
            farm={farm}
            row={current}
            onBecome={() => setBecoming(current)}
            onClose={() => setShown(null)}
          />
        )}
      </div>
      {creating && (
        <CreateUserDialog
          farmId={farm.id}
          stores={stores}
          name={details['name'] ?? ''}
          wikiId={details['wiki']}
          onClose={closeCreate}
        />
      )}
      {becoming !== null && (
        <BecomeDialog farmId={farm.id} wikiId={null} target={becoming} onClose={() => setBecoming(null)} />
      )}
    </div>
  );
}

const sameAccount = (a: UserRow, b: UserRow | null): boolean =>
  b !== null && a.id === b.id && a.storeId === b.storeId;

interface UserTableProps {
  readonly rows: readonly UserRow[];
  readonly shown: UserRow | null;
  readonly onShow: (row: UserRow) => void;
  readonly onBecome: ((row: UserRow) => void) | null;
}

function UserTable({ rows, shown, onShow, onBecome }: UserTableProps) {
  const text = useText();
  return (
    <table className="table" aria-label={text('view.users')}>
      <thead>
        <tr>
          <th scope="col">{text('users.name')}</th>
          <th scope="col">{text('users.email')}</th>
          <th scope="col">{text('users.state')}</th>
          <th scope="col" className="table__number">
            {text('users.sessions')}
          </th>
          <th scope="col">{text('users.lastLogin')}</th>
          <th scope="col">
            <span className="only-heard">{text('common.more')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.storeId} ${row.id}`} data-chosen={sameAccount(row, shown)}>
            <th scope="row">
              <Button tone="quiet" small onPress={() => onShow(row)}>
                <span className="strong">{row.name === '' ? row.id : row.name}</span>
                {row.aliasName !== '' && <span className="soft">{row.aliasName}</span>}
              </Button>
            </th>
            <td className="soft users__email cut" title={row.email}>
              {row.email}
            </td>
            <td>
              <UserTags row={row} />
            </td>
            <td className="table__number">{row.sessions}</td>
            <td className="soft">{row.lastLoginAt !== null && <TimeText at={row.lastLoginAt} />}</td>
            <td className="table__number">
              {onBecome !== null && row.damaged === null && (
                <Button
                  small
                  aria-label={text('become.button', { user: row.name })}
                  onPress={() => onBecome(row)}
                >
                  {text('become.none')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
