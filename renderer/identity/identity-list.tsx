import { UserRoundCog } from 'lucide-react';
import type { Identity } from '../../shared/contract/identity.ts';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useAnswer } from '../data/use-answer.ts';
import { useNameList, useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useToasts } from '../ui/toasts.tsx';

export interface IdentityListProps {
  readonly farmId: string;
  /** Those who act as somebody else stand above every view; the others in the overview. */
  readonly show: 'switched' | 'others';
}

/** Open identities, in amber when somebody acts as somebody else; always one press from the way back. */
export function IdentityList({ farmId, show }: IdentityListProps) {
  const text = useText();
  const identities = useAnswer('identity:list', [farmId]);
  const overview = useAnswer('farm:overview', [farmId]);
  const shown = (identities.data ?? []).filter(
    ({ actingAs }) => (actingAs !== null) === (show === 'switched'),
  );
  if (shown.length === 0) return null;
  return (
    <ul className="identities" aria-label={text(show === 'switched' ? 'identity.acting' : 'identity.open')}>
      {shown.map((identity) => (
        <IdentityLine key={identity.id} identity={identity} wikis={overview.data?.wikis ?? []} />
      ))}
    </ul>
  );
}

/** Whoever acts as somebody else is said on every screen, whatever farm it shows. */
export function SwitchedBanner() {
  const farms = useAnswer('farm:list', []).data ?? [];
  return farms
    .filter(({ state }) => state.kind === 'open')
    .map(({ id }) => <IdentityList key={id} farmId={id} show="switched" />);
}

interface IdentityLineProps {
  readonly identity: Identity;
  readonly wikis: readonly Pick<WikiOverview, 'id' | 'sitename'>[];
}

function IdentityLine({ identity, wikis }: IdentityLineProps) {
  const text = useText();
  const list = useNameList();
  const bridge = useBridge();
  const toasts = useToasts();
  const switched = identity.actingAs !== null;
  const names = identity.wikis.map((id) => wikis.find((wiki) => wiki.id === id)?.sitename ?? id);

  async function ask(name: 'identity:focus' | 'identity:return'): Promise<void> {
    const result = await bridge.request(name, identity.id);
    if (!result.ok) toasts.fail(result.error);
  }

  return (
    <li className={switched ? 'identities__one identities__one--switched' : 'identities__one'}>
      <UserRoundCog size={16} aria-hidden />
      <span className="strong">{identityName(identity, text)}</span>
      <span className="cut" title={list(names)}>
        {list(names)}
      </span>
      {identity.endsAt !== null && (
        <span className="identities__end">
          {text('identity.ends')} <TimeText at={identity.endsAt} />
        </span>
      )}
      <span className="spread" />
      {!bridge.platform.headless && (
        <Button small onPress={() => void ask('identity:focus')}>
          {text('identity.show')}
        </Button>
      )}
      <Button small onPress={() => void ask('identity:return')}>
        {switched && identity.user !== null
          ? text('identity.returnTo', { user: identity.user.name })
          : text('identity.end')}
      </Button>
    </li>
  );
}

/** "AdminUser as JoeDoe", "AdminUser" or "Visitor". */
export function identityName(
  identity: Pick<Identity, 'user' | 'actingAs'>,
  text: ReturnType<typeof useText>,
): string {
  if (identity.user === null) return text('identity.visitor');
  if (identity.actingAs === null) return identity.user.name;
  return text('identity.as', { user: identity.user.name, target: identity.actingAs.name });
}
