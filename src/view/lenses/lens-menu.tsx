import * as words from '#words/view/lenses/lens.ts';
import { LARGEST_LENS_COUNT, type Lens } from '../../state/lens.ts';
import { MoreIcon } from '../icons.tsx';
import menu from '../menu.module.css';
import { Popover } from '../popover.tsx';
import { useScope, useScopeState } from '../scope-context.tsx';
import { useLensEditor } from './lens-editor.tsx';
import styles from './lens-menu.module.css';

interface Action {
  readonly label: string;
  readonly run: () => void;
}

/** What can be done with one lens. */
export function LensMenu({ lens, letter }: { lens: Lens; letter: string }) {
  const actions = useLensActions(lens);
  return (
    <Popover
      label={words.name(letter)}
      align="end"
      buttonClass={styles.button}
      button={
        <>
          <MoreIcon />
          <span className={styles.hidden}>{words.menu(letter)}</span>
        </>
      }
    >
      {(close) => (
        <ul className={styles.list}>
          {actions.map(({ label, run }) => (
            <li key={label}>
              <button
                type="button"
                className={menu.option}
                onClick={() => {
                  close();
                  run();
                }}
              >
                {label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

function useLensActions({ id }: Lens): readonly Action[] {
  const scope = useScope();
  const edit = useLensEditor();
  const lenses = useScopeState((state) => state.requested.lenses);
  const reference = useScopeState(
    ({ requested }) => requested.comparison.reference ?? requested.lenses[0]!.id,
  );
  const place = lenses.findIndex((lens) => lens.id === id);
  const [left, right] = [lenses[place - 1], lenses[place + 1]];
  const actions: (Action | false | undefined)[] = [
    edit && { label: words.change, run: () => edit(id) },
    {
      label: words.alone,
      run: () => {
        scope.activate(id);
        scope.compare({ layout: 'single' });
      },
    },
    reference !== id && { label: words.makeReference, run: () => scope.compare({ reference: id }) },
    lenses.length < LARGEST_LENS_COUNT && { label: words.duplicate, run: () => scope.duplicateLens(id) },
    left && { label: words.moveLeft, run: () => scope.swapLenses(id, left.id) },
    right && { label: words.moveRight, run: () => scope.swapLenses(id, right.id) },
    { label: words.remove, run: () => scope.removeLens(id) },
  ];
  return actions.filter((action) => action !== false && action !== undefined);
}
