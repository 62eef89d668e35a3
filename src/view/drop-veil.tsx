import { useEffect, useState } from 'react';
import * as words from '#words/view/app.ts';
import { readDataTransfer } from '../hub/dropped-entries.ts';
import type { Scope } from '../state/scope.ts';
import styles from './drop-veil.module.css';
import { useScope } from './scope-context.tsx';

/** Takes files that are dropped or pasted anywhere, and shows that it will. */
export function DropVeil() {
  const scope = useScope();
  const [isOver, setOver] = useState(false);
  useEffect(() => listenForFiles(scope, setOver), [scope]);
  if (!isOver) return null;
  return (
    <div className={styles.veil} aria-hidden="true">
      <div>
        <p>{words.drop.title}</p>
        <ul>
          {words.drop.kinds.map((kind) => (
            <li key={kind}>{kind}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function listenForFiles(scope: Scope, setOver: (isOver: boolean) => void): () => void {
  // dragenter and dragleave fire for every element that is crossed.
  let depth = 0;
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false; // no words
  const track = (step: number) => (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    depth = Math.max(0, depth + step);
    setOver(depth > 0);
  };
  const allow = (event: DragEvent) => {
    if (hasFiles(event)) event.preventDefault();
  };
  const drop = (event: DragEvent) => {
    if (!event.dataTransfer || !hasFiles(event)) return;
    event.preventDefault();
    depth = 0;
    setOver(false);
    void scope.openFiles(readDataTransfer(event.dataTransfer));
  };
  const paste = (event: ClipboardEvent) => {
    if (!event.clipboardData || event.clipboardData.files.length === 0) return;
    event.preventDefault();
    void scope.openFiles(readDataTransfer(event.clipboardData));
  };
  const enter = track(1);
  const leave = track(-1);
  window.addEventListener('dragenter', enter);
  window.addEventListener('dragleave', leave);
  window.addEventListener('dragover', allow);
  window.addEventListener('drop', drop);
  window.addEventListener('paste', paste);
  return () => {
    window.removeEventListener('dragenter', enter);
    window.removeEventListener('dragleave', leave);
    window.removeEventListener('dragover', allow);
    window.removeEventListener('drop', drop);
    window.removeEventListener('paste', paste);
  };
}
