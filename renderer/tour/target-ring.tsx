import { useEffect, useState } from 'react';

/** A ring around the first element that fits, wherever it goes; nothing as long as there is none. */
export function TargetRing({ selector }: { readonly selector: string }) {
  const [box, setBox] = useState<DOMRect | null>(null);
  useEffect(() => {
    const measure = (): void => {
      const next = document.querySelector(selector)?.getBoundingClientRect() ?? null;
      setBox((old) => (sameBox(old, next) ? old : next));
    };
    // It appears when its view has loaded, and moves when anything scrolls or grows.
    const seen = new MutationObserver(measure);
    seen.observe(document.body, { childList: true, subtree: true });
    window.addEventListener('resize', measure);
    window.addEventListener('scroll', measure, { capture: true, passive: true });
    measure();
    return () => {
      seen.disconnect();
      window.removeEventListener('resize', measure);
      window.removeEventListener('scroll', measure, { capture: true });
    };
  }, [selector]);
  if (box === null || box.width === 0) return null;
  const { left, top, width, height } = box;
  return <div className="tour__ring" style={{ left, top, width, height }} aria-hidden />;
}

const sameBox = (a: DOMRect | null, b: DOMRect | null): boolean =>
  a === b ||
  (a !== null &&
    b !== null &&
    a.left === b.left &&
    a.top === b.top &&
    a.width === b.width &&
    a.height === b.height);
