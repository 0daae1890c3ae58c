import { X } from 'lucide-react';
import { createContext, use, useMemo, type ReactNode } from 'react';
import {
  Text as AriaText,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components';
import type { AppError } from '../../shared/result.ts';
import { useSay, useText } from '../texts/text.ts';
import { Button, IconButton } from './button.tsx';

export interface ToastMessage {
  readonly text: string;
  readonly failed?: boolean;
  /** Stays until it is closed: it may have come while nobody looked. */
  readonly lasting?: boolean;
  readonly action?: { readonly text: string; readonly onPress: () => void };
}

export interface Toasts {
  readonly show: (message: ToastMessage) => void;
  /** For what has no place of its own on the screen. */
  readonly fail: (error: AppError) => void;
}

const ToastContext = createContext<Toasts | null>(null);

export function useToasts(): Toasts {
  const toasts = use(ToastContext);
  if (toasts === null) throw new Error('useToasts outside of ToastProvider');
  return toasts;
}

/** Long enough to reach for Undo; hovering or focusing holds the clock. */
const lifetimeMs = 12_000;

/** Results are told here and read out, without moving the focus (F6 goes there). */
export function ToastProvider(props: { readonly children: ReactNode }) {
  const text = useText();
  const say = useSay();
  const queue = useMemo(() => new ToastQueue<ToastMessage>({ maxVisibleToasts: 3 }), []);
  const toasts = useMemo<Toasts>(
    () => ({
      show: (message) => {
        queue.add(message, message.lasting === true ? undefined : { timeout: lifetimeMs });
      },
      fail: (error) => {
        queue.add({ text: [error.message, error.hint ?? ''].map(say).join(' ').trim(), failed: true });
      },
    }),
    [queue, say],
  );
  return (
    <ToastContext value={toasts}>
      {props.children}
      <ToastRegion queue={queue} className="toasts" aria-label={text('common.messages')}>
        {({ toast }) => (
          <Toast toast={toast} className={toast.content.failed === true ? 'toast toast--failed' : 'toast'}>
            <ToastContent className="toast__text">
              <AriaText slot="title">{toast.content.text}</AriaText>
            </ToastContent>
            {toast.content.action !== undefined && (
              <Button
                small
                onPress={() => {
                  toast.content.action?.onPress();
                  queue.close(toast.key);
                }}
              >
                {toast.content.action.text}
              </Button>
            )}
            <IconButton slot="close" label={text('common.close')}>
              <X size={14} aria-hidden />
            </IconButton>
          </Toast>
        )}
      </ToastRegion>
    </ToastContext>
  );
}
