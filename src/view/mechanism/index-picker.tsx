import * as words from '#words/view/mechanism/masks.ts';
import styles from './index-picker.module.css';

interface IndexPickerProps {
  /** What they are: "layer", "head". */
  readonly name: string;
  readonly nameOf: (index: number) => string;
  readonly count: number;
  readonly value: 'all' | readonly number[];
  readonly onChange: (value: 'all' | number[]) => void;
}

/** All of something, or some of it by number. */
export function IndexPicker({ name, nameOf, count, value, onChange }: IndexPickerProps) {
  const chosen = value === 'all' ? [] : value;
  const toggle = (index: number) => {
    const next = chosen.includes(index) ? chosen.filter((other) => other !== index) : [...chosen, index];
    onChange(next.length === 0 || next.length === count ? 'all' : next.sort((a, b) => a - b));
  };
  return (
    <fieldset className={styles.indices} aria-label={name}>
      <button type="button" aria-pressed={value === 'all'} onClick={() => onChange('all')}>
        {words.all}
      </button>
      {Array.from({ length: count }, (_, index) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: a button is its number.
          key={index}
          type="button"
          aria-pressed={chosen.includes(index)}
          aria-label={nameOf(index)}
          onClick={() => toggle(index)}
        >
          {index}
        </button>
      ))}
    </fieldset>
  );
}
