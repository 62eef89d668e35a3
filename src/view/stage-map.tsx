import { useLayoutEffect, useRef } from 'react';
import type { PaletteName } from '../core/image/palette.ts';
import type { TokenLayout } from '../core/vit/token-layout.ts';
import type { TokenMap } from '../state/layer-maps.ts';
import { paintStage } from './paint.ts';
import { useScopeState } from './scope-context.tsx';
import styles from './stage-map.module.css';

interface StageMapProps {
  readonly map: TokenMap | undefined;
  readonly layout: TokenLayout;
  /** Instead of the chosen one. */
  readonly palette?: PaletteName | undefined;
}

/** The map over the image. */
export function StageMap({ map, layout, palette: own }: StageMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { palette: chosen, smooth, opacity } = useScopeState((state) => state.requested.look);
  const palette = own ?? chosen;
  const { rows, columns } = layout;
  useLayoutEffect(() => {
    if (canvas.current && map) paintStage(canvas.current, map, { rows, columns }, { palette, smooth });
  }, [map, rows, columns, palette, smooth]);
  return (
    <canvas
      ref={canvas}
      className={smooth ? styles.smooth : styles.patches}
      style={{ opacity: map ? opacity : 0 }}
    />
  );
}
