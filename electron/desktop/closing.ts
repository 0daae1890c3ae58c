export interface ClosingFacts {
  readonly platform: NodeJS.Platform;
  /** Another of our windows stays. */
  readonly otherWindows: boolean;
  readonly running: number;
  readonly keepInTray: boolean;
  readonly trayIsShown: boolean;
  readonly confirmQuit: boolean;
}

/**
 * What closing the main window means (ux.md §5.4): `close` = the window alone; `stay` = the window, and the program goes on
 * in the tray; `quit` = it was the last one; `ask` = that would stop wikis.
 */
export function meaningOfClosing(facts: ClosingFacts): 'close' | 'stay' | 'quit' | 'ask' {
  if (facts.platform === 'darwin' || facts.otherWindows) return 'close';
  if (facts.keepInTray && facts.trayIsShown) return 'stay';
  return meaningOfQuitting(facts) === 'ask' ? 'ask' : 'quit';
}

/** Whether a person who wants to quit is told first what stops. */
export const meaningOfQuitting = ({
  running,
  confirmQuit,
}: Pick<ClosingFacts, 'running' | 'confirmQuit'>): 'quit' | 'ask' =>
  running > 0 && confirmQuit ? 'ask' : 'quit';
