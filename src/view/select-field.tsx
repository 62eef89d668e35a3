import { ChevronIcon } from './icons.tsx';
import styles from './select-field.module.css';

interface SelectFieldProps<Value extends string> {
  /** Read aloud in any case. */
  readonly label: string;
  /** For a list whose name stands beside it already. */
  readonly hidesLabel?: boolean;
  /** What it does and does not do, where its name does not say all. */
  readonly hint?: string | undefined;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A choice among several, in the browser's own list. */
export function SelectField<Value extends string>({
  label,
  hidesLabel = false,
  hint,
  value,
  options,
  onChange,
}: SelectFieldProps<Value>) {
  return (
    <label className={styles.field}>
      {!hidesLabel && <span className={styles.label}>{label}</span>}
      <span className={styles.frame}>
        <select
          aria-label={hidesLabel ? label : undefined}
          title={hint}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <ChevronIcon />
      </span>
    </label>
  );
}
