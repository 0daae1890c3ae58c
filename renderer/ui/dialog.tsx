import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { AppError } from '../../shared/result.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';
import { Button, type ButtonTone } from './button.tsx';
import { Failure } from './failure.tsx';

export interface DialogProps {
  readonly title: string;
  readonly wide?: boolean;
  /** What went wrong with what the dialog tried; shown first. */
  readonly error?: AppError | null;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly buttons?: ReactNode;
  readonly role?: 'dialog' | 'alertdialog';
}

/** A modal dialog. It is there as long as it is rendered; Escape and a click beside it ask to close. */
export function Dialog(props: DialogProps) {
  const className = props.wide === true ? 'dialog dialog--wide' : 'dialog';
  const error = props.error ?? null;
  const ask = (open: boolean): void => {
    if (!open) props.onClose();
  };
  return (
    <ModalOverlay className="veil" isOpen isDismissable onOpenChange={ask}>
      <Modal className={className}>
        <AriaDialog role={props.role ?? 'dialog'}>
          <Heading slot="title" className="dialog__title">
            {props.title}
          </Heading>
          <div className="dialog__body">
            {error !== null && <Failure error={error} />}
            {props.children}
          </div>
          {props.buttons !== undefined && <div className="dialog__buttons">{props.buttons}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface DialogButtonsProps {
  readonly confirm: string;
  readonly tone?: ButtonTone;
  readonly busy?: boolean;
  /** Why it can't be confirmed yet is said by the fields; here it only rests. */
  readonly ready?: boolean;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
  /** What can't be taken back makes Cancel the default. */
  readonly focusCancel?: boolean;
}

/** Cancel and the deed, in the order of the platform. */
export function DialogButtons(props: DialogButtonsProps) {
  const text = useText();
  const { platform } = useBridge();
  const cancel = (
    <Button key="cancel" onPress={props.onCancel} autoFocus={props.focusCancel ?? false}>
      {text('common.cancel')}
    </Button>
  );
  const confirm = (
    <Button
      key="confirm"
      tone={props.tone ?? 'primary'}
      busy={props.busy ?? false}
      isDisabled={props.ready === false}
      onPress={props.onConfirm}
    >
      {props.confirm}
    </Button>
  );
  return platform.os === 'win32' ? [confirm, cancel] : [cancel, confirm];
}
