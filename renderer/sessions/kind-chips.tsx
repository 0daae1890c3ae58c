import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup, type Key } from 'react-aria-components';
import { useIntl } from 'react-intl';
import type { SessionCounts } from '../../shared/contract/session.ts';
import { useText } from '../texts/text.ts';
import type { FilterKind } from './session-filter.ts';

const chips: readonly (readonly [FilterKind, keyof SessionCounts])[] = [
  ['all', 'all'],
  ['logged-in', 'loggedIn'],
  ['switched', 'switched'],
  ['anonymous', 'anonymous'],
  ['problem', 'problem'],
  ['expired', 'expired'],
];

export interface KindChipsProps {
  readonly counts: SessionCounts | null;
  readonly kind: FilterKind;
  readonly onKind: (kind: FilterKind) => void;
  /** Stands behind the last chip. */
  readonly clear: ReactNode;
}

/** How many there are of each kind; choosing one shows only these. */
export function KindChips({ counts, kind, onKind, clear }: KindChipsProps) {
  const text = useText();
  const intl = useIntl();
  const choose = (keys: Set<Key>): void => {
    const [key] = keys;
    const chip = chips.find(([id]) => id === key);
    if (chip !== undefined) onKind(chip[0]);
  };
  return (
    <div className="row">
      <ToggleButtonGroup
        aria-label={text('sessions.kinds')}
        className="chips"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[kind]}
        onSelectionChange={choose}
      >
        {chips
          .filter(([id, count]) => id !== 'problem' || kind === 'problem' || (counts?.[count] ?? 0) > 0)
          .map(([id, count]) => (
            <ToggleButton key={id} id={id} className="chips__chip">
              {text(`sessions.kind.${id}`)}
              <span className="chips__count">{counts === null ? '' : intl.formatNumber(counts[count])}</span>
            </ToggleButton>
          ))}
      </ToggleButtonGroup>
      {clear}
    </div>
  );
}
