import { useState } from 'react';
import type { WikiOverview } from '../../shared/contract/farm.ts';
import { BecomeDialog } from '../identity/become-dialog.tsx';
import { useText } from '../texts/text.ts';
import { MenuButton, type MenuEntry } from '../ui/menu.tsx';
import { AddressDialog } from './address-dialog.tsx';
import { DuplicateDialog } from './duplicate-dialog.tsx';
import { useWikiEntries } from './use-wiki-entries.ts';

export interface WikiMenuProps {
  readonly farmId: string;
  readonly wiki: WikiOverview;
  readonly canDuplicate: boolean;
}

type Asking = 'become' | 'address' | 'duplicate';

/** Everything that can be done with a wiki, and the dialogs that some of it opens. */
export function WikiMenu({ farmId, wiki, canDuplicate }: WikiMenuProps) {
  const text = useText();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [open, visitor, ...others] = useWikiEntries(farmId)(wiki);
  const ask = (what: Asking, sentence: string): MenuEntry => ({
    id: what,
    text: sentence,
    onSelect: () => setAsking(what),
  });
  const entries = [
    open,
    visitor,
    ask('become', text('overview.openAs')),
    ...others,
    ask('address', text('address.menu')),
    canDuplicate ? ask('duplicate', text('duplicate.menu')) : undefined,
  ];
  const close = (): void => setAsking(null);
  return (
    <>
      <MenuButton
        label={text('overview.more', { wiki: wiki.sitename })}
        entries={entries.filter((entry) => entry !== undefined)}
      />
      {asking === 'become' && <BecomeDialog farmId={farmId} wikiId={wiki.id} target={null} onClose={close} />}
      {asking === 'address' && (
        <AddressDialog farmId={farmId} wikiId={wiki.id} sitename={wiki.sitename} onClose={close} />
      )}
      {asking === 'duplicate' && <DuplicateDialog farmId={farmId} wiki={wiki} onClose={close} />}
    </>
  );
}
