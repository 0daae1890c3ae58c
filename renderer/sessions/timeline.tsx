import { useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import type { TimelineBucket } from '../../shared/contract/session.ts';
import { useAnswer } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { Button } from '../ui/button.tsx';
import { useExactTime } from '../ui/time-text.tsx';

const span = 24 * 3600;
const bucketCount = 96;
const step = span / bucketCount;

export interface TimelineProps {
  readonly farmId: string;
  /** Null = any time. */
  readonly value: readonly [number, number] | null;
  readonly onChange: (value: readonly [number, number] | null) => void;
}

/** Logins, switches and ends of the last day; its two thumbs (mouse or arrow keys) filter by the last visit. */
export function Timeline({ farmId, value, onChange }: TimelineProps) {
  const text = useText();
  const exact = useExactTime();
  // Fixed when the view opens: a moving scale would move the filter with it.
  const [to] = useState(() => Math.ceil(Date.now() / 1000 / step) * step);
  const from = to - span;
  const buckets = useAnswer('session:timeline', [farmId, { from, to, buckets: bucketCount }]);
  if (buckets.data === undefined || buckets.data.length === 0) return null;

  const change = (thumbs: number | number[]): void => {
    if (typeof thumbs === 'number') return;
    const [low = from, high = to] = thumbs;
    onChange(low <= from && high >= to ? null : [low, high]);
  };
  return (
    <div className="timeline">
      <Slider
        aria-label={text('sessions.timeline')}
        className="timeline__slider"
        minValue={from}
        maxValue={to}
        step={step}
        value={value === null ? [from, to] : [...value]}
        onChange={change}
      >
        <SliderTrack className="timeline__track">
          <Bars buckets={buckets.data} value={value} />
          <SliderThumb index={0} className="timeline__thumb" aria-label={text('sessions.timelineFrom')} />
          <SliderThumb index={1} className="timeline__thumb" aria-label={text('sessions.timelineTo')} />
        </SliderTrack>
      </Slider>
      {value !== null && (
        <>
          <span className="soft">
            {exact(value[0])} – {exact(value[1])}
          </span>
          <Button small onPress={() => onChange(null)}>
            {text('sessions.timelineAll')}
          </Button>
        </>
      )}
    </div>
  );
}

interface BarsProps {
  readonly buckets: readonly TimelineBucket[];
  readonly value: TimelineProps['value'];
}

function Bars({ buckets, value }: BarsProps) {
  const text = useText();
  const sum = (part: 'logins' | 'switches' | 'ends') =>
    buckets.reduce((total, bucket) => total + bucket[part], 0);
  const most = Math.max(1, ...buckets.map(({ logins, switches, ends }) => Math.max(logins + switches, ends)));
  const label = text('sessions.timelineChart', {
    logins: sum('logins'),
    switches: sum('switches'),
    ends: sum('ends'),
  });
  return (
    <svg
      className="timeline__bars"
      viewBox={`0 0 ${buckets.length} 24`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <line x1="0" x2={buckets.length} y1="14" y2="14" className="timeline__axis" />
      {buckets.map((bucket, index) => {
        const within = value === null || (bucket.at >= value[0] && bucket.at <= value[1]);
        const height = (count: number, room: number) => (count / most) * room;
        const logins = height(bucket.logins, 13);
        const switches = height(bucket.switches, 13);
        return (
          <g key={bucket.at} opacity={within ? 1 : 0.3}>
            <rect x={index + 0.15} width="0.7" y={14 - logins} height={logins} className="timeline__login" />
            <rect
              x={index + 0.15}
              width="0.7"
              y={14 - logins - switches}
              height={switches}
              className="timeline__switch"
            />
            <rect
              x={index + 0.15}
              width="0.7"
              y={14}
              height={height(bucket.ends, 9)}
              className="timeline__end"
            />
          </g>
        );
      })}
    </svg>
  );
}
