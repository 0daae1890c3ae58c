import { useState } from 'react';
import type { FarmSummary } from '../../shared/contract/app.ts';
import { useText } from '../texts/text.ts';
import { Dialog, DialogButtons } from '../ui/dialog.tsx';
import { TextField } from '../ui/fields.tsx';
import { Button } from '../ui/button.tsx';
import { groupsOf, moveFarmInto, renameGroup } from './farm-order.ts';
import { useArrange } from './use-arrange.ts';

export interface MoveToGroupDialogProps {
  readonly farms: readonly FarmSummary[];
  readonly farm: FarmSummary;
  readonly onClose: () => void;
}

/** Puts a farm under a heading that is there already, or under a new one. */
export function MoveToGroupDialog({ farms, farm, onClose }: MoveToGroupDialogProps) {
  const text = useText();
  const arrange = useArrange();
  const [group, setGroup] = useState(farm.group ?? '');
  const others = [...groupsOf(farms).keys()].filter((name) => name !== '' && name !== farm.group);
  async function moveInto(name: string): Promise<void> {
    if (await arrange(moveFarmInto(farms, farm.id, name.trim() || null))) onClose();
  }
  return (
    <Dialog
      title={text('farm.group')}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('farm.groupMove', { farm: farm.name })}
          onConfirm={() => void moveInto(group)}
          onCancel={onClose}
        />
      }
    >
      <TextField
        label={text('farm.groupName')}
        help={text('farm.groupHelp')}
        value={group}
        onChange={setGroup}
        autoFocus
      />
      {others.length > 0 && (
        <div className="row row--wrap">
          {others.map((name) => (
            <Button key={name} small onPress={() => void moveInto(name)}>
              {text('farm.groupMoveTo', { group: name })}
            </Button>
          ))}
        </div>
      )}
    </Dialog>
  );
}

export interface RenameGroupDialogProps {
  readonly farms: readonly FarmSummary[];
  readonly group: string;
  readonly onClose: () => void;
}

export function RenameGroupDialog({ farms, group, onClose }: RenameGroupDialogProps) {
  const text = useText();
  const arrange = useArrange();
  const [name, setName] = useState(group);
  async function rename(): Promise<void> {
    if (await arrange(renameGroup(farms, group, name.trim() || null))) onClose();
  }
  return (
    <Dialog
      title={text('group.rename', { group })}
      onClose={onClose}
      buttons={
        <DialogButtons
          confirm={text('group.renameButton')}
          ready={name.trim() !== ''}
          onConfirm={() => void rename()}
          onCancel={onClose}
        />
      }
    >
      <TextField label={text('farm.groupName')} value={name} onChange={setName} autoFocus />
    </Dialog>
  );
}
