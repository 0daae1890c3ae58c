import { useEffect, useState } from 'react';
import { connectionEvent } from '../data/connection-event.ts';
import { useText } from '../texts/text.ts';

export function ConnectionNotice() {
  const text = useText();
  const [lost, setLost] = useState(false);
  useEffect(() => {
    const hear = (event: Event): void => setLost(event instanceof CustomEvent && event.detail === 'lost');
    window.addEventListener(connectionEvent, hear);
    return () => window.removeEventListener(connectionEvent, hear);
  }, []);
  if (!lost) return null;
  return (
    <div className="note main__notice" role="status">
      {text('app.connectionLost')}
    </div>
  );
}
