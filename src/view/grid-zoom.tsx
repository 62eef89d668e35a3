import * as words from '#words/view/grid-tools.ts';
import styles from './grid-tools.module.css';
import { ZOOM_STEP } from './keys.ts';
import { useScope, useScopeState } from './scope-context.tsx';

/** Size of the cells: all in view, or larger. */
export function GridZoom({ largest }: { largest: number }) {
  const scope = useScope();
  const zoom = useScopeState((state) => state.requested.grid.zoom);
  const to = (next: number) =>
    scope.arrangeGrid({ zoom: Math.round(Math.min(largest, Math.max(1, next)) * 100) / 100 });
  const percent = Math.round(zoom * 100);
  return (
    <fieldset className={styles.zoom}>
      <legend>{words.size}</legend>
      <button
        type="button"
        aria-label={words.smaller}
        disabled={zoom <= 1}
        onClick={() => to(zoom / ZOOM_STEP)}
      >
        −
      </button>
      <button
        type="button"
        className={styles.fit}
        aria-label={words.fit(percent)}
        title={words.fitHint}
        aria-disabled={zoom === 1}
        onClick={() => to(1)}
      >
        {zoom === 1 ? words.fits : words.zoomed(percent)}
      </button>
      <button
        type="button"
        aria-label={words.larger}
        disabled={zoom >= Math.round(largest * 100) / 100}
        onClick={() => to(zoom * ZOOM_STEP)}
      >
        +
      </button>
    </fieldset>
  );
}
