import { Suspense } from 'react';
import type { Fit } from '../core/image/framing.ts';
import { FieldFace, fieldButton } from './field-button.tsx';
import { lazy } from './lazy-part.tsx';
import { useLensView } from './lens-context.tsx';
import styles from './menu.module.css';
import { Popover } from './popover.tsx';
import { useScopeState } from './scope-context.tsx';

// Not part of what a first visit loads.
const FramingPanel = lazy(async () => ({ default: (await import('./framing-panel.tsx')).FramingPanel }));

const NAMES: Readonly<Record<Fit, string>> = {
  publisher: 'Publisher’s recipe',
  whole: 'Whole image',
  crop: 'Centre crop',
  pad: 'Padded',
  stretch: 'Stretched',
};

/** Which part of the image the model sees, at which size, and the grid of patches that it makes. */
export function FramingMenu() {
  const fit = useScopeState((state) => state.requested.framing.fit);
  const start = useLensView(({ displayed }) => displayed?.start);
  if (start === undefined) return null;
  const { input, layout } = start;
  return (
    <Popover
      label="Framing"
      buttonClass={fieldButton}
      button={
        <FieldFace
          label="Framing"
          value={NAMES[fit]}
          detail={`${input.width} × ${input.height} px, ${layout.columns} × ${layout.rows} patches`}
        />
      }
    >
      <Suspense fallback={<div className={styles.menu} style={{ minBlockSize: '26rem' }} />}>
        <FramingPanel names={NAMES} />
      </Suspense>
    </Popover>
  );
}
