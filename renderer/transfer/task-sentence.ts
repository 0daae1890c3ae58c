import type { Task } from '../../shared/contract/task.ts';
import type { Speaker } from '../../shared/texts/speaker.ts';
import type { Text } from '../texts/text.ts';
import { megabytes } from './megabytes.ts';

/** What runs, and how far it is. */
export function runningSentence(text: Text, task: Task): string {
  const { kind, done, total, about } = task;
  const phase = task.state.kind === 'running' ? task.state.phase : null;
  switch (kind) {
    case 'session:end':
    case 'session:clean':
      return total === null ? text('task.endingSome', { done }) : text('task.ending', { done, total });
    case 'farm:backup':
      return phase === 'finding' || total === null
        ? text('backup.finding', { farm: about, done })
        : text('backup.running', { farm: about, done, total });
    case 'farm:restore':
      return text('restore.running', { farm: about, done, total: total ?? done });
    case 'wiki:export':
      return total === null
        ? text('export.begun', { wiki: about })
        : text('export.running', { wiki: about, done, total });
    case 'package:install':
      return total === null
        ? text('package.begun', { wiki: about })
        : text('package.running', { wiki: about, done, total });
    case 'wiki:duplicate':
      return text('duplicate.running', { wiki: about, done });
  }
}

/** Name of the button that stops it. */
export function cancelSentence(text: Text, { kind, about }: Task): string {
  switch (kind) {
    case 'session:end':
    case 'session:clean':
      return text('task.cancel');
    case 'farm:backup':
      return text('backup.cancel', { farm: about });
    case 'farm:restore':
      return text('restore.cancel', { farm: about });
    case 'wiki:export':
      return text('export.cancel', { wiki: about });
    case 'package:install':
      return text('package.cancel', { wiki: about });
    case 'wiki:duplicate':
      return text('duplicate.cancel', { wiki: about });
  }
}

/** How it ended, all that a person should know; null: said elsewhere, or it still runs. */
export function endSentence(text: Text, say: Speaker, { state, about }: Task): string | null {
  const sentences = (...all: readonly (string | false)[]): string => all.filter(Boolean).join(' ');
  const names = (all: readonly string[]): string =>
    all.length > 5 ? `${all.slice(0, 5).join(', ')} …` : all.join(', ');
  switch (state.kind) {
    case 'running':
    case 'sessions-ended':
    case 'failed':
      return null;
    case 'cancelled':
      return text('task.cancelled');
    case 'backup-made': {
      const { file, files, leftOut, outside, skipped } = state;
      return sentences(
        text('backup.done', { farm: about, file, files, size: megabytes(state.bytes) }),
        leftOut > 0 && text('backup.leftOut', { count: leftOut }),
        outside.length > 0 && text('backup.outside', { places: names(outside) }),
        skipped > 0 && text('backup.skipped', { count: skipped }),
      );
    }
    case 'farm-restored': {
      const { files, problem } = state;
      return sentences(
        text('restore.done', { farm: about, files, size: megabytes(state.bytes) }),
        problem !== null && text('restore.problem', { problem: say(problem.message) }),
      );
    }
    case 'wiki-exported': {
      const { folder, pages, attachments, unreadable, failed } = state;
      return sentences(
        text('export.done', { wiki: about, folder, pages, attachments }),
        unreadable > 0 && text('export.unreadable', { count: unreadable }),
        failed.length > 0 && text('export.failed', { pages: names(failed) }),
      );
    }
    case 'wiki-duplicated':
      return text('duplicate.done', { name: state.name, files: state.files, url: state.url });
    case 'package-installed':
      return sentences(
        text('package.done', { wiki: about, count: state.changes }),
        state.refused.length > 0 && text('package.refused', { pages: names(state.refused) }),
        state.cancelled && text('package.stopped'),
      );
  }
}
