import { useState } from 'react';
import type { Task } from '../../shared/contract/app.ts';
import { useBridge } from '../data/bridge-context.tsx';
import { useBridgeEvent } from '../data/use-answer.ts';
import { useText } from '../texts/text.ts';
import { useEndedToast } from '../sessions/use-end-sessions.ts';
import { Button } from '../ui/button.tsx';
import { useToasts } from '../ui/toasts.tsx';

/** Long work under way, and what came of it. */
export function TaskNotices() {
  const text = useText();
  const bridge = useBridge();
  const toasts = useToasts();
  const tellEnded = useEndedToast();
  const [running, setRunning] = useState<readonly Task[]>([]);

  useBridgeEvent('task:changed', (task) => {
    const others = running.filter(({ id }) => id !== task.id);
    setRunning(task.state.kind === 'running' ? [...others, task] : others);
    if (task.state.kind === 'failed') toasts.fail(task.state.error);
    if (task.state.kind === 'sessions-ended' && task.farmId !== null)
      tellEnded(task.farmId, task.state.report);
  });

  if (running.length === 0) return null;
  return (
    <div className="tasks" role="status">
      {running.map((task) => (
        <div key={task.id} className="toast">
          <span className="toast__text">
            {task.total === null
              ? text('task.endingSome', { done: task.done })
              : text('task.ending', { done: task.done, total: task.total })}
          </span>
          {task.state.kind === 'running' && task.state.cancellable && (
            <Button small onPress={() => void bridge.request('task:cancel', task.id)}>
              {text('task.cancel')}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
