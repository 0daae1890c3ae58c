import { useMemo } from 'react';
import type { Sharing } from '../../shared/contract/option.ts';
import { useText } from '../texts/text.ts';
import { chip, layOut, type Bubble } from './sharing-layout.ts';

export interface SharingPictureProps {
  readonly sharing: Sharing;
  readonly label: string;
  readonly width?: number;
  /** At most two; without `onToggle` the picture is only looked at. */
  readonly selected?: readonly string[];
  readonly onToggle?: (wikiId: string) => void;
}

/** One bubble is one login; dashed: shared accounts only; red: they disturb each other. */
export function SharingPicture({
  sharing,
  label,
  width = 420,
  selected = [],
  onToggle,
}: SharingPictureProps) {
  const text = useText();
  const layout = useMemo(() => layOut(sharing, width), [sharing, width]);
  return (
    <div className="sharing-picture" data-tour="sharing" role="group" aria-label={label}>
      <div className="sharing-picture__field" style={{ width: layout.width + 4, height: layout.height + 4 }}>
        <svg width={layout.width + 4} height={layout.height + 4} aria-hidden>
          {layout.links.map((link) => (
            <line
              key={`${link.from.x}-${link.from.y}-${link.to.x}-${link.to.y}`}
              className={`sharing-picture__link sharing-picture__link--${link.kind}`}
              {...lineBetween(link.from, link.to)}
            />
          ))}
          {layout.bubbles.map((bubble) => (
            <rect
              key={`${bubble.x}-${bubble.y}`}
              className="sharing-picture__bubble"
              x={bubble.x + 1}
              y={bubble.y + 1}
              width={bubble.width}
              height={bubble.height}
              rx={14}
            />
          ))}
        </svg>
        {layout.bubbles.flatMap((bubble) =>
          bubble.wikis.map(({ id, x, y }) => {
            const place = { left: x + 1, top: y + 1, width: chip.width, height: chip.height };
            if (onToggle === undefined)
              return (
                <span key={id} className="sharing-picture__wiki cut" style={place}>
                  {id}
                </span>
              );
            return (
              <button
                key={id}
                type="button"
                className="sharing-picture__wiki cut"
                style={place}
                aria-pressed={selected.includes(id)}
                title={text('sharing.choose', { wiki: id })}
                onClick={() => onToggle(id)}
              >
                {id}
              </button>
            );
          }),
        )}
      </div>
    </div>
  );
}

function lineBetween(from: Bubble, to: Bubble) {
  return {
    x1: from.x + from.width / 2,
    y1: from.y + from.height / 2,
    x2: to.x + to.width / 2,
    y2: to.y + to.height / 2,
  };
}
