import { classNames } from './class-names.ts';
import { TableIcon } from './icons.tsx';
import styles from './numbers-button.module.css';
import { useScope } from './scope-context.tsx';

/** Opens the staged map as a table of numbers. */
export function NumbersButton({ className }: { className?: string | undefined }) {
  const scope = useScope();
  return (
    <button
      type="button"
      className={classNames(styles.button, className)}
      title="The map as a table of numbers (D)"
      onClick={() => scope.changeNumbers({ table: 'patches' })}
    >
      <TableIcon /> Numbers
    </button>
  );
}
