import { MoreHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover, Separator } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';

export interface MenuEntry {
  readonly id: string;
  readonly text: string;
  readonly icon?: ReactNode;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** A line above it. */
  readonly apart?: boolean;
  readonly onSelect: () => void;
}

export interface MenuButtonProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Shown instead of the three dots. */
  readonly text?: string;
}

export function MenuButton({ label, entries, text }: MenuButtonProps) {
  return (
    <MenuTrigger>
      {text === undefined ? (
        <IconButton label={label}>
          <MoreHorizontal size={16} aria-hidden />
        </IconButton>
      ) : (
        <Button aria-label={label}>{text}</Button>
      )}
      <Popover className="popover" placement="bottom end" offset={4}>
        <AriaMenu className="menu" aria-label={label}>
          {entries.flatMap((entry) => [
            ...(entry.apart === true ? [<Separator key={`${entry.id}-line`} className="menu__line" />] : []),
            <MenuItem
              key={entry.id}
              id={entry.id}
              textValue={entry.text}
              isDisabled={entry.disabled ?? false}
              className={entry.danger === true ? 'menu__item menu__item--danger' : 'menu__item'}
              onAction={entry.onSelect}
            >
              {entry.icon}
              {entry.text}
            </MenuItem>,
          ])}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
