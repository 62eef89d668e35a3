import styles from './combining-panel.module.css';

interface ShareSliderProps {
  readonly label: string;
  /** Read aloud in place of the label. */
  readonly name?: string;
  readonly value: number;
  readonly step: number;
  readonly least?: number;
  readonly most?: number;
  readonly text: string;
  readonly onChange: (value: number) => void;
}

/** A number between two ends, with its value beside it. */
export function ShareSlider({
  label,
  name,
  value,
  step,
  least = 0,
  most = 1,
  text,
  onChange,
}: ShareSliderProps) {
  return (
    <label className={styles.slider}>
      <span>{label}</span>
      <input
        type="range"
        aria-label={name}
        min={least}
        max={most}
        step={step}
        value={value}
        aria-valuetext={text}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
      <output>{text}</output>
    </label>
  );
}
