/** A rectangle in screen points. */
export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowPlace {
  readonly bounds: Bounds | null;
  readonly maximized: boolean;
}

export const smallestWindow = { width: 640, height: 480 };
const usualWindow = { width: 1200, height: 800 };

/** How much of a window must be on some screen for a person to be able to grab it. */
const reachable = { width: 120, height: 48 };

/**
 * Where the window opens: where it was, as long as that is on a screen that is there today, else in the middle of the first.
 *
 * `workAreas` are the screens' usable rectangles, the primary one first.
 */
export function placeWindow(saved: Bounds | null, workAreas: readonly Bounds[]): Bounds {
  const primary = workAreas[0] ?? { x: 0, y: 0, ...usualWindow };
  const wanted = saved && {
    ...saved,
    width: Math.max(saved.width, smallestWindow.width),
    height: Math.max(saved.height, smallestWindow.height),
  };
  if (wanted !== null && workAreas.some((area) => isReachable(wanted, area))) return wanted;
  const width = Math.min(usualWindow.width, primary.width);
  const height = Math.min(usualWindow.height, primary.height);
  return {
    x: primary.x + Math.floor((primary.width - width) / 2),
    y: primary.y + Math.floor((primary.height - height) / 2),
    width,
    height,
  };
}

/** The title bar's part of the window lies within the area, wide enough to be dragged. */
function isReachable(window: Bounds, area: Bounds): boolean {
  const left = Math.max(window.x, area.x);
  const right = Math.min(window.x + window.width, area.x + area.width);
  const titleBarVisible = window.y >= area.y && window.y + reachable.height <= area.y + area.height;
  return titleBarVisible && right - left >= reachable.width;
}
