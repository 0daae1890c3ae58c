import type { FarmSummary } from '../../shared/contract/app.ts';
import type { Text } from '../texts/text.ts';
import type { StateLook } from '../ui/state-mark.tsx';

/** State of a farm in one shape and one short word or number. */
export function farmState(
  farm: FarmSummary,
  text: Text,
): { look: StateLook; text: string; aside: string; bad: boolean } {
  const { state, wikis } = farm;
  if (state.kind === 'failed')
    return { look: 'failed', text: text('state.failed'), aside: text('state.failed'), bad: true };
  if (state.kind === 'missing')
    return { look: 'missing', text: text('state.missing'), aside: text('state.missing'), bad: false };
  if (state.kind === 'opening')
    return { look: 'starting', text: text('state.opening'), aside: '', bad: false };
  if (state.kind === 'closed') return { look: 'closed', text: text('state.closed'), aside: '', bad: false };
  if (wikis.failed > 0) {
    const aside = text('farm.failedCount', { count: wikis.failed });
    return { look: 'failed', text: text('state.failed'), aside, bad: true };
  }
  const look = wikis.running > 0 ? 'running' : 'stopped';
  return { look, text: text(`state.${look}`), aside: String(wikis.total), bad: false };
}
