import { useEffect, useState } from 'react';
import controls from './controls.module.css';
import styles from './number-field.module.css';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly least?: number;
  readonly most?: number;
  /** Whether only whole numbers count; otherwise any. */
  readonly whole?: boolean;
}

/** A number with its name before it. What is no number in range is not taken over. */
export function NumberField({ label, value, onChange, least, most, whole = true }: NumberFieldProps) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  return (
    <label className={styles.field}>
      <span className={styles.label}>{label}</span>
      <input
        type="number"
        className={controls.field}
        value={text}
        min={least}
        max={most}
        step={whole ? 1 : 'any'}
        onChange={({ target }) => {
          setText(target.value);
          const number = target.valueAsNumber;
          const isInRange = number >= (least ?? number) && number <= (most ?? number);
          if (Number.isFinite(number) && isInRange && (!whole || Number.isSafeInteger(number)))
            onChange(number);
        }}
        onBlur={() => setText(String(value))}
      />
    </label>
  );
}
