import type { UserRow } from '../../shared/contract/user.ts';
import { useSay, useText } from '../texts/text.ts';

/** What one must know of an account before using it. */
export function UserTags({ row }: { readonly row: UserRow }) {
  const text = useText();
  const say = useSay();
  return (
    <span className="row">
      {row.superuserOn.length > 0 && (
        <span className="tag" title={row.superuserOn.join(', ')}>
          {text('users.superuser')}
        </span>
      )}
      {row.disabled && <span className="tag">{text('users.disabled')}</span>}
      {row.damaged !== null && (
        <span className="tag tag--red" title={say(row.damaged)}>
          {text('users.damaged')}
        </span>
      )}
    </span>
  );
}
