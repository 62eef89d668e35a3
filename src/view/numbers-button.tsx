import * as words from '#words/view/stage.ts';
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
      title={words.numbersHint}
      onClick={() => scope.changeNumbers({ table: 'patches' })}
    >
      <TableIcon /> {words.numbers}
    </button>
  );
}
