import { useState, type ReactNode } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useText } from '../texts/text.ts';
import type { MenuEntry } from '../ui/menu.tsx';
import { BackupDialog } from './backup-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { PackageDialog } from './package-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';

/** What goes into a farm and out of it: entries for its menu, and the dialog of the one that was chosen. */
export function useTransferMenu(farm: FarmSummary): {
  readonly entries: readonly MenuEntry[];
  readonly dialog: ReactNode;
} {
  const text = useText();
  const [open, setOpen] = useState<'backup' | 'restore' | 'export' | 'package' | null>(null);
  const onClose = (): void => setOpen(null);
  const isOpen = farm.state.kind === 'open';
  const entries: MenuEntry[] = [
    {
      id: 'backup',
      text: text('transfer.backup'),
      apart: true,
      disabled: !isOpen,
      onSelect: () => setOpen('backup'),
    },
    { id: 'restore', text: text('transfer.restore'), onSelect: () => setOpen('restore') },
    { id: 'export', text: text('transfer.export'), disabled: !isOpen, onSelect: () => setOpen('export') },
    {
      id: 'package',
      text: text('transfer.package'),
      disabled: !isOpen || farm.readOnly,
      onSelect: () => setOpen('package'),
    },
  ];
  const dialog = (
    <>
      {open === 'backup' && <BackupDialog farm={farm} onClose={onClose} />}
      {open === 'restore' && <RestoreDialog onClose={onClose} />}
      {open === 'export' && <ExportDialog farmId={farm.id} wikiId={null} onClose={onClose} />}
      {open === 'package' && <PackageDialog farmId={farm.id} wikiId={null} onClose={onClose} />}
    </>
  );
  return { entries, dialog };
}
