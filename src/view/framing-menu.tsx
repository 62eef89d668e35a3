import { Suspense } from 'react';
import * as words from '#words/view/header.ts';
import { FieldFace, fieldButton } from './field-button.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import styles from './menu.module.css';
import { Popover } from './popover.tsx';
import { useScopeState } from './scope-context.tsx';

// Not part of what a first visit loads.
const FramingPanel = lazy(async () => ({ default: (await import('./framing-panel.tsx')).FramingPanel }));

/** Which part of the image the model sees, at which size, and the grid of patches that it makes. */
export function FramingMenu() {
  const fit = useScopeState((state) => state.requested.framing.fit);
  const start = useLensView(({ displayed }) => displayed?.start);
  if (start === undefined) return null;
  const { input, layout } = start;
  return (
    <Popover
      name="framing"
      label={words.framing}
      buttonClass={fieldButton}
      button={
        <FieldFace
          label={words.framing}
          value={words.fits[fit]}
          detail={words.inputGrid(input.width, input.height, layout.columns, layout.rows)}
        />
      }
    >
      <Suspense fallback={<div className={styles.menu} style={{ minBlockSize: '26rem' }} />}>
        <FramingPanel />
      </Suspense>
    </Popover>
  );
}
