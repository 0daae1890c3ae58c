import { useEffect, useState } from 'react';
import type { Task } from '../../shared/contract/task.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useBridgeEvent } from '../data/use-answer.ts';
import { useSay, useText } from '../texts/text.ts';
import { useEndedToast } from '../sessions/use-end-sessions.ts';
import { cancelSentence, endSentence, runningSentence } from '../transfer/task-sentence.ts';
import { Button } from '../ui/button.tsx';
import { useToasts } from '../ui/toasts.tsx';
import { farmRoute, go } from './route.ts';

/** Long work under way, and what came of it. */
export function TaskNotices() {
  const text = useText();
  const bridge = useBridge();
  const running = useRunningTasks();
  if (running.length === 0) return null;
  return (
    <div className="tasks">
      {running.map((task) => (
        <div key={task.id} className="toast">
          <span className="toast__text">
            <span>{runningSentence(text, task)}</span>
            <progress
              className="tasks__bar"
              aria-label={cancelSentence(text, task)}
              {...(task.total === null ? {} : { value: task.done, max: Math.max(1, task.total) })}
            />
          </span>
          {task.state.kind === 'running' && task.state.cancellable && (
            <Button small onPress={() => void bridge.request('task:cancel', task.id)}>
              {cancelSentence(text, task)}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}

/** Tasks that run, also those that began before this window was there. */
function useRunningTasks(): readonly Task[] {
  const bridge = useBridge();
  const tellEnd = useTellEnd();
  const [running, setRunning] = useState<readonly Task[]>([]);

  useEffect(() => {
    void bridge.request('task:list').then((known) => {
      if (!known.ok) return; // whatever runs tells of itself in a moment
      const now = known.value.filter(({ state }) => state.kind === 'running');
      setRunning((heard) => [...now.filter(({ id }) => !heard.some((one) => one.id === id)), ...heard]);
    });
  }, [bridge]);
  useBridgeEvent('task:changed', (task) => {
    setRunning((all) => {
      const others = all.filter(({ id }) => id !== task.id);
      return task.state.kind === 'running' ? [...others, task] : others;
    });
    tellEnd(task);
  });
  return running;
}

function useTellEnd(): (task: Task) => void {
  const text = useText();
  const say = useSay();
  const bridge = useBridge();
  const toasts = useToasts();
  const tellSessionsEnded = useEndedToast();

  async function openFarm(path: string): Promise<void> {
    const opened = await bridge.request('farm:open', path, { readOnly: false });
    if (opened.ok) go(farmRoute(opened.value.farmId));
    else toasts.fail(opened.error);
  }

  return (task) => {
    const { state } = task;
    if (state.kind === 'failed') toasts.fail(state.error);
    if (state.kind === 'sessions-ended' && task.farmId !== null) tellSessionsEnded(task.farmId, state.report);
    const sentence = endSentence(text, say, task);
    if (sentence === null) return;
    const { path } = state.kind === 'farm-restored' && state.problem === null ? state : { path: null };
    toasts.show({
      text: sentence,
      ...(path === null
        ? {}
        : { action: { text: text('restore.open'), onPress: () => void openFarm(path) } }),
    });
  };
}
