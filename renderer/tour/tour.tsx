import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent } from 'react';
import { farmRoute, go, type FarmView, type Route } from '../app/route.ts';
import { useSettings } from '../app/settings-provider.tsx';
import { useChangeSettings } from '../app/use-change-settings.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { TargetRing } from './target-ring.tsx';

/** The views in the order of the tour; each step points at the heart of its view. */
export const tourViews = [
  'overview',
  'sessions',
  'options',
  'sharing',
  'users',
] as const satisfies readonly FarmView[];
type TourView = (typeof tourViews)[number];

export interface TourState {
  /** Where the tour is shown; null = it rests. */
  readonly farmId: string | null;
  /** Somebody asked for it, so it takes the focus. */
  readonly asked: boolean;
  readonly start: () => void;
  readonly end: () => void;
}

/** Comes by itself once, over the first farm that is open; later when somebody asks. */
export function useTour(route: Route): TourState {
  const text = useText();
  const toasts = useToasts();
  const farms = useAnswer('farm:list', []).data ?? [];
  const { tourSeen } = useSettings();
  const change = useChangeSettings();
  const [asked, setAsked] = useState<string | null>(null);
  const open = farms.filter(({ state }) => state.kind === 'open');
  const here = route.kind === 'farm' ? open.find(({ id }) => id === route.farmId) : undefined;

  async function end(): Promise<void> {
    setAsked(null);
    const failed = await change({ tourSeen: true });
    if (failed !== null) toasts.fail(failed);
  }
  return {
    farmId: asked ?? (tourSeen ? null : (here?.id ?? null)),
    asked: asked !== null,
    start: () => {
      const farm = here ?? open[0];
      if (farm === undefined) {
        toasts.show({ text: text('tour.needsFarm') });
        return go({ kind: 'home' });
      }
      setAsked(farm.id);
      go(farmRoute(farm.id));
    },
    end: () => void end(),
  };
}

export interface TourProps {
  readonly tour: TourState;
  readonly route: Route;
}

/** A card in the corner and a ring around what it speaks of; everything else stays usable. It follows where one goes. */
export function Tour({ tour, route }: TourProps) {
  if (tour.farmId === null || route.kind !== 'farm' || route.farmId !== tour.farmId) return null;
  const view = tourViews.find((one) => one === route.view);
  return view === undefined ? null : (
    <TourCard key={tour.farmId} tour={tour} farmId={tour.farmId} view={view} />
  );
}

interface TourCardProps {
  readonly tour: TourState;
  readonly farmId: string;
  readonly view: TourView;
}

function TourCard({ tour, farmId, view }: TourCardProps) {
  const text = useText();
  const card = useRef<HTMLElement>(null);
  const step = tourViews.indexOf(view);
  const next = tourViews[step + 1];
  const before = tourViews[step - 1];
  const focusIfAsked = useEffectEvent(() => {
    if (tour.asked || card.current?.contains(document.activeElement) === true) card.current?.focus();
  });
  useEffect(() => focusIfAsked(), [view]);

  function press(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    tour.end();
  }
  const show = (target: TourView): void => go(farmRoute(farmId, target));
  return (
    <>
      <TargetRing key={view} selector={`[data-tour="${view}"]`} />
      {/* Escape is an addition to its button, from anywhere inside. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <section ref={card} className="tour" aria-label={text('tour.title')} tabIndex={-1} onKeyDown={press}>
        <div className="row">
          <p className="soft spread">{text('tour.step', { step: step + 1, total: tourViews.length })}</p>
          <IconButton label={text('tour.dismiss')} onPress={tour.end}>
            <X size={14} aria-hidden />
          </IconButton>
        </div>
        <div role="status">
          <h2>{text(`tour.${view}.title`)}</h2>
          <p>{text(`tour.${view}.text`)}</p>
        </div>
        <div className="row tour__buttons">
          {before !== undefined && <Button onPress={() => show(before)}>{text('tour.back')}</Button>}
          {next === undefined ? (
            <Button tone="primary" onPress={tour.end}>
              {text('tour.end')}
            </Button>
          ) : (
            <Button tone="primary" onPress={() => show(next)}>
              {text('tour.next')}
            </Button>
          )}
        </div>
      </section>
    </>
  );
}
