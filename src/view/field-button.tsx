import styles from './field-button.module.css';
import { ChevronIcon } from './icons.tsx';

interface FieldFaceProps {
  readonly label: string;
  readonly value: string;
  readonly detail: string;
}

/** Class of a button that shows a setting and opens its menu. */
export const fieldButton = styles.button;

/** A setting with its name above and its consequence after it. */
export function FieldFace({ label, value, detail }: FieldFaceProps) {
  return (
    <>
      <span className={styles.line}>
        <span className={styles.label}>{label}</span>
        <span className={styles.value}>{value}</span>
        <ChevronIcon />
      </span>
      <span className={styles.detail}>{detail}</span>
    </>
  );
}
