import { useEffect } from 'react';
import type { Notice } from '../../shared/contract/notice.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useBridgeEvent } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { useToasts } from '../ui/toasts.tsx';
import { farmRoute, go } from './route.ts';

/** Shows what waited for a window: problems of the program itself, and what the system could not tell. */
export function Notices() {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const toasts = useToasts();

  function show(notice: Notice): void {
    const { title, text: words, show: place, link } = notice;
    const action =
      place !== null
        ? { text: text('notice.show'), onPress: () => go(farmRoute(place.farmId, place.view)) }
        : link !== null
          ? { text: text('notice.link'), onPress: () => void window.open(link) }
          : null;
    toasts.show({ text: [title, words].map(say).join('. '), lasting: true, ...(action && { action }) });
  }
  async function take(): Promise<void> {
    const waiting = await bridge.request('notice:take');
    if (waiting.ok) for (const notice of waiting.value) show(notice);
  }

  useBridgeEvent('notice:raised', () => void take());
  useEffect(() => {
    void take();
    // What waited before this window was there; later ones are told.
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);
  return null;
}
