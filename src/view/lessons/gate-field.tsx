import styles from './diagram.module.css';

/** A gate between closed and open. */
export function GateField({ gate, onChange }: { gate: number; onChange: (gate: number) => void }) {
  return (
    <label className={styles.field}>
      <span>Gate</span>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        value={gate}
        aria-valuetext={`${Math.round(gate * 100)} % open`}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      <output>{Math.round(gate * 100)} % open</output>
    </label>
  );
}
