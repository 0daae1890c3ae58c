import { useState, type DragEvent, type ReactNode } from 'react';
import { useBridge } from '../data/bridge-context.tsx';
import { useText } from '../texts/text.ts';

export interface FolderDropProps {
  readonly onFolder: (path: string) => void;
  readonly children: ReactNode;
}

/** Takes a folder that is dropped anywhere. A page served headless never learns paths, so there it does nothing. */
export function FolderDrop({ onFolder, children }: FolderDropProps) {
  const bridge = useBridge();
  const text = useText();
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');

  const dragOver = (event: DragEvent): void => {
    if (!holdsFiles(event) || bridge.platform.headless) return;
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent): void => {
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    const path = bridge.pathOf(file);
    if (path !== null) onFolder(path);
  };
  return (
    <div className="drop" onDragOver={dragOver} onDragLeave={() => setOver(false)} onDrop={drop}>
      {children}
      {over && <div className="drop__veil">{text('home.drop')}</div>}
    </div>
  );
}
