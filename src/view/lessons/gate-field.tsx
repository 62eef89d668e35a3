import * as words from '#words/view/lessons/diagrams.tsx';
import styles from './diagram.module.css';

/** A gate between closed and open. */
export function GateField({ gate, onChange }: { gate: number; onChange: (gate: number) => void }) {
  const open = words.gateOpen(Math.round(gate * 100));
  return (
    <label className={styles.field}>
      <span>{words.gate}</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={gate}
        aria-valuetext={open}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output>{open}</output>
    </label>
  );
}
