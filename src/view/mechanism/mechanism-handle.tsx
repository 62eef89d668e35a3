import * as words from '#words/view/mechanism/handle.ts';
import { activeLens } from '../../state/lens.ts';
import { ChevronIcon } from '../icons.tsx';
import { useScopeState } from '../scope-context.tsx';
import { useMechanism } from './mechanism-context.tsx';
import styles from './mechanism-handle.module.css';

/** Where the focus returns to when the panel closes. */
export const MECHANISM_HANDLE = 'mechanism-handle';

/** The panel's code is fetched when it is about to be needed. */
export const loadMechanismPanel = () =>
  import('./mechanism-panel.tsx').then(({ MechanismPanel }) => ({ default: MechanismPanel }));

/** The closed panel at the edge of the page, to be opened; a dot says that the active lens is changed. */
export function MechanismHandle() {
  const mechanism = useMechanism();
  const isChanged = useScopeState(
    ({ requested }) => Object.keys(activeLens(requested).interventions).length > 0,
  );
  return (
    <button
      id={MECHANISM_HANDLE}
      data-part="change"
      type="button"
      className={styles.handle}
      aria-label={isChanged ? words.titleWhenChanged : words.title}
      title={words.hint}
      onPointerEnter={loadMechanismPanel}
      onFocus={loadMechanismPanel}
      onClick={() => mechanism.open(true)}
    >
      <span className={styles.chevron}>
        <ChevronIcon />
      </span>
      <span className={styles.label}>{words.title}</span>
      {isChanged && <span className={styles.dot} />}
    </button>
  );
}
