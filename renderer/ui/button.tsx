import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Tooltip,
  TooltipTrigger,
  type ButtonProps as AriaButtonProps,
} from 'react-aria-components';

export type ButtonTone = 'plain' | 'primary' | 'danger' | 'danger-main' | 'quiet';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  readonly tone?: ButtonTone;
  readonly small?: boolean;
  /** Under way: stays focusable, does nothing more. */
  readonly busy?: boolean;
  readonly children: ReactNode;
}

export function Button({ tone = 'plain', small = false, busy = false, ...rest }: ButtonProps) {
  const className = `button button--${tone}${small ? ' button--small' : ''}`;
  return <AriaButton {...rest} isPending={busy} className={className} />;
}

export interface IconButtonProps extends Omit<ButtonProps, 'tone' | 'small'> {
  /** The name, also shown as tooltip. */
  readonly label: string;
}

/** An icon alone, so it always carries a name and a tooltip. */
export function IconButton({ label, busy = false, ...rest }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton {...rest} aria-label={label} isPending={busy} className="button button--icon" />
      <Tooltip className="tooltip" offset={4}>
        {label}
      </Tooltip>
    </TooltipTrigger>
  );
}
